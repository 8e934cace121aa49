package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// readISO reads the form that most logs have: YYYY-MM-DD, one of T, t, blank and underscore,
// HH:MM:SS, and then a fraction and a zone like any other. It is a fast path: readNumeric
// reads the same stamps to the same fields.
func readISO(d *Draft) bool {
	if len(d.Text)-d.At < scan.IsoLength {
		return false
	}
	s := d.Text[d.At : d.At+scan.IsoLength : d.At+scan.IsoLength]
	if s[4] != '-' || s[7] != '-' || s[13] != ':' || s[16] != ':' {
		return false
	}
	separator := s[10]
	if separator != 'T' && separator != ' ' && separator != 't' && separator != '_' {
		return false
	}
	bad := byte(0) // its high bit is set by whatever is no digit
	two := func(i int) int {
		tens, ones := s[i]-'0', s[i+1]-'0'
		bad |= tens | ones | (9 - tens) | (9 - ones)
		return int(tens)*10 + int(ones)
	}
	d.Year = two(0)*100 + two(2)
	d.Month, d.Day = two(5), two(8)
	d.Hour, d.Minute, d.Second = two(11), two(14), two(17)
	if bad&0x80 != 0 {
		return false
	}
	d.At += scan.IsoLength
	d.HasTime, d.Format = true, "iso8601"
	if d.At == len(d.Text) {
		return true
	}
	comma := d.Text[d.At] == ','
	if scan.IsDigit(d.Text[d.At]) || !readFraction(d) {
		return false
	}
	readDayPeriod(d)
	readTrailingZone(d)
	switch {
	case comma && d.Digits > 0:
		d.Format = "log4j"
	case d.Zone != ZoneNone && separator|0x20 == 't':
		d.Format = "rfc3339"
	}
	return true
}

// setOrdinal sets the date that is the nth day of the year.
func setOrdinal(d *Draft, n int) {
	days := calendar.DayNumber(d.Year, 1, 1) + n - 1
	setDay(d, days, n >= 1 && days <= calendar.DayNumber(d.Year, 12, 31))
}

// setWeek sets the date by week, whose first holds 4 January, and weekday, Monday being 1.
func setWeek(d *Draft, week, day int) {
	first, next := firstMonday(d.Year), firstMonday(d.Year+1)
	days := first + (week-1)*7 + day - 1
	setDay(d, days, week >= 1 && day >= 1 && day <= 7 && days < next)
}

// firstMonday is the day that week 1 of a year begins on.
func firstMonday(year int) int {
	fourth := calendar.DayNumber(year, 1, 4)
	return fourth - (calendar.Weekday(fourth)+6)%7
}

func setDay(d *Draft, days int, exists bool) {
	if !exists {
		d.Refuse(timestamp.Impossible)
	}
	d.Year, d.Month, d.Day = calendar.Civil(days)
}
