package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// suffix reads the zone behind a time of day: Z, an offset, an abbreviation or an IANA name, alone or one behind the
// other where programs say it twice (+0300 MSK, GMT+0100 (BST), -07:00[America/Denver]); the offset then decides.
// Where no zone stands, nothing is read.
func (d *Draft) trailingZone() {
	from := d.At
	gap := d.Gap()
	if !d.OffsetZone(gap) && !d.speltOut() && !d.ZoneWord() {
		if length := areaInBrackets(d.Text[d.At:]); length > 0 && (d.Line || gap > 0) {
			d.Zone, d.Name = ZoneNamed, d.Text[d.At+1:d.At+length-1]
			d.At += length
			return
		}
		if gap > 0 && d.Line && d.ciscoZone() {
			return
		}
		d.At = from
		if d.Line {
			d.zoneColumn()
		} else {
			d.bracketTags()
		}
		return
	}
	if gap == 0 || !d.Line {
		d.bracketTags()
	}
	if !d.Line {
		d.repeatedZone()
	}
}

// inBrackets returns the length of (UTC) or [CEST] at the start of text, 0 where nothing of the kind stands there.
func inBrackets(w zone.Words, text []byte) int {
	end := 1
	for end < len(text) && scan.IsLetter(text[end]) {
		end++
	}
	if end == 1 || end == len(text) || text[0] == '(' && text[end] != ')' || text[0] == '[' && text[end] != ']' {
		return 0
	}
	if row := w.Find(text[1:end]); row == nil || row.Name == "Z" {
		return 0
	}
	return end + 1
}

// ZoneWord reads a zone that is written as a word. In a line a word that is no zone is the message.
func (d *Draft) ZoneWord() bool {
	from := d.At
	if c := d.Peek(); c == '(' || c == '[' {
		if length := inBrackets(d.Words, d.Text[d.At:]); length > 0 {
			d.abbreviated(d.Words.Find(d.Text[d.At+1 : d.At+length-1]))
			d.At += length
			return true
		}
		return d.offsetInBrackets()
	}
	if !scan.IsLetter(d.Peek()) {
		return false
	}
	for d.At < len(d.Text) && scan.IsLetter(d.Text[d.At]) {
		d.At++
	}
	word := d.Text[from:d.At]
	if d.Peek() == '/' && zone.IsArea(word) {
		return d.zoneName(from)
	}
	if d.posixZone(from, word) {
		return true
	}
	row := d.Words.Find(word)
	if row == nil || row.Name == "Z" {
		return d.noZoneWord(from, word)
	}
	if d.relativeOffset(row) {
		return true
	}
	if d.At < len(d.Text) && scan.IsWord(d.Text[d.At]) || d.Line && goesOn(d.Text, d.At) {
		d.At = from
		return false
	}
	d.abbreviated(row)
	return true
}

// abbreviated takes the zone that an abbreviation means.
func (d *Draft) abbreviated(row *zone.Abbreviation) {
	d.Zone, d.Offset, d.Abbrev = ZoneOffset, row.Offset, row
	if row.Ambiguous {
		d.Zone = ZoneAbbreviated
	} else if zone, ok := zone.Historic(row); ok {
		d.Zone, d.Spelt = ZoneSpelt, zone
	}
}

// noZoneWord leaves a word that is in no table. In a value nothing but a zone can stand there, if it looks like one.
func (d *Draft) noZoneWord(from int, word []byte) bool {
	looksLikeZone := len(word) >= 3 && len(word) <= 5
	for _, c := range word {
		looksLikeZone = looksLikeZone && c < 'a'
	}
	if d.Line || !looksLikeZone || d.At < len(d.Text) {
		d.At = from
		return false
	}
	d.Refuse(timestamp.UnknownZone)
	return true
}

// zoneName reads an IANA name. The reader looks it up when the stamp is finished.
func (d *Draft) zoneName(from int) bool {
	for d.At < len(d.Text) && (zone.IsNameByte(d.Text[d.At])) {
		d.At++
	}
	d.Zone, d.Name = ZoneNamed, d.Text[from:d.At]
	return true
}

// repeatedZone steps over what a value says about its zone once more: an abbreviation, the same number, a comment in
// parentheses, and the monotonic reading that Go prints.
func (d *Draft) repeatedZone() {
	from := d.At
	gap := d.Blanks()
	switch c := d.Peek(); {
	case c == '(' && d.Text[len(d.Text)-1] == ')':
		d.At = len(d.Text)
		return
	case gap > 0 && (c == '+' || c == '-') && d.offsetAgain():
	case gap > 0 && c >= 'A' && c <= 'Z' && d.written && d.zoneAbbreviationAgain():
	default:
		d.At = from
	}
	d.monotonic()
}

// offsetAgain steps over a second offset. Beside another one it is no part of the stamp.
func (d *Draft) offsetAgain() bool {
	offset, length := zone.ReadOffset(d.Text[d.At:])
	d.At += max(length, 0)
	return length > 0 && (d.Zone != ZoneOffset || d.Offset == int32(offset))
}

// zoneAbbreviationAgain steps over the abbreviation behind a numeric offset, known or not: the offset decides. AM and PM are
// none.
func (d *Draft) zoneAbbreviationAgain() bool {
	from := d.At
	if _, length := englishPeriod(d.Text, from); length > 0 {
		return false
	}
	for d.At < len(d.Text) && d.Text[d.At] >= 'A' && d.Text[d.At] <= 'Z' {
		d.At++
	}
	length := d.At - from
	return length >= len("UT") && length <= len("AEDT")+1 && d.Ends()
}

// monotonic steps over " m=+0.000000001", which Go's Time.String appends.
func (d *Draft) monotonic() {
	from := d.At
	if d.Blanks() == 0 || !d.Skip('m') || !d.Skip('=') || !d.Skip('+') && !d.Skip('-') {
		d.At = from
		return
	}
	for d.At < len(d.Text) && (scan.IsDigit(d.Text[d.At]) || d.Text[d.At] == '.') {
		d.At++
	}
}

// minutesOrZone reads an offset in minutes of three digits, as db2diag.log and CIM's datetime write it behind six digits of
// fraction (DSP0004 section 5.2.4): 10.11.12.123456+120. Else it reads the usual zones.
func (d *Draft) minutesOrZone() {
	c := d.Peek()
	if d.Digits != 6 || c != '+' && c != '-' || scan.DigitRun(d.Text, d.At+1) != len("120") {
		d.trailingZone()
		return
	}
	minutes := scan.Decimal(d.Text[d.At+1 : d.At+4])
	if c == '-' {
		minutes = -minutes
	}
	d.At += len("+120")
	d.Zone, d.Offset, d.written = ZoneOffset, int32(minutes*calendar.SecondsPerMinute), true
	if !zone.InUse(minutes * calendar.SecondsPerMinute) {
		d.Refuse(timestamp.Impossible)
	}
}
