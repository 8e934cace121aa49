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

// choose sets the date that is the only one among the readings, or that the configured order names. None is refused, and of two
// different dates settleOrder decides.
func (d *draft) choose(s shape, readings ...orderedDate) {
	d.shape, d.days = s, daysOf(readings)
	switch d.pick(d.order, readings) {
	case 0:
		d.refuse(Impossible)
	case 1:
	default:
		d.undecided, d.shown = true, OrderAuto
	}
}

// pick sets the date that an order gives, and counts the different dates that it allows, up to two. Where the date is the
// only one in any order, d.shown is the order that it proves.
func (d *draft) pick(order DateOrder, readings []orderedDate) (found int) {
	for _, reading := range readings {
		switch {
		case order != OrderAuto && order != reading.order || !reading.exists():
		case found == 0:
			d.year, d.month, d.day = reading.year, reading.month, reading.day
			d.shown, found = reading.order, 1
		case d.year == reading.year && d.month == reading.month && d.day == reading.day:
			d.shown = OrderAuto
		default:
			return 2
		}
	}
	return found
}

// orderedDate is a reading and the order that it takes.
type orderedDate struct {
	dated
	order DateOrder
}

// chooseFull decides a sep b sep year, the year having four digits.
func (d *draft) chooseFull(a, b, year int, separator byte) {
	d.choose(shapeFull.with(separator),
		orderedDate{dated{year, b, a}, OrderDMY},
		orderedDate{dated{year, a, b}, OrderMDY})
}

// chooseShort decides a sep b sep c, all of two digits.
func (d *draft) chooseShort(a, b, c int, separator byte) {
	d.choose(shapeShort.with(separator),
		orderedDate{dated{fullYear(a), b, c}, OrderYMD},
		orderedDate{dated{fullYear(c), b, a}, OrderDMY},
		orderedDate{dated{fullYear(c), a, b}, OrderMDY})
}

// chooseYearless decides a sep b without a year.
func (d *draft) chooseYearless(a, b int, separator byte) {
	d.choose(shapeYearless.with(separator),
		orderedDate{dated{noYear, b, a}, OrderDMY},
		orderedDate{dated{noYear, a, b}, OrderMDY})
}
