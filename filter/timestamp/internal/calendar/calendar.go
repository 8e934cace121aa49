package calendar

// Units of time, in the unit that the name begins with.
const (
	SecondsPerMinute = 60
	SecondsPerHour   = 60 * SecondsPerMinute
	SecondsPerDay    = 24 * SecondsPerHour
	NanosPerSecond   = 1_000_000_000
)

const (
	daysPer400Years = 400*365 + 97 // 97 leap days in 400 years
	daysTo1970      = 719162       // from 0001-01-01 to 1970-01-01
)

// daysBefore[m] is the number of days in a common year before month m, January being 1.
var daysBefore = [14]int16{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

func isLeap(year int) bool {
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

// NoYear is the Year of a date that was written without one.
const NoYear = -1

// centuryPivot is the first two-digit year that is of the twentieth century (POSIX strptime, %y).
const centuryPivot = 69

// FullYear returns the year that a number from 0 to 99 stands for, one of 1969 to 2068.
func FullYear(twoDigit int) int {
	if twoDigit >= centuryPivot {
		return 1900 + twoDigit
	}
	return 2000 + twoDigit
}

// Date is a date as it was written: it need not exist, and Year may be NoYear.
type Date struct{ Year, Month, Day int }

// Exists reports whether the calendar has the date; 29 February without a year exists.
func (d Date) Exists() bool {
	if d.Month < 1 || d.Month > 12 || d.Day < 1 {
		return false
	}
	year := d.Year
	if year == NoYear {
		year = 2000 // a leap year
	}
	return d.Day <= DaysIn(year, d.Month)
}

// DaysIn returns the number of days in a month; month is 1 to 12.
func DaysIn(year, month int) int {
	if month == 2 && isLeap(year) {
		return 29
	}
	return int(daysBefore[month+1] - daysBefore[month])
}

// DayNumber returns the number of days from 1970-01-01 to a date, which must exist, in the years 0
// to 9999.
func DayNumber(year, month, day int) int {
	past := uint(year + 399) // years since the year -399, so that year 0 needs no signed division
	days := int(past*365+past/4-past/100+past/400) - daysPer400Years - daysTo1970
	days += int(daysBefore[month]) + day - 1
	if month > 2 && isLeap(year) {
		days++
	}
	return days
}

// Civil returns the date that lies days after 1970-01-01, for dates in the years -32767 to 32767.
// It is the inverse of DayNumber. Its years begin in March, so that the leap day is the last of its
// year, and multiplications stand for the divisions by 1461 and 153 (Neri and Schneider, "Euclidean
// affine functions and their application to calendar algorithms", 2022, figure 12).
func Civil(days int) (year, month, day int) {
	const eras = 82 // of 400 years, added so that nothing is negative
	shifted := uint32(days + daysTo1970 + 306 + eras*daysPer400Years)
	ofCentury := 4*shifted + 3
	century := ofCentury / daysPer400Years
	ofYear := 4*(ofCentury%daysPer400Years/4) + 3
	product := 2939745 * uint64(ofYear)
	year = int(100*century+uint32(product>>32)) - eras*400
	dayOfYear := uint32(product) / 2939745 / 4
	march := 2141*dayOfYear + 197913
	month, day = int(march>>16), int(march&0xffff)/2141+1
	if dayOfYear >= 306 {
		return year + 1, month - 12, day
	}
	return year, month, day
}

// Weekday returns the day of the week, Sunday being 0, of a day counted from 1970-01-01, a
// Thursday.
func Weekday(days int) int {
	return days + 4 - 7*FloorDivide(days+4, 7)
}

// DayOf returns the UTC day of an instant, counted from 1970-01-01; seconds are since 1970.
func DayOf(seconds int64) int {
	return int(FloorDivide(seconds, SecondsPerDay))
}

// FloorDivide returns a/b rounded towards negative infinity; b must be positive.
func FloorDivide[T int | int64](a, b T) T {
	quotient := a / b
	if a%b < 0 {
		quotient--
	}
	return quotient
}

// The first and the last second since 1970 that Instant accepts: what int64 nanoseconds can hold,
// less a second at either end.
const (
	MinSecond = -1<<63/NanosPerSecond + 1
	MaxSecond = (1<<63-1)/NanosPerSecond - 1
)

// Instant returns the nanoseconds since 1970 of a second and the nanoseconds in it, 0 to 999999999.
// It reports false for seconds outside MinSecond to MaxSecond.
func Instant(seconds, nanos int64) (int64, bool) {
	if seconds < MinSecond || seconds > MaxSecond {
		return 0, false
	}
	return seconds*NanosPerSecond + nanos, true
}

// FloorSeconds returns the second since 1970 that an instant, in nanoseconds, lies in.
func FloorSeconds(nanos int64) int64 {
	return FloorDivide(nanos, NanosPerSecond)
}

// MaxDigits is the number of fraction digits that are kept: nine as nanoseconds, and ten more in a
// uint64.
const MaxDigits = 19

// Powers[n] is ten to the power of n.
var Powers = [MaxDigits + 1]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
	1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}
