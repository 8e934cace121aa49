package form

import "timesync/filter/timestamp/internal/scan"

// numeric reads stamps that begin with a digit. How many digits there are says which forms are possible.
func (d *Draft) numeric() bool {
	switch run := scan.DigitRun(d.Text, d.At); run {
	case 1, 2:
		return d.shortFirst()
	case 4:
		return d.yearFirst()
	case len("060102"):
		return d.shortPacked()
	case len("2006002"):
		return !d.Line && d.packedOrdinal()
	case len("20060102"):
		return d.packedDate()
	case len("060102150405"):
		return !d.Line && d.utcTime()
	case len("20060102150405"), len("20060102150405000"):
		return d.packedStamp(run)
	}
	return false
}

// yearFirst reads dates that begin with a year of four digits.
func (d *Draft) yearFirst() bool {
	if d.At+6 < len(d.Text) && d.Text[d.At+4] == ' ' && scan.IsDigit(d.Text[d.At+5]) {
		return !d.Line && d.monthDayPacked()
	}
	d.Year, _ = d.Number(4, 4)
	separator := d.Peek()
	switch separator {
	case ' ':
		return d.yearThenName()
	case '-', '/', '.', ':':
		d.At++
	case 'W':
		return !d.Line && d.packedWeek()
	default:
		return d.ideographs()
	}
	spaced := separator == '.' && d.Skip(' ')
	if month, length := scan.ReadMonth(d.Text, d.At); length > 0 {
		d.Month = month
		d.At += length
	} else if separator == '-' && (d.Peek() == 'W' || scan.DigitRun(d.Text, d.At) == 3) {
		return d.ordinalOrWeek()
	} else if d.Month, length = d.shortNumber(); length == 0 {
		return false
	}
	if !d.Skip(separator) {
		return false
	}
	if spaced {
		return d.spacedDots()
	}
	var length int
	if d.Day, length = d.shortNumber(); length == 0 {
		return false
	}
	d.Format = "iso8601"
	if separator == '/' {
		d.Format = "nginx_error"
	}
	if (separator == '-' || separator == '.') && d.Peek() == '-' && !d.HasTime && d.dotted(separator) {
		d.minutesOrZone()
		return true
	}
	if !d.Line && !d.HasTime && d.dashedClock() {
		return true
	}
	return d.afterDate(separator == '-' || separator == '/')
}

// shortNumber reads one or two digits and returns how many.
func (d *Draft) shortNumber() (value, length int) {
	from := d.At
	value, _ = d.Number(1, 2)
	return value, d.At - from
}

// dotted reads the time of 2005-06-03-15.42.50.675872 (DB2), and of 2024.02.18-19.53.11:985 (Unreal Engine), which in a line must
// have its milliseconds: a version has dots and hyphens, too.
func (d *Draft) dotted(separator byte) bool {
	from := d.At
	d.At++
	if d.clockDots() && (separator == '-' || !d.Line || d.Digits == 3) {
		d.Format = "db2"
		if separator == '.' {
			d.Format = "unreal"
		}
		return true
	}
	d.At, d.HasTime, d.Digits, d.Nanos = from, false, 0, 0
	return false
}

// dashedClock reads the time of a value like 2021-12-28_12-30-14 or 2017-04-06T18-07-52Z. In a line that is the name of a file.
func (d *Draft) dashedClock() bool {
	const length = len("_12-30-14")
	from := d.At
	if rest := d.Text[d.At:]; len(rest) != length && !(len(rest) == length+1 && rest[length] == 'Z') ||
		rest[0] != '_' && rest[0] != '-' && rest[0] != 'T' && rest[0] != ' ' || rest[3] != '-' || rest[6] != '-' {
		return false
	}
	var ok [3]bool
	d.Hour, ok[0] = scan.TwoDigits(d.Text, from+1)
	d.Minute, ok[1] = scan.TwoDigits(d.Text, from+4)
	d.Second, ok[2] = scan.TwoDigits(d.Text, from+7)
	if ok != [3]bool{true, true, true} {
		return false
	}
	d.At, d.HasTime, d.Format = from+length, true, "dashes"
	d.trailingZone()
	return true
}

// yearThenName reads 1990 Oct 22 10:52:01.
func (d *Draft) yearThenName() bool {
	d.At++
	month, length := scan.ReadMonth(d.Text, d.At)
	if length == 0 {
		return false
	}
	d.Month = month
	d.At += length
	if d.Blanks() == 0 {
		return false
	}
	if d.Day, length = d.shortNumber(); length == 0 {
		return false
	}
	d.Format = "rfc3164"
	return d.afterDate(true)
}

// shortFirst reads dates that begin with a number of one or two digits: a day and a month name, or numbers whose order
// has to be found out.
func (d *Draft) shortFirst() bool {
	first, _ := d.Number(1, 2)
	separator := d.Peek()
	if _, length := scan.ReadMonth(d.Text, d.At); length > 0 {
		return d.dayThenName(first, 0)
	}
	switch separator {
	case ' ', '/', '-', '.':
		d.At++
		if separator == '.' {
			d.Skip(' ') // 14. June 2024
		}
	case ':':
		return d.colonDate(first)
	case 's', 'n', 'r', 't':
		return !d.Line && d.ordinalSuffix() && d.Blanks() > 0 && d.dayThenName(first, ' ')
	default:
		return false
	}
	if scan.IsLetter(d.Peek()) {
		return d.dayThenName(first, separator)
	}
	second, length := d.shortNumber()
	if separator == ' ' || length == 0 {
		return false
	}
	if d.Skip(separator) {
		return d.threeNumbers(first, second, separator)
	}
	return d.twoNumbers(first, second, separator)
}

// colonDate reads the rest of a value like 31:12:2023 10:11:12. Without a year of four digits it is a time of day, whose date may
// follow.
func (d *Draft) colonDate(first int) bool {
	d.At++
	second, length := d.shortNumber()
	if d.Line || d.HasTime || length == 0 || !d.Skip(':') {
		return false
	}
	if scan.DigitRun(d.Text, d.At) != len("2006") {
		return d.TimeFirst()
	}
	return d.threeNumbers(first, second, ':')
}

// threeNumbers reads the rest of a date like 31/12/2023, 12-31-2023 or 17/06/09.
func (d *Draft) threeNumbers(first, second int, separator byte) bool {
	d.Format = "numeric"
	run := scan.DigitRun(d.Text, d.At)
	third, ok := d.Number(2, 4)
	if !ok || run == 3 {
		return false
	}
	if run == 4 {
		d.chooseFull(first, second, third, separator)
	} else {
		d.chooseShort(first, second, third, separator)
	}
	return d.afterDate(separator == '/' || run == 4 && separator == '-')
}
