package timestamp

// numeric reads stamps that begin with a digit. How many digits there are says which forms are possible.
func (d *draft) numeric() bool {
	switch run := digitRun(d.text, d.at); run {
	case 1, 2:
		return d.shortFirst()
	case 4:
		return d.yearFirst()
	case len("060102"):
		return d.shortPacked()
	case len("2006002"):
		return !d.line && d.packedOrdinal()
	case len("20060102"):
		return d.packedDate()
	case len("060102150405"):
		return !d.line && d.utcTime()
	case len("20060102150405"), len("20060102150405000"):
		return d.packedStamp(run)
	}
	return false
}

// yearFirst reads dates that begin with a year of four digits.
func (d *draft) yearFirst() bool {
	if d.at+6 < len(d.text) && d.text[d.at+4] == ' ' && isDigit(d.text[d.at+5]) {
		return !d.line && d.monthDayPacked()
	}
	d.year, _ = d.number(4, 4)
	separator := d.peek()
	switch separator {
	case ' ':
		return d.yearThenName()
	case '-', '/', '.', ':':
		d.at++
	case 'W':
		return !d.line && d.packedWeek()
	default:
		return d.ideographs()
	}
	spaced := separator == '.' && d.skip(' ')
	if month, length := readMonth(d.text, d.at); length > 0 {
		d.month = month
		d.at += length
	} else if separator == '-' && (d.peek() == 'W' || digitRun(d.text, d.at) == 3) {
		return d.ordinalOrWeek()
	} else if d.month, length = d.shortNumber(); length == 0 {
		return false
	}
	if !d.skip(separator) {
		return false
	}
	if spaced {
		return d.spacedDots()
	}
	var length int
	if d.day, length = d.shortNumber(); length == 0 {
		return false
	}
	d.format = "iso8601"
	if separator == '/' {
		d.format = "nginx_error"
	}
	if (separator == '-' || separator == '.') && d.peek() == '-' && !d.hasTime && d.dotted(separator) {
		d.minutesOrSuffix()
		return true
	}
	if !d.line && !d.hasTime && d.dashedClock() {
		return true
	}
	return d.afterDate(separator == '-' || separator == '/')
}

// shortNumber reads one or two digits and returns how many.
func (d *draft) shortNumber() (value, length int) {
	from := d.at
	value, _ = d.number(1, 2)
	return value, d.at - from
}

// dotted reads the time of 2005-06-03-15.42.50.675872 (DB2), and of 2024.02.18-19.53.11:985 (Unreal Engine), which in a line must
// have its milliseconds: a version has dots and hyphens, too.
func (d *draft) dotted(separator byte) bool {
	from := d.at
	d.at++
	if d.clockDots() && (separator == '-' || !d.line || d.digits == 3) {
		d.format = "db2"
		if separator == '.' {
			d.format = "unreal"
		}
		return true
	}
	d.at, d.hasTime, d.digits, d.nanos = from, false, 0, 0
	return false
}

// dashedClock reads the time of a value like 2021-12-28_12-30-14 or 2017-04-06T18-07-52Z. In a line that is the name of a file.
func (d *draft) dashedClock() bool {
	const length = len("_12-30-14")
	from := d.at
	if rest := d.text[d.at:]; len(rest) != length && !(len(rest) == length+1 && rest[length] == 'Z') ||
		rest[0] != '_' && rest[0] != '-' && rest[0] != 'T' && rest[0] != ' ' || rest[3] != '-' || rest[6] != '-' {
		return false
	}
	var ok [3]bool
	d.hour, ok[0] = twoDigits(d.text, from+1)
	d.minute, ok[1] = twoDigits(d.text, from+4)
	d.second, ok[2] = twoDigits(d.text, from+7)
	if ok != [3]bool{true, true, true} {
		return false
	}
	d.at, d.hasTime, d.format = from+length, true, "dashes"
	d.suffix()
	return true
}

// yearThenName reads 1990 Oct 22 10:52:01.
func (d *draft) yearThenName() bool {
	d.at++
	month, length := readMonth(d.text, d.at)
	if length == 0 {
		return false
	}
	d.month = month
	d.at += length
	if d.blanks() == 0 {
		return false
	}
	if d.day, length = d.shortNumber(); length == 0 {
		return false
	}
	d.format = "rfc3164"
	return d.afterDate(true)
}

// skipText steps over a fixed text if it is next.
func (d *cursor) skipText(text string) bool {
	if len(d.text)-d.at < len(text) || string(d.text[d.at:d.at+len(text)]) != text {
		return false
	}
	d.at += len(text)
	return true
}

// shortFirst reads dates that begin with a number of one or two digits: a day and a month name, or numbers whose order
// has to be found out.
func (d *draft) shortFirst() bool {
	first, _ := d.number(1, 2)
	separator := d.peek()
	if _, length := readMonth(d.text, d.at); length > 0 {
		return d.dayThenName(first, 0)
	}
	switch separator {
	case ' ', '/', '-', '.':
		d.at++
		if separator == '.' {
			d.skip(' ') // 14. June 2024
		}
	case ':':
		return d.colonDate(first)
	case 's', 'n', 'r', 't':
		return !d.line && d.ordinalSuffix() && d.blanks() > 0 && d.dayThenName(first, ' ')
	default:
		return false
	}
	if isLetter(d.peek()) {
		return d.dayThenName(first, separator)
	}
	second, length := d.shortNumber()
	if separator == ' ' || length == 0 {
		return false
	}
	if d.skip(separator) {
		return d.threeNumbers(first, second, separator)
	}
	return d.twoNumbers(first, second, separator)
}

// colonDate reads the rest of a value like 31:12:2023 10:11:12. Without a year of four digits it is a time of day, whose date may
// follow.
func (d *draft) colonDate(first int) bool {
	d.at++
	second, length := d.shortNumber()
	if d.line || d.hasTime || length == 0 || !d.skip(':') {
		return false
	}
	if digitRun(d.text, d.at) != len("2006") {
		return d.timeFirst()
	}
	return d.threeNumbers(first, second, ':')
}

// threeNumbers reads the rest of a date like 31/12/2023, 12-31-2023 or 17/06/09.
func (d *draft) threeNumbers(first, second int, separator byte) bool {
	d.format = "numeric"
	run := digitRun(d.text, d.at)
	third, ok := d.number(2, 4)
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
