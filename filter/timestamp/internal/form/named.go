package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// readDayThenName reads the rest of 10/Oct/2000:13:55:36, 22-JUL-2019 15:16:13, 7 Feb 2004 09:07,
// 26 Dec 10:00:00.123 and 10-Mar 07:31 (Bacula). A separator of 0 is none, 09May2013 (Check Point,
// SAS).
func readDayThenName(d *Draft, day int, separator byte) bool {
	d.Day = day
	month, length := readMonth(d)
	if length == 0 {
		return readDayThenForeign(d, separator)
	}
	d.Month = month
	d.At += length
	d.Format = "day_name"
	if separator != 0 && !d.Skip(separator) && !(separator == '-' && d.Skip(' ')) && !(separator == '.' && endsName(d)) {
		return false
	}
	run := scan.DigitRun(d.Text, d.At)
	if apart := d.Text[d.At-1] == ' '; (apart || separator == '-') && run <= 2 && d.At+run < len(d.Text) && d.Text[d.At+run] == ':' {
		switch {
		case !apart:
			refuseHourOrYear(d)
		case separator == ' ' || d.Head || !d.Line:
			return readYearlessClock(d)
		default:
			return false
		}
	}
	year := scan.Decimal(d.Text[d.At : d.At+min(run, 2)])
	if separator == 0 && run != len("2006") || !readNamedYear(d) || run == 2 && separator == ' ' && !isDayOfYear(d, year) {
		return false
	}
	switch {
	case separator == '/':
		d.Format = "clf"
	case readOracleClock(d, separator):
		readTrailingZone(d)
		return true
	}
	return readAfterDate(d, true)
}

// refuseHourOrYear refuses 14-Jun-10:11:12, of which the first number may be the hour or the year
// of 14-Jun-10:11:12:13.
func refuseHourOrYear(d *Draft) {
	const numbers = len("10:11:12")
	rest := d.Text[d.At:]
	if IsTimeOfDay(rest, 0) && scan.Decimal(rest[:2]) <= 24 && (len(rest) == numbers || rest[numbers] != ':') {
		d.Refuse(timestamp.AmbiguousDate)
	}
}

// endsName steps over the blank after a month's name, and reports whether it or the full stop of an
// abbreviation ends the name.
func endsName(d *Draft) bool {
	return d.Skip(' ') || d.Text[d.At-1] == '.'
}

// readOracleClock reads the time of Oracle's 22-JUL-19 03.16.13.123456 PM.
func readOracleClock(d *Draft, separator byte) bool {
	from := d.At
	if d.HasTime {
		return false
	}
	if separator == '-' && d.Skip(' ') && readDottedClock(d) {
		return true
	}
	d.At, d.HasTime = from, false
	return false
}

// readNamedYear reads a year of four digits, or of two, with an apostrophe or without.
func readNamedYear(d *Draft) bool {
	from := d.At
	d.Skip('\'')
	run := scan.DigitRun(d.Text, d.At)
	switch {
	case run == 4 && from == d.At:
		d.Year = scan.Decimal(d.Text[d.At : d.At+run])
	case run == 2:
		d.Year = calendar.FullYear(scan.Decimal(d.Text[d.At : d.At+run]))
	default:
		return false
	}
	d.At += run
	return true
}

// readYearlessClock reads the time after a day and a month, with at least seconds, and what date(1)
// writes after it.
func readYearlessClock(d *Draft) bool {
	if d.HasTime || !d.Clock() {
		return false
	}
	readTrailingYear(d)
	return true
}

// readWorded reads stamps that begin with the name of a weekday or month.
func readWorded(d *Draft) bool {
	if day, length := scan.ReadWeekday(d.Text, d.At); length > 0 {
		d.At += length
		d.Weekday = int8(day)
		return readAfterWeekday(d)
	}
	if month, length := readMonth(d); length > 0 {
		d.At += length
		d.Month = month
		return readNameFirst(d)
	}
	return !d.Line && readForeignFirst(d)
}

// readAfterWeekday reads what follows a weekday: RFC 2822, RFC 850, asctime and date(1).
func readAfterWeekday(d *Draft) bool {
	comma := d.Skip(',')
	if d.Blanks() == 0 && !comma {
		return false
	}
	if month, length := scan.ReadMonth(d.Text, d.At); length > 0 {
		d.At += length
		d.Month = month
		return readNameFirst(d)
	}
	if !scan.IsDigit(d.Peek()) {
		return false
	}
	if readFixed(d) {
		return true
	}
	if run := scan.DigitRun(d.Text, d.At); run == 4 {
		return readYearFirst(d)
	}
	if !readShortFirst(d) {
		return false
	}
	if comma && d.Format == "day_name" {
		readMail(d)
	}
	return true
}

// readMail reads the zone names of a date in mail form as RFC 5322 defines them.
func readMail(d *Draft) {
	d.Format = "rfc2822"
	if d.Abbrev == nil || d.Abbrev.Meant != nil {
		return
	}
	if row := zone.FindMailZone(d.Abbrev.Name); row != nil {
		d.Zone, d.Offset = ZoneOffset, row.Offset
	}
}

// readNameFirst reads what follows a month name: the day, and then a year, a time, or both in
// either order.
func readNameFirst(d *Draft) bool {
	separator := d.Peek()
	if d.Blanks() == 0 && !d.Skip('-') && !d.Skip('/') {
		return false
	}
	var length int
	if d.Day, length = readShortNumber(d); length == 0 {
		return false
	}
	if (separator == '/' || separator == '-') && d.Skip(separator) { // feb/27/2015 (MikroTik), Apr-07-13 (ASSP)
		d.Format = "name_day"
		run := scan.DigitRun(d.Text, d.At)
		return (run == len("2006") || run == len("06") && separator == '-') && readNamedYear(d) && readAfterDate(d, true)
	}
	if !d.Line {
		skipOrdinalSuffix(d)
	}
	d.Format = "rfc3164"
	comma := d.Skip(',')
	if d.Blanks() == 0 {
		return false
	}
	run := scan.DigitRun(d.Text, d.At)
	if run <= 2 && d.At+run < len(d.Text) && d.Text[d.At+run] == ':' {
		return readClockThenYear(d)
	}
	d.Format = "name_day"
	if !readNamedYear(d) || d.Line && run == 2 {
		return false
	}
	if !comma && d.Weekday != NoWeekday {
		d.Format = "javascript"
	}
	return readAfterDate(d, true)
}

// readClockThenYear reads the time of Mmm dd HH:MM:SS, a zone, and a year: RFC 3164, asctime,
// date(1), Ruby.
func readClockThenYear(d *Draft) bool {
	if d.HasTime || !d.Clock() {
		return false
	}
	if readTrailingYear(d) {
		if d.Weekday != NoWeekday {
			d.Format = "asctime"
		}
		return true
	}
	if d.Line && d.Abbrev != nil && d.Weekday == NoWeekday && d.Peek() != ':' && !isBeforeHost(d.Text, scan.SkipBlanks(d.Text, d.At)) {
		doubtAbbreviation(d) // perhaps it is the host that is called so
	}
	return true
}

// skipOrdinalSuffix steps over the letters of 1st, 2nd, 3rd and 4th.
func skipOrdinalSuffix(d *Draft) bool {
	if d.At+2 > len(d.Text) {
		return false
	}
	switch string([]byte{d.Text[d.At] | 0x20, d.Text[d.At+1] | 0x20}) {
	case "st", "nd", "rd", "th":
		d.At += 2
		return true
	}
	return false
}
