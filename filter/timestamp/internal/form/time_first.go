package form

import "timesync/filter/timestamp/internal/scan"

// readTrailingDate reads a date with its year, and the weekday before it.
func readTrailingDate(d *Draft) bool {
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
		return readNameFirst(d)
	}
	switch scan.DigitRun(d.Text, d.At) {
	case 1, 2:
		return readShortFirst(d)
	case len("2006"):
		return readFixed(d) || readYearFirst(d)
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
func endsDate(d *Draft) bool {
	from := d.At
	timed := skipDateTimeSeparator(d)
	d.At = from
	return !timed
}
