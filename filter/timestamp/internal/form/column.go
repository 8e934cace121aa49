package form

import (
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// The zone in the column behind the time's: 10:11:12,UTC and "10:11:12";"CEST" and 10:11:12|+02:00|x.

// zoneColumn reads the next column of a line, if it is a zone. The stamp ends before it all the same: a line that is rewritten
// keeps its columns. What may be another code (CAT is a company too) must be what the assumed zone is called then.
func (d *Draft) zoneColumn() {
	from := d.At
	if d.At = NextColumn(d.Text, d.At); d.At == 0 || !d.columnZone() || !columnEnds(d.Text, d.At) {
		d.Zone, d.Name, d.Abbrev = ZoneNone, nil, nil
	}
	d.At = from
}

func (d *Draft) columnZone() bool {
	if offset, length := zone.ReadOffset(d.Text[d.At:]); length >= len("+hhmm") && zone.InUse(offset) && isPadded(d.Text[d.At:], length) {
		d.TakeOffset(offset, length)
		return true
	}
	from := d.At
	for d.At < len(d.Text) && scan.IsLetter(d.Text[d.At]) {
		d.At++
	}
	word := d.Text[from:d.At]
	if d.Peek() == '/' && zone.IsArea(word) {
		return d.zoneName(from)
	}
	row := d.Words.Find(word)
	if row == nil || row.Name == "Z" {
		return false
	}
	d.abbreviated(row)
	if row.Name != "UTC" && row.Name != "GMT" {
		d.Zone = ZoneAbbreviated
	}
	return true
}

// isPadded reports whether an offset of a length has a colon or begins with a zero, as numbers have not.
func isPadded(text []byte, length int) bool {
	return length > len("+hhmm") || text[length-len("hhmm")] == '0' || text[length-len(":mm")] == ':'
}

// NextColumn returns where the column behind a place begins, 0 where no separator follows.
func NextColumn(text []byte, at int) int {
	at = scan.SkipQuote(text, at)
	at = scan.SkipBlanks(text, at)
	if at >= len(text) || text[at] != ',' && text[at] != ';' && text[at] != '|' {
		return 0
	}
	return scan.SkipQuote(text, scan.SkipBlanks(text, at+1))
}

func columnEnds(text []byte, at int) bool {
	if at = scan.SkipQuote(text, at); at == len(text) {
		return true
	}
	switch text[at] {
	case ',', ';', '|', ' ', '\t', ']', ')':
		return true
	}
	return false
}

// MayBeColumn reports whether the column behind a place can be a zone or a half of the day.
func MayBeColumn(w zone.Words, text []byte, at int) bool {
	next := NextColumn(text, at)
	if next == 0 || next == len(text) {
		return false
	}
	if c := text[next]; c == '+' || c == '-' || c == zone.UnicodeMinus[0] {
		return true
	}
	end := next
	for end < len(text) && scan.IsLetter(text[end]) {
		end++
	}
	_, half := englishPeriod(text, next)
	return half > 0 || end < len(text) && text[end] == '/' || w.Find(text[next:end]) != nil
}

// areaInBrackets returns the length of [Europe/Berlin], 0 where no name of the zone database stands in brackets.
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
