package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/scan"
)

// The year that asctime, date(1) and some devices write behind the time: Jun 14 10:11:12 2024. In a line a host's address or
// the first number of the message may stand there as well, so a number is believed to be the year where something shows it.

const firstTrailingYear = 1970

// trailingYear reads the zone and the year behind the time of a stamp that has none yet, in either order, and reports whether the
// year stood there. One that nothing proves is remembered for CheckDoubtfulYear and left to the message.
func (d *Draft) trailingYear() bool {
	d.trailingZone()
	from := d.At
	year, inBrackets, ok := d.yearNext()
	if !ok {
		d.At = from
		d.unknownBeforeYear()
		return false
	}
	zoned := d.Zone != ZoneNone
	end := d.At
	if !zoned {
		d.trailingZone()
	} else if !d.Line {
		d.repeatedZone()
	}
	comware := d.From > 0 && d.Text[d.From-1] == '%' // it writes the year always
	proven := !d.Line || comware || d.Weekday != NoWeekday || d.Zone != ZoneNone || !inBrackets && (end == len(d.Text) || !scan.IsBlank(d.Text[end]))
	if !proven {
		d.At, d.Doubtful = from, year
		return false
	}
	d.Year = year
	return true
}

// yearNext reads blanks and a year, with a comma before it or in parentheses, and nothing that goes on as another number, an
// address or a name.
func (d *Draft) yearNext() (year int, inBrackets, ok bool) {
	d.Skip(',')
	if d.Blanks() == 0 {
		return 0, false, false
	}
	inBrackets = d.Skip('(')
	year, ok = d.Number(4, 4)
	ok = ok && year >= firstTrailingYear && year < epoch.LastYear && d.Ends() && !numberGoesOn(d.Text, d.At)
	return year, inBrackets, ok && (!inBrackets || d.Skip(')'))
}

// numberGoesOn reports whether what follows four digits makes them a part of an address of IPv6 (2001:db8::1, RFC 4291 section
// 2.2) or of a longer number (2,000 or 2'000).
func numberGoesOn(text []byte, at int) bool {
	if at+1 >= len(text) {
		return false
	}
	switch text[at] {
	case ',', '\'':
		return scan.IsDigit(text[at+1])
	case ':':
		end := at + 1
		for end < len(text) && scan.IsHex(text[end]) {
			end++
		}
		return end-at-1 <= 4 && end < len(text) && text[end] == ':'
	}
	return false
}

// unknownBeforeYear refuses Mon Jun 14 10:11:12 XYZ 2021: between the time and the year of date(1) stands nothing but a zone.
func (d *Draft) unknownBeforeYear() {
	from := d.At
	if d.Zone == ZoneNone && d.Weekday != NoWeekday && d.Blanks() > 0 {
		word := d.At
		for d.At < len(d.Text) && scan.IsLetter(d.Text[d.At]) {
			d.At++
		}
		if _, _, ok := d.yearNext(); ok && d.At > word {
			d.Refuse(timestamp.UnknownZone)
		}
	}
	d.At = from
}

// CheckDoubtfulYear refuses a stamp that a number beside it contradicts, which may be its year. Where it says the same as
// the rule for stamps without year, both readings are one.
func (d *Draft) CheckDoubtfulYear() timestamp.Reason {
	if d.Doubtful != 0 && d.Doubtful != d.Year {
		return timestamp.AmbiguousDate
	}
	return timestamp.Read
}
