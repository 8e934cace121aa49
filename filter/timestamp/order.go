package timestamp

// DateOrder says in which order the numbers of a date like 02/03/04 stand.
type DateOrder uint8

// The orders. OrderAuto reads only what has one reading in whatever order.
const (
	OrderAuto DateOrder = iota
	OrderYMD
	OrderDMY
	OrderMDY
)

// centuryPivot: two-digit years from 69 on are of the twentieth century (POSIX strptime, %y).
const centuryPivot = 69

func fullYear(twoDigit int) int {
	if twoDigit >= centuryPivot {
		return 1900 + twoDigit
	}
	return 2000 + twoDigit
}

// dated is one reading of a date, impossible where it does not exist.
type dated struct{ year, month, day int }

func (x dated) exists() bool {
	if x.month < 1 || x.month > 12 || x.day < 1 {
		return false
	}
	year := x.year
	if year == noYear {
		year = 2000 // a leap year: 29 February is possible
	}
	return x.day <= daysIn(year, x.month)
}

// choose sets the date that is the only one among the readings, or that the configured order names. Two different
// dates are refused, and so is none.
func (d *draft) choose(readings ...orderedDate) {
	found := 0
	for _, reading := range readings {
		if d.order != OrderAuto && d.order != reading.order && reading.order != OrderAuto || !reading.exists() {
			continue
		}
		if found == 0 || d.year == reading.year && d.month == reading.month && d.day == reading.day {
			d.year, d.month, d.day = reading.year, reading.month, reading.day
			found = 1
			continue
		}
		found = 2
		break
	}
	switch found {
	case 0:
		d.refuse(Impossible)
	case 2:
		d.refuse(AmbiguousDate)
	}
}

// orderedDate is a reading and the order that it takes.
type orderedDate struct {
	dated
	order DateOrder
}

// chooseFull decides a sep b sep year, the year having four digits.
func (d *draft) chooseFull(a, b, year int) {
	d.choose(
		orderedDate{dated{year, b, a}, OrderDMY},
		orderedDate{dated{year, a, b}, OrderMDY})
}

// chooseShort decides a sep b sep c, all of two digits.
func (d *draft) chooseShort(a, b, c int) {
	d.choose(
		orderedDate{dated{fullYear(a), b, c}, OrderYMD},
		orderedDate{dated{fullYear(c), b, a}, OrderDMY},
		orderedDate{dated{fullYear(c), a, b}, OrderMDY})
}

// chooseYearless decides a sep b without a year.
func (d *draft) chooseYearless(a, b int) {
	d.choose(
		orderedDate{dated{noYear, b, a}, OrderDMY},
		orderedDate{dated{noYear, a, b}, OrderMDY})
}
