package form

import "timesync/filter/timestamp/internal/scan"

// readNumeric reads the forms without layout that begin with a digit. How many digits there are
// says which are possible.
func readNumeric(d *Draft) bool {
	switch scan.DigitRun(d.Text, d.At) {
	case 1, 2:
		return readShortFirst(d)
	case 4:
		return readYearFirst(d)
	}
	return false
}

// readYearFirst reads dates that begin with a year of four digits, and what follows them.
func readYearFirst(d *Draft) bool {
	d.Year, _ = d.Number(4, 4)
	separator := d.Peek()
	switch separator {
	case ' ':
		return readYearThenName(d)
	case '-', '/', '.', ':':
		d.At++
	default:
		return false
	}
	if month, length := scan.ReadMonth(d.Text, d.At); length > 0 {
		d.Month = month
		d.At += length
	} else if d.Month, length = readShortNumber(d); length == 0 {
		return false
	}
	if !d.Skip(separator) {
		return false
	}
	var length int
	if d.Day, length = readShortNumber(d); length == 0 {
		return false
	}
	d.Format = "iso8601"
	if separator == '/' {
		d.Format = "nginx_error"
	}
	return readFixedTime(d) || readAfterDate(d, separator == '-' || separator == '/')
}

// readShortNumber reads one or two digits and returns how many.
func readShortNumber(d *Draft) (value, length int) {
	from := d.At
	value, _ = d.Number(1, 2)
	return value, d.At - from
}

// readYearThenName reads 1990 Oct 22 10:52:01.
func readYearThenName(d *Draft) bool {
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
	if d.Day, length = readShortNumber(d); length == 0 {
		return false
	}
	d.Format = "rfc3164"
	return readAfterDate(d, true)
}

// readShortFirst reads dates that begin with a number of one or two digits: a day and a month name,
// or numbers whose order has to be found out.
func readShortFirst(d *Draft) bool {
	first, _ := d.Number(1, 2)
	separator := d.Peek()
	if _, length := scan.ReadMonth(d.Text, d.At); length > 0 {
		return readDayThenName(d, first, 0)
	}
	switch separator {
	case ' ', '/', '-', '.':
		d.At++
		if separator == '.' {
			d.Skip(' ') // 14. June 2024
		}
	case ':':
		return readColonDate(d, first)
	case 's', 'n', 'r', 't':
		return !d.Line && skipOrdinalSuffix(d) && d.Blanks() > 0 && readDayThenName(d, first, ' ')
	default:
		return false
	}
	if scan.IsLetter(d.Peek()) || d.Peek() >= 0x80 {
		return readDayThenName(d, first, separator)
	}
	second, length := readShortNumber(d)
	if separator == ' ' || length == 0 {
		return false
	}
	if d.Skip(separator) {
		return readThreeNumbers(d, first, second, separator)
	}
	return readTwoNumbers(d, first, second, separator)
}

// readColonDate reads the rest of a value like 31:12:2023 10:11:12. Without a year of four digits
// it is a time of day, whose date may follow.
func readColonDate(d *Draft, first int) bool {
	d.At++
	second, length := readShortNumber(d)
	if d.Line || d.HasTime || length == 0 || !d.Skip(':') {
		return false
	}
	if scan.DigitRun(d.Text, d.At) != len("2006") {
		return d.TimeFirst()
	}
	return readThreeNumbers(d, first, second, ':')
}

// readThreeNumbers reads the rest of a date like 31/12/2023, 12-31-2023 or 17/06/09.
func readThreeNumbers(d *Draft, first, second int, separator byte) bool {
	d.Format = "numeric"
	run := scan.DigitRun(d.Text, d.At)
	third, ok := d.Number(2, 4)
	if !ok || run == 3 {
		return false
	}
	if run == 4 {
		chooseFull(d, first, second, third, separator)
	} else {
		chooseShort(d, first, second, third, separator)
	}
	return readAfterDate(d, separator == '/' || run == 4 && separator == '-')
}
