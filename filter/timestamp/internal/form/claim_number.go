package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
)

// A number before a syslog stamp, "7 Jun 14 10:11:12", looks like a day, a month and a year of two
// digits. The same text has both readings, so what stands before the number decides.

// isDayOfYear reports whether a line's "7 Jun 14 10:11:12" is a date of that year, and not a stamp
// that begins after the number.
func isDayOfYear(d *Draft, year int) bool {
	if !d.Line || d.Head || d.Weekday != NoWeekday || year < 1 || year > 31 || d.From == 0 {
		return true
	}
	at := d.At
	d.At = d.From - 1
	ofOther := tryClaims(d, leadingNumber, 0)
	d.At = at
	return !ofOther
}

// leadingNumberClaims are read at the byte before the number. They take the number for the end of a
// longer word, or refuse the stamp.
var leadingNumberClaims = []claim{
	{name: "number_sign", sides: leadingNumber, where: inLine, begins: "#", read: leaveNumber,
		example: "«#7» Jun 14 06:11:12 x", counter: "#7 [14 Jun 24 06:11:12] x"},
	{name: "leading_address", sides: leadingNumber, where: inLine, begins: ":", read: leaveAddress,
		example: "«fe80::7» Jun 14 06:11:12 x", counter: "a:b:c [14 Jun 24 06:11:12] x"},
	{name: "leading_number", sides: leadingNumber, where: inLine, read: refuseNumber, reason: timestamp.AmbiguousDate,
		example: "pid« 7» Jun 14 10:11:12 x", counter: "[14 Jun 24 06:11:12] x"},
}

func leaveNumber(*Draft) verdict { return taken }

// leaveAddress leaves the number to a word with more colons: the beginning of an address of IPv6,
// or a file, a line in it and a column.
func leaveAddress(d *Draft) verdict {
	for at := d.At - 1; at >= 0 && !scan.IsSpace(d.Text[at]); at-- {
		if d.Text[at] == ':' {
			return taken
		}
	}
	return passed
}

// refuseNumber refuses a stamp whose number stands by itself, unless a bracket, a quote or a key of
// time before it shows that it is the day.
func refuseNumber(d *Draft) verdict {
	switch d.Text[d.At] {
	case '[', '(', '"', '\'':
		return passed
	}
	if !d.Keyed {
		d.Refuse(timestamp.AmbiguousDate)
	}
	return passed
}
