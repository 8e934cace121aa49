package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
)

// A number before a syslog stamp, "7 Jun 14 10:11:12", looks like a day, a month and a year of two digits. The same text has
// both readings, so what stands before the number decides.

// yearOrDay reports whether a line's "7 Jun 14 10:11:12" is a date of that year. Where the number is the end of a longer word the
// stamp begins behind it. A number on its own is believed to be a day only where the line begins with it, behind a bracket
// or as the value of a key of time; else the stamp is refused.
func yearOrDay(d *Draft, year int) bool {
	before := byte(' ')
	if d.From > 0 {
		before = d.Text[d.From-1]
	}
	switch {
	case !d.Line || d.Head || d.Weekday != NoWeekday || year < 1 || year > 31 || before == '[' || before == '(' || before == '"' || before == '\'':
		return true
	case before == '#' || before == ':' && isAddress(d.Text[:d.From-1]):
		return false
	}
	if !d.Keyed {
		d.Refuse(timestamp.AmbiguousDate)
	}
	return true
}

// isAddress reports whether the last word of a text, which a colon and a number follow, is one with more colons: the beginning of
// an address of IPv6, or a file, a line in it and a column.
func isAddress(text []byte) bool {
	for at := len(text) - 1; at >= 0 && !scan.IsSpace(text[at]); at-- {
		if text[at] == ':' {
			return true
		}
	}
	return false
}
