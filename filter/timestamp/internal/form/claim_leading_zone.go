package form

import (
	"timesync/filter/timestamp/zone"
)

var leadingZoneClaims = []claim{
	{name: "leading_zone_together", sides: leadingZone, where: anywhere, begins: "A", read: readLeadingZoneTogether,
		example: "[«CEST» Jun 14 12:11:12] info     : x", counter: "[INFO Jun 14 06:11:12] x"},
	{name: "leading_zone", sides: leadingZone, where: anywhere, begins: "A", read: readLeadingZone,
		example: "[«UTC»] 2024-06-14 10:11:12 x", counter: "[main] 2024-06-14 06:11:12 x"},
}

// readLeadingZoneTogether reads a zone in one pair of brackets with the date, where the word can be
// nothing else.
func readLeadingZoneTogether(d *Draft) verdict {
	at := d.At
	row := findAbbreviation(d, letters(d))
	if row == nil || at == 0 || d.Text[at-1] != '[' || d.Peek() != ' ' {
		return passed
	}
	return readStampOfZone(d, row, at, false)
}

// readLeadingZone reads a zone before the date, in brackets of its own or none. In a value the word
// can be nothing else, and UTC and GMT are believed anywhere. Another name before a line's date may
// be a program's or a level: it must be what the assumed zone is called then.
func readLeadingZone(d *Draft) verdict {
	from := d.At
	row := findAbbreviation(d, letters(d))
	if row == nil {
		return passed
	}
	if from > 0 && d.Text[from-1] == '[' {
		if from--; !d.Skip(']') {
			return passed
		}
	} else if d.Peek() != ' ' && d.Peek() != ']' {
		return passed
	}
	return readStampOfZone(d, row, from, d.Line && row.Name != "UTC" && row.Name != "GMT")
}

// readStampOfZone reads the stamp after a zone; from is where the zone begins.
func readStampOfZone(d *Draft, row *zone.Abbreviation, from int, doubted bool) verdict {
	if d.Blanks() == 0 || !d.Begin(d.At) || !d.HasTime || d.Zone != ZoneNone {
		return passed
	}
	d.From = from
	if takeAbbreviation(d, row); doubted {
		d.Zone = ZoneAbbreviated
	}
	return taken
}
