package calendar

const NoYear = -1

// centuryPivot: two-digit years from 69 on are of the twentieth century (POSIX strptime, %y).
const centuryPivot = 69

func FullYear(twoDigit int) int {
	if twoDigit >= centuryPivot {
		return 1900 + twoDigit
	}
	return 2000 + twoDigit
}

// Dated is one reading of a date, impossible where it does not exist.
type Dated struct{ Year, Month, Day int }

func (x Dated) Exists() bool {
	if x.Month < 1 || x.Month > 12 || x.Day < 1 {
		return false
	}
	year := x.Year
	if year == NoYear {
		year = 2000 // a leap year: 29 February is possible
	}
	return x.Day <= DaysIn(year, x.Month)
}
