package timestamp

// suffix reads the zone behind a time of day: Z, an offset, an abbreviation or an IANA name, alone or one behind the
// other where programs say it twice (+0300 MSK, GMT+0100 (BST), -07:00[America/Denver]); the offset then decides.
// Where no zone stands, nothing is read.
func (d *draft) suffix() {
	from := d.at
	gap := d.gap()
	if !d.offsetZone(gap) && !d.speltOut() && !d.zoneWord() {
		if length := areaInBrackets(d.text[d.at:]); length > 0 && (d.line || gap > 0) {
			d.zone, d.name = zoneNamed, d.text[d.at+1:d.at+length-1]
			d.at += length
			return
		}
		if gap > 0 && d.line && d.ciscoZone() {
			return
		}
		d.at = from
		if d.line {
			d.zoneColumn()
		} else {
			d.bracketed()
		}
		return
	}
	if gap == 0 || !d.line {
		d.bracketed()
	}
	if !d.line {
		d.repeatedZone()
	}
}

// inBrackets returns the length of (UTC) or [CEST] at the start of text, 0 where nothing of the kind stands there.
func (w zoneWords) inBrackets(text []byte) int {
	end := 1
	for end < len(text) && isLetter(text[end]) {
		end++
	}
	if end == 1 || end == len(text) || text[0] == '(' && text[end] != ')' || text[0] == '[' && text[end] != ']' {
		return 0
	}
	if row := w.find(text[1:end]); row == nil || row.name == "Z" {
		return 0
	}
	return end + 1
}

// zoneWord reads a zone that is written as a word. In a line a word that is no zone is the message.
func (d *draft) zoneWord() bool {
	from := d.at
	if c := d.peek(); c == '(' || c == '[' {
		if length := d.words.inBrackets(d.text[d.at:]); length > 0 {
			d.abbreviated(d.words.find(d.text[d.at+1 : d.at+length-1]))
			d.at += length
			return true
		}
		return d.offsetInBrackets()
	}
	if !isLetter(d.peek()) {
		return false
	}
	for d.at < len(d.text) && isLetter(d.text[d.at]) {
		d.at++
	}
	word := d.text[from:d.at]
	if d.peek() == '/' && isZoneArea(word) {
		return d.zoneName(from)
	}
	if d.posixZone(from, word) {
		return true
	}
	row := d.words.find(word)
	if row == nil || row.name == "Z" {
		return d.noZoneWord(from, word)
	}
	if d.relativeOffset(row) {
		return true
	}
	if d.at < len(d.text) && isWord(d.text[d.at]) || d.line && goesOn(d.text, d.at) {
		d.at = from
		return false
	}
	d.abbreviated(row)
	return true
}

// abbreviated takes the zone that an abbreviation means.
func (d *draft) abbreviated(row *abbreviation) {
	d.zone, d.offset, d.abbrev = zoneOffset, row.offset, row
	if row.ambiguous {
		d.zone = zoneAbbreviated
	} else if zone, ok := historic(row); ok {
		d.zone, d.spelt = zoneSpelt, zone
	}
}

// noZoneWord leaves a word that is in no table. In a value nothing but a zone can stand there, if it looks like one.
func (d *draft) noZoneWord(from int, word []byte) bool {
	looksLikeZone := len(word) >= 3 && len(word) <= 5
	for _, c := range word {
		looksLikeZone = looksLikeZone && c < 'a'
	}
	if d.line || !looksLikeZone || d.at < len(d.text) {
		d.at = from
		return false
	}
	d.refuse(UnknownZone)
	return true
}

// isZoneArea says whether a word is the first part of IANA names; so no other word is ever looked up as a zone.
func isZoneArea(word []byte) bool {
	switch string(word) {
	case "AFRICA", "AMERICA", "ANTARCTICA", "ARCTIC", "ASIA", "ATLANTIC", "AUSTRALIA", "EUROPE", "INDIAN", "PACIFIC": // Oracle
		return true
	case "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
		"Etc", "US", "Canada", "Brazil", "Chile", "Mexico":
		return true
	}
	return false
}

// zoneName reads an IANA name. The reader looks it up when the stamp is finished.
func (d *draft) zoneName(from int) bool {
	for d.at < len(d.text) && (isZoneByte(d.text[d.at])) {
		d.at++
	}
	d.zone, d.name = zoneNamed, d.text[from:d.at]
	return true
}

func isZoneByte(c byte) bool {
	return isLetter(c) || isDigit(c) || c == '/' || c == '_' || c == '-' || c == '+'
}

// repeatedZone steps over what a value says about its zone once more: an abbreviation, the same number, a comment in
// parentheses, and the monotonic reading that Go prints.
func (d *draft) repeatedZone() {
	from := d.at
	gap := d.blanks()
	switch c := d.peek(); {
	case c == '(' && d.text[len(d.text)-1] == ')':
		d.at = len(d.text)
		return
	case gap > 0 && (c == '+' || c == '-') && d.offsetAgain():
	case gap > 0 && c >= 'A' && c <= 'Z' && d.written && d.zoneAbbreviationAgain():
	default:
		d.at = from
	}
	d.monotonic()
}

// offsetAgain steps over a second offset. Beside another one it is no part of the stamp.
func (d *draft) offsetAgain() bool {
	offset, length := readOffset(d.text[d.at:])
	d.at += max(length, 0)
	return length > 0 && (d.zone != zoneOffset || d.offset == int32(offset))
}

// zoneAbbreviationAgain steps over the abbreviation behind a numeric offset, known or not: the offset decides. AM and PM are
// none.
func (d *draft) zoneAbbreviationAgain() bool {
	from := d.at
	if _, length := englishHalf(d.text, from); length > 0 {
		return false
	}
	for d.at < len(d.text) && d.text[d.at] >= 'A' && d.text[d.at] <= 'Z' {
		d.at++
	}
	length := d.at - from
	return length >= len("UT") && length <= len("AEDT")+1 && d.ends()
}

// monotonic steps over " m=+0.000000001", which Go's Time.String appends.
func (d *draft) monotonic() {
	from := d.at
	if d.blanks() == 0 || !d.skip('m') || !d.skip('=') || !d.skip('+') && !d.skip('-') {
		d.at = from
		return
	}
	for d.at < len(d.text) && (isDigit(d.text[d.at]) || d.text[d.at] == '.') {
		d.at++
	}
}

// minutesOrSuffix reads an offset in minutes of three digits, as db2diag.log and CIM's datetime write it behind six digits of
// fraction (DSP0004 section 5.2.4): 10.11.12.123456+120. Else it reads the usual zones.
func (d *draft) minutesOrSuffix() {
	c := d.peek()
	if d.digits != 6 || c != '+' && c != '-' || digitRun(d.text, d.at+1) != len("120") {
		d.suffix()
		return
	}
	minutes := decimal(d.text[d.at+1 : d.at+4])
	if c == '-' {
		minutes = -minutes
	}
	d.at += len("+120")
	d.zone, d.offset, d.written = zoneOffset, int32(minutes*secondsPerMinute), true
	if !inUse(minutes * secondsPerMinute) {
		d.refuse(Impossible)
	}
}
