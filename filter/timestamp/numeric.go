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
	case len("20060102"):
		return d.packedDate()
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
	default:
		return d.ideographs()
	}
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
	var length int
	if d.day, length = d.shortNumber(); length == 0 {
		return false
	}
	d.format = "iso8601"
	if separator == '/' {
		d.format = "nginx_error"
	}
	if separator == '-' && d.peek() == '-' && d.dotted() {
		d.format = "db2"
		d.suffix()
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

// dotted reads the time of 2005-06-03-15.42.50.675872.
func (d *draft) dotted() bool {
	from := d.at
	d.at++
	if d.clockDots() {
		return true
	}
	d.at, d.hasTime = from, false
	return false
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
	return d.afterDate(false)
}

// ideographs reads 2014年04月08日.
func (d *draft) ideographs() bool {
	var ok bool
	if !d.skipText("年") {
		return false
	}
	if d.month, ok = d.number(1, 2); !ok || !d.skipText("月") {
		return false
	}
	if d.day, ok = d.number(1, 2); !ok || !d.skipText("日") {
		return false
	}
	d.format = "cjk"
	return d.afterDate(true)
}

// skipText steps over a fixed text if it is next.
func (d *draft) skipText(text string) bool {
	if len(d.text)-d.at < len(text) || string(d.text[d.at:d.at+len(text)]) != text {
		return false
	}
	d.at += len(text)
	return true
}

// ordinalOrWeek reads the rest of 2024-002 and 2024-W01-2 (ISO 8601 sections 5.2.2 and 5.2.3); a time must follow, or
// they are numbers of something else.
func (d *draft) ordinalOrWeek() bool {
	var days, last int
	first := dayNumber(d.year, 1, 1)
	if d.skip('W') {
		week, ok := d.number(2, 2)
		if !ok || !d.skip('-') {
			return false
		}
		day, ok := d.number(1, 1)
		if !ok {
			return false
		}
		fourth := dayNumber(d.year, 1, 4) // 4 January is always in week 1
		monday := fourth - (weekday(fourth)+6)%7
		days, last = monday+(week-1)*7+day-1, monday+52*7+6
		if next := dayNumber(d.year+1, 1, 4); next-(weekday(next)+6)%7 == monday+52*7 {
			last -= 7
		}
		if week < 1 || day < 1 || day > 7 {
			d.refuse(Impossible)
		}
	} else {
		ordinal, _ := d.number(3, 3)
		days, last = first+ordinal-1, dayNumber(d.year, 12, 31)
		if ordinal < 1 {
			d.refuse(Impossible)
		}
	}
	if days > last {
		d.refuse(Impossible)
	}
	d.year, d.month, d.day = civil(days)
	d.format = "iso8601_ordinal"
	return d.peek() == 'T' && d.afterDate(false)
}

// packedDate reads YYYYMMDD and a time behind T, a hyphen, a dot, a blank or an underscore.
func (d *draft) packedDate() bool {
	d.packedFields()
	d.format = "iso8601_basic"
	switch separator := d.peek(); separator {
	case 'T', 't', '-', '.', '_':
		d.at++
		if d.clockPacked() || d.clock() {
			d.suffix()
			return true
		}
	case ' ':
		d.at++
		packed := digitRun(d.text, d.at) == len("150405")
		if packed && d.head && d.line && d.clockPacked() || !packed && d.clock() {
			d.suffix()
			return true
		}
	}
	return false
}

func (d *draft) packedFields() {
	d.year = decimal(d.text[d.at : d.at+4])
	d.month, _ = twoDigits(d.text, d.at+4)
	d.day, _ = twoDigits(d.text, d.at+6)
	d.at += len("20060102")
}

// packedStamp reads YYYYMMDDHHMMSS, and with milliseconds behind. In a line it must come first, and even then a number
// that is no date is just a number.
func (d *draft) packedStamp(run int) bool {
	if d.line && !d.head {
		return false
	}
	d.packedFields()
	d.hour, _ = twoDigits(d.text, d.at)
	d.minute, _ = twoDigits(d.text, d.at+2)
	d.second, _ = twoDigits(d.text, d.at+4)
	d.at += len("150405")
	if run == len("20060102150405000") {
		d.at--
		d.decimals(len("000"))
	} else if !d.fraction() {
		return false
	}
	d.hasTime, d.format = true, "packed"
	d.suffix()
	return d.year >= firstYear && d.year < lastYear && d.existsApartFromYear()
}

// shortPacked reads yyMMdd HH:mm:ss (MySQL), and yyMMdd HHmmss where a line begins with it (Hadoop). Nobody writes another
// order without separators.
func (d *draft) shortPacked() bool {
	year, _ := twoDigits(d.text, d.at)
	d.year = fullYear(year)
	d.month, _ = twoDigits(d.text, d.at+2)
	d.day, _ = twoDigits(d.text, d.at+4)
	d.at += len("060102")
	if d.blanks() == 0 {
		return false
	}
	d.format = "yymmdd"
	if digitRun(d.text, d.at) == len("150405") {
		return d.line && d.head && d.clockPacked() && isBlank(d.peek()) && d.existsApartFromYear()
	}
	if !d.clock() {
		return false
	}
	d.suffix()
	return true
}

// shortFirst reads dates that begin with a number of one or two digits: a day and a month name, or numbers whose order
// has to be found out.
func (d *draft) shortFirst() bool {
	first, _ := d.number(1, 2)
	separator := d.peek()
	switch separator {
	case ' ', '/', '-', '.':
		d.at++
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

// threeNumbers reads the rest of a date like 31/12/2023, 12-31-2023 or 17/06/09.
func (d *draft) threeNumbers(first, second int, separator byte) bool {
	d.format = "numeric"
	run := digitRun(d.text, d.at)
	third, ok := d.number(2, 4)
	if !ok || run == 3 {
		return false
	}
	if run == 4 {
		d.chooseFull(first, second, third)
	} else {
		d.chooseShort(first, second, third)
	}
	return d.afterDate(separator == '/' || run == 4 && separator == '-')
}

// twoNumbers reads a date without year: 03-17 16:13:38.811 (Android), 12/31 23:59:00, 12/31-23:59:00 (Snort),
// 10.30 16:49:06. In a line it must stand first. Android's is month first, and told by what follows it; any other
// has to show its order.
func (d *draft) twoNumbers(first, second int, separator byte) bool {
	if d.line && !d.head || !(separator == '/' && d.skip('-')) && d.blanks() == 0 {
		return false
	}
	if !d.clock() || digitRun(d.text, d.at) > 0 {
		return false
	}
	d.format = "yearless"
	if separator == '-' && d.logcatBehind() {
		d.format, d.month, d.day = "logcat", first, second
	} else {
		d.chooseYearless(first, second)
	}
	d.suffix()
	return true
}

// logcatBehind says whether the columns of Android's log follow the time: process and thread (and user before them), and
// the letter of the level, or that letter and a slash.
func (d *draft) logcatBehind() bool {
	at, columns := d.at, 0
	for at < len(d.text) && isBlank(d.text[at]) {
		for at < len(d.text) && isBlank(d.text[at]) {
			at++
		}
		run := digitRun(d.text, at)
		if run == 0 {
			break
		}
		at += run
		columns++
	}
	if at+1 >= len(d.text) {
		return false
	}
	switch d.text[at] {
	case 'V', 'D', 'I', 'W', 'E', 'F', 'S', 'A':
		return columns >= 2 && d.text[at+1] == ' ' || columns == 0 && at > d.at && d.text[at+1] == '/'
	}
	return false
}
