package form

import (
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// readAfterDate reads the time after a complete date, and its zone. Where dateOnly is allowed a
// value may be a date alone: the start of that day.
func readAfterDate(d *Draft, dateOnly bool) bool {
	if d.HasTime {
		return endsDate(d)
	}
	if skipDateTimeSeparator(d) {
		if !d.Clock() && !readWordedClock(d) && !(d.Text[d.At-1] == 'T' && readPackedClock(d)) { // 2024-06-14T1011Z
			return false
		}
		applyLeadingPeriod(d)
		readTrailingZone(d)
		return true
	}
	if d.Line || !dateOnly {
		return false
	}
	if c := d.Peek(); c == '+' || c == '-' {
		if offset, length := zone.ReadOffset(d.Text[d.At:]); length >= len("+hhmm") {
			d.At += length
			d.Zone, d.Offset = ZoneOffset, int32(offset)
		}
	} else {
		readTrailingWeekday(d)
	}
	return d.At == len(d.Text)
}

// readTrailingWeekday reads the weekday of May 12 2023 Friday.
func readTrailingWeekday(d *Draft) {
	from := d.At
	if d.Blanks() > 0 && d.Weekday == NoWeekday {
		if day, length := scan.ReadWeekday(d.Text, d.At); length > 0 {
			d.Weekday = int8(day)
			d.At += length
			return
		}
	}
	d.At = from
}

// skipDateTimeSeparator steps over the separator after a date, and the day period before the time,
// and reports whether a time follows.
func skipDateTimeSeparator(d *Draft) bool {
	from := d.At
	if !skipPlainSeparator(d) {
		d.At = from
		if !skipWideSeparator(d) || !beginsClockWithSeconds(d) {
			d.At = from
			return false
		}
		d.Format = "columns"
	}
	return true
}

// skipPlainSeparator steps over the usual ones: T, an underscore, a hyphen, a colon, blanks, a
// comma before blanks or alone, and "at". A time of hours and minutes is enough after it.
func skipPlainSeparator(d *Draft) bool {
	switch d.Peek() {
	case 'T', 't', '_', '-':
		d.At++
	case ':':
		d.At++
		if d.Format == "day_name" {
			d.Skip(':') // 14-Jun-2024::10:11:12, of Erlang
		}
	case ',', ' ', '\t':
		d.Skip(',')
		d.Blanks()
		skipAt(d)
		tryClaims(d, leadingPeriod, 0)
	default:
		if d.Format != "cjk" { // 2024年06月14日10:11:12
			return false
		}
		tryClaims(d, leadingPeriod, 0)
	}
	return scan.IsDigit(d.Peek())
}

// skipAt steps over the word of June 14, 2024 at 10:11:12.
func skipAt(d *Draft) {
	from := d.At
	if d.Line || len(d.Text)-d.At < len("at ") || d.Text[d.At]|0x20 != 'a' || d.Text[d.At+1]|0x20 != 't' {
		return
	}
	if d.At += len("at"); d.Blanks() == 0 {
		d.At = from
	}
}

// skipWideSeparator steps over the signs that columns and headings have between date and time: ; |
// , @ - -- with blanks around them or none, a full stop without any, brackets about both, and
// quotes about both, "2024-06-14","10:11:12".
func skipWideSeparator(d *Draft) bool {
	if d.Skip('.') {
		return true
	}
	if d.Skip(']') {
		d.Blanks()
		return d.Skip('[')
	}
	quote := d.Peek()
	if quote != '"' && quote != '\'' {
		quote = 0
	} else {
		d.At++
	}
	gap := d.Blanks()
	switch d.Peek() {
	case ';', '|', ',', '@':
		d.At++
	case '-':
		d.At++
		d.Skip('-')
	default:
		if quote == 0 || gap == 0 {
			return false
		}
	}
	d.Blanks()
	return quote == 0 || d.Skip(quote)
}

// beginsClockWithSeconds reports whether H:MM:SS follows: after a wide separator less may be a
// duration or a number of its own.
func beginsClockWithSeconds(d *Draft) bool {
	run := scan.DigitRun(d.Text, d.At)
	minutes := d.At + run + 1
	return run >= 1 && run <= 2 && scan.DigitRun(d.Text, minutes) == 2 && scan.DigitRun(d.Text, minutes+3) == 2 &&
		d.Text[minutes-1] == ':' && d.Text[minutes+2] == ':'
}
