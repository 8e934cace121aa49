package form

import "timesync/filter/timestamp/internal/scan"

// numeric reads the forms without layout that begin with a digit. How many digits there are says which are possible.
func (d *Draft) numeric() bool {
	switch scan.DigitRun(d.Text, d.At) {
	case 1, 2:
		return d.shortFirst()
	case 4:
		return d.yearFirst()
	}
	return false
}

// yearFirst reads dates that begin with a year of four digits, and what follows them.
func (d *Draft) yearFirst() bool {
	d.Year, _ = d.Number(4, 4)
	separator := d.Peek()
	switch separator {
	case ' ':
		return d.yearThenName()
	case '-', '/', '.', ':':
		d.At++
	default:
		return false
	}
	if month, length := scan.ReadMonth(d.Text, d.At); length > 0 {
		d.Month = month
		d.At += length
	} else if d.Month, length = d.shortNumber(); length == 0 {
		return false
	}
	if !d.Skip(separator) {
		return false
	}
	var length int
	if d.Day, length = d.shortNumber(); length == 0 {
		return false
	}
	d.Format = "iso8601"
	if separator == '/' {
		d.Format = "nginx_error"
	}
	return d.fixedTime() || d.afterDate(separator == '-' || separator == '/')
}

// shortNumber reads one or two digits and returns how many.
func (d *Draft) shortNumber() (value, length int) {
	from := d.At
	value, _ = d.Number(1, 2)
	return value, d.At - from
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
