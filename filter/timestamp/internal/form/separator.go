package form

import (
	"timesync/filter/timestamp/internal/scan"
)

// What stands between a date and its time. Here alone is decided which joints are read.

// dateTimeSeparator steps over the joint behind a date, and half a day's name before the time, and reports whether a time follows.
func (d *Draft) dateTimeSeparator() bool {
	from := d.At
	if !d.plainSeparator() {
		d.At = from
		if !d.wideSeparator() || !d.clockWithSeconds() {
			d.At = from
			return false
		}
		d.Format = "columns"
	}
	return true
}

// plainSeparator steps over the usual ones: T, an underscore, a hyphen, a colon, blanks, a comma before blanks or alone, and "at".
// A time of hours and minutes is enough behind it.
func (d *Draft) plainSeparator() bool {
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
		d.skipAt()
		d.claim(leading, 0)
	default:
		if d.Format != "cjk" { // 2024年06月14日10:11:12
			return false
		}
		d.claim(leading, 0)
	}
	return scan.IsDigit(d.Peek())
}

// skipAt steps over the word of June 14, 2024 at 10:11:12.
func (d *Draft) skipAt() {
	from := d.At
	if d.Line || len(d.Text)-d.At < len("at ") || d.Text[d.At]|0x20 != 'a' || d.Text[d.At+1]|0x20 != 't' {
		return
	}
	if d.At += len("at"); d.Blanks() == 0 {
		d.At = from
	}
}

// wideSeparator steps over the signs that columns and headings have between date and time: ; | , @ - -- with blanks around them or
// none, a full stop without any, brackets about both, and quotes about both, "2024-06-14","10:11:12".
func (d *Draft) wideSeparator() bool {
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

// clockWithSeconds reports whether H:MM:SS follows: behind a wide joint less may be a duration or a number of its own.
func (d *Draft) clockWithSeconds() bool {
	run := scan.DigitRun(d.Text, d.At)
	minutes := d.At + run + 1
	return run >= 1 && run <= 2 && scan.DigitRun(d.Text, minutes) == 2 && scan.DigitRun(d.Text, minutes+3) == 2 &&
		d.Text[minutes-1] == ':' && d.Text[minutes+2] == ':'
}
