package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

func isPhrase(next upcoming) bool { return zone.PhraseEnd(next.text, next.at) > 0 }

// readSpelt reads a zone's name in words. One that only looks like one refuses the stamp.
func readSpelt(d *Draft) verdict {
	end := zone.PhraseEnd(d.Text, d.At)
	if end == 0 {
		return passed
	}
	phrase := d.Text[d.At:end]
	spelt, ok := zone.FindSpelt(phrase)
	if !ok {
		if zone.LooksLikeName(phrase) {
			d.Refuse(timestamp.UnknownZone)
		}
		return passed
	}
	d.Zone, d.Spelt, d.At = ZoneSpelt, spelt, end
	return taken
}

// readArea reads an IANA name, which is looked up when the stamp is completed.
func readArea(d *Draft) verdict {
	from := d.At
	if area := letters(d); d.Peek() != '/' || !zone.IsArea(area) {
		return passed
	}
	for d.At < len(d.Text) && zone.IsNameByte(d.Text[d.At]) {
		d.At++
	}
	d.Zone, d.Name = ZoneNamed, d.Text[from:d.At]
	return taken
}

func isAreaInBrackets(next upcoming) bool { return areaInBrackets(next.text[next.at:]) > 0 }

// readAreaInBrackets reads [Europe/Berlin].
func readAreaInBrackets(d *Draft) verdict {
	length := areaInBrackets(d.Text[d.At:])
	if length == 0 {
		return passed
	}
	d.Zone, d.Name = ZoneNamed, d.Text[d.At+1:d.At+length-1]
	d.At += length
	return taken
}

// areaInBrackets returns the length of a name of the zone database in square brackets, 0 where none
// stands there.
func areaInBrackets(text []byte) int {
	end := 1
	for end < len(text) && scan.IsLetter(text[end]) {
		end++
	}
	if len(text) == 0 || text[0] != '[' || end >= len(text) || text[end] != '/' || !zone.IsArea(text[1:end]) {
		return 0
	}
	for end < len(text) && zone.IsNameByte(text[end]) {
		end++
	}
	if end == len(text) || text[end] != ']' {
		return 0
	}
	return end + 1
}
