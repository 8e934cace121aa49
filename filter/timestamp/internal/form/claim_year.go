package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/scan"
)

// The year that asctime, date(1) and some devices write after the time: Jun 14 10:11:12 2024. In a
// line a host's address or the first number of the message may stand there as well, so a number is
// believed to be the year where something shows it.

const firstTrailingYear = 1970

// readTrailingYear reads the zone and the year after the time of a stamp that has none yet, in
// either order, and reports whether the year stood there.
func readTrailingYear(d *Draft) bool {
	readTrailingZone(d)
	from := d.At
	d.Skip(',')
	if gap := d.Blanks(); gap > 0 && tryClaims(d, trailingYear, gap) {
		return true
	}
	d.At = from
	return false
}

var yearClaims = []claim{
	{name: "year", sides: trailingYear, where: anywhere, begins: "9(", may: isYear, read: readYear,
		example: "Fri Jun 14 10:11:12 UTC« 2024»", counter: "Jun 14 06:11:12 host 2024"},
	{name: "year_doubted", sides: trailingYear, where: inLine, begins: "9(", spoken: true, read: doubtYear, reason: timestamp.AmbiguousDate,
		example: "Jun 14 10:11:12« 2021» x", counter: "Jun 14 06:11:12 2001:db8::1 x"},
	{name: "zone_before_year", sides: trailingYear, where: anywhere, begins: "A", spoken: true, read: refuseBeforeYear, reason: timestamp.UnknownZone,
		example: "Fri Jun 14 10:11:12« XYZ» 2024 x", counter: "Fri Jun 14 06:11:12 host sshd"},
}

// readYear reads a year that something proves, and the zone after it if none stood before.
func readYear(d *Draft) verdict {
	number, inBrackets, ok := readYearNumber(d)
	if !ok {
		return passed
	}
	zoned, end := d.Zone != ZoneNone, d.At
	if !zoned {
		readTrailingZone(d)
	} else if !d.Line {
		tryClaims(d, zoneAgain, 0)
		tryClaims(d, monotonicReading, 0)
	}
	comware := d.From > 0 && d.Text[d.From-1] == '%' // it writes the year always
	if d.Line && !comware && d.Weekday == NoWeekday && d.Zone == ZoneNone && (inBrackets || end < len(d.Text) && scan.IsBlank(d.Text[end])) {
		return passed
	}
	d.Year = number
	return taken
}

// doubtYear notes a year that nothing proves and leaves it to the message.
func doubtYear(d *Draft) verdict {
	if number, _, ok := readYearNumber(d); ok {
		d.Doubtful = number
	}
	return passed
}

// refuseBeforeYear refuses Mon Jun 14 10:11:12 XYZ 2021: between the time and the year of date(1)
// stands nothing but a zone.
func refuseBeforeYear(d *Draft) verdict {
	if d.Zone != ZoneNone || d.Weekday == NoWeekday {
		return passed
	}
	letters(d)
	if d.Skip(','); d.Blanks() == 0 {
		return passed
	}
	if _, _, ok := readYearNumber(d); ok {
		d.Refuse(timestamp.UnknownZone)
	}
	return passed
}

// readYearNumber reads a year, in parentheses or without, and nothing that goes on as another
// number, an address or a name.
func readYearNumber(d *Draft) (number int, inBrackets, ok bool) {
	inBrackets = d.Skip('(')
	number, ok = d.Number(4, 4)
	ok = ok && number >= firstTrailingYear && number < epoch.LastYear && d.Ends() && !numberGoesOn(d.Text, d.At)
	return number, inBrackets, ok && (!inBrackets || d.Skip(')'))
}

// isYear reports whether four digits follow, in a parenthesis or without.
func isYear(next upcoming) bool {
	at := next.at
	if next.text[at] == '(' {
		at++
	}
	return scan.DigitRun(next.text, at) == len("2024")
}

// numberGoesOn reports whether what follows four digits makes them a part of an address of IPv6
// (2001:db8::1, RFC 4291 section 2.2) or of a longer number (2,000 or 2'000).
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
