package timestamp

// dayThenName reads the rest of 10/Oct/2000:13:55:36, 22-JUL-2019 15:16:13, 7 Feb 2004 09:07, 26 Dec 10:00:00.123 and 10-Mar 07:31 (Bacula). A separator
// of 0 is none, 09May2013 (Check Point, SAS).
func (d *draft) dayThenName(day int, separator byte) bool {
	d.day = day
	month, length := readMonth(d.text, d.at)
	if length == 0 {
		return false
	}
	d.month = month
	d.at += length
	d.format = "day_name"
	if separator != 0 && !d.skip(separator) && !(separator == '-' && d.skip(' ')) && !(separator == '.' && d.nameEnds()) {
		return false
	}
	run := digitRun(d.text, d.at)
	if apart := d.text[d.at-1] == ' '; (apart || separator == '-') && run <= 2 && d.at+run < len(d.text) && d.text[d.at+run] == ':' {
		switch {
		case !apart:
			d.hourOrYear()
		case separator == ' ' || d.head || !d.line:
			return d.yearlessClock()
		default:
			return false
		}
	}
	year := decimal(d.text[d.at : d.at+min(run, 2)])
	if separator == 0 && run != len("2006") || !d.namedYear() || run == 2 && separator == ' ' && !d.yearOrDay(year) {
		return false
	}
	switch {
	case separator == '/':
		d.format = "clf"
	case d.dottedClock(separator):
		d.suffix()
		return true
	}
	return d.afterDate(true)
}

// hourOrYear refuses 14-Jun-10:11:12, of which the first number may be the hour or the year of 14-Jun-10:11:12:13.
func (d *draft) hourOrYear() {
	const numbers = len("10:11:12")
	rest := d.text[d.at:]
	if isTimeOfDay(rest, 0) && decimal(rest[:2]) <= 24 && (len(rest) == numbers || rest[numbers] != ':') {
		d.refuse(AmbiguousDate)
	}
}

// nameEnds steps over the blank behind a month's name, and says whether it or the full stop of an abbreviation ends the name.
func (d *draft) nameEnds() bool {
	return d.skip(' ') || d.text[d.at-1] == '.'
}

// dottedClock reads the time of Oracle's 22-JUL-19 03.16.13.123456 PM.
func (d *draft) dottedClock(separator byte) bool {
	from := d.at
	if d.hasTime {
		return false
	}
	if separator == '-' && d.skip(' ') && d.clockDots() {
		return true
	}
	d.at, d.hasTime = from, false
	return false
}

// namedYear reads a year of four digits, or of two, with an apostrophe or without.
func (d *draft) namedYear() bool {
	from := d.at
	d.skip('\'')
	run := digitRun(d.text, d.at)
	switch {
	case run == 4 && from == d.at:
		d.year = decimal(d.text[d.at : d.at+run])
	case run == 2:
		d.year = fullYear(decimal(d.text[d.at : d.at+run]))
	default:
		return false
	}
	d.at += run
	return true
}

// yearlessClock reads the time behind a day and a month, with at least seconds, and what date(1) writes behind it.
func (d *draft) yearlessClock() bool {
	if d.hasTime || !d.clock() {
		return false
	}
	d.yearBehind()
	return true
}

// worded reads stamps that begin with the name of a weekday or month, or with the letter of klog.
func (d *draft) worded() bool {
	if day, length := readWeekday(d.text, d.at); length > 0 {
		d.at += length
		d.weekday = int8(day)
		return d.afterWeekday()
	}
	if month, length := readMonth(d.text, d.at); length > 0 {
		d.at += length
		d.month = month
		return d.nameFirst()
	}
	return d.klog()
}

// afterWeekday reads what follows a weekday: RFC 2822, RFC 850, asctime and date(1).
func (d *draft) afterWeekday() bool {
	comma := d.skip(',')
	if d.blanks() == 0 && !comma {
		return false
	}
	if month, length := readMonth(d.text, d.at); length > 0 {
		d.at += length
		d.month = month
		return d.nameFirst()
	}
	if !isDigit(d.peek()) {
		return false
	}
	if run := digitRun(d.text, d.at); run == 4 {
		return d.yearFirst()
	}
	if !d.shortFirst() {
		return false
	}
	if comma && d.format == "day_name" {
		d.mail()
	}
	return true
}

// mail reads the zone names of a date in mail form as RFC 5322 defines them.
func (d *draft) mail() {
	d.format = "rfc2822"
	if d.abbrev == nil || d.abbrev.meant != nil {
		return
	}
	if row := findMailZone(d.abbrev.name); row != nil {
		d.zone, d.offset = zoneOffset, row.offset
	}
}

// nameFirst reads what follows a month name: the day, and then a year, a time, or both in either order.
func (d *draft) nameFirst() bool {
	separator := d.peek()
	if d.blanks() == 0 && !d.skip('-') && !d.skip('/') {
		return false
	}
	var length int
	if d.day, length = d.shortNumber(); length == 0 {
		return false
	}
	if (separator == '/' || separator == '-') && d.skip(separator) { // feb/27/2015 (MikroTik), Apr-07-13 (ASSP)
		d.format = "name_day"
		run := digitRun(d.text, d.at)
		return (run == len("2006") || run == len("06") && separator == '-') && d.namedYear() && d.afterDate(true)
	}
	if !d.line {
		d.ordinalSuffix()
	}
	d.format = "rfc3164"
	comma := d.skip(',')
	if d.blanks() == 0 {
		return false
	}
	run := digitRun(d.text, d.at)
	if run <= 2 && d.at+run < len(d.text) && d.text[d.at+run] == ':' {
		return d.clockThenYear()
	}
	d.format = "name_day"
	if !d.namedYear() || d.line && run == 2 {
		return false
	}
	if !comma && d.weekday != noWeekday {
		d.format = "javascript"
	}
	return d.afterDate(true)
}

// clockThenYear reads the time of Mmm dd HH:MM:SS, a zone, and a year: RFC 3164, asctime, date(1), Ruby.
func (d *draft) clockThenYear() bool {
	if d.hasTime || !d.clock() {
		return false
	}
	if d.yearBehind() {
		if d.weekday != noWeekday {
			d.format = "asctime"
		}
		return true
	}
	if d.line && d.abbrev != nil && d.weekday == noWeekday && d.peek() != ':' && !isFacility(d.text, skipBlanks(d.text, d.at)) {
		d.refuse(AmbiguousZone) // perhaps it is the host that is called so
	}
	return true
}

// ordinalSuffix steps over the letters of 1st, 2nd, 3rd and 4th.
func (d *draft) ordinalSuffix() bool {
	if d.at+2 > len(d.text) {
		return false
	}
	switch string([]byte{d.text[d.at] | 0x20, d.text[d.at+1] | 0x20}) {
	case "st", "nd", "rd", "th":
		d.at += 2
		return true
	}
	return false
}
