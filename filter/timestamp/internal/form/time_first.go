package form

import "timesync/filter/timestamp/internal/scan"

// TimeFirst reads a time of day, its zone perhaps, and the date behind it: 10:11:12.123 CEST Fri Jun 14 2024 (Cisco's show clock),
// 10:11:12 2024-06-14. In a line the year must have four digits, and nowhere may a time follow the date: it is that one's.
func (d *Draft) TimeFirst() bool {
	d.Restart(d.From)
	if !IsTimeOfDay(d.Text, d.At) || !d.Clock() {
		return false
	}
	d.trailingZone()
	date := d.At
	if d.Blanks() == 0 || !d.dateBehind() || d.Line && !hasLongYear(d.Text[date:d.At]) {
		return false
	}
	d.Format = "time_first"
	return true
}

// dateBehind reads a date with its year, and the weekday before it.
func (d *Draft) dateBehind() bool {
	if day, length := scan.ReadWeekday(d.Text, d.At); length > 0 {
		d.At += length
		d.Weekday = int8(day)
		if d.Skip(','); d.Blanks() == 0 {
			return false
		}
	}
	if month, length := scan.ReadMonth(d.Text, d.At); length > 0 {
		d.At += length
		d.Month = month
		return d.nameFirst()
	}
	switch scan.DigitRun(d.Text, d.At) {
	case 1, 2:
		return d.shortFirst()
	case len("2006"):
		return d.fixed() || d.yearFirst()
	}
	return false
}

func hasLongYear(text []byte) bool {
	for at := range text {
		if scan.DigitRun(text, at) == len("2006") {
			return true
		}
	}
	return false
}

// endsDate reports whether a date whose time stood before it ends here.
func (d *Draft) endsDate() bool {
	from := d.At
	timed := d.dateTimeSeparator()
	d.At = from
	return !timed
}
