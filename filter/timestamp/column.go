package timestamp

// The zone in the column behind the time's: 10:11:12,UTC and "10:11:12";"CEST" and 10:11:12|+02:00|x.

// zoneColumn reads the next column of a line, if it is a zone. The stamp ends before it all the same: a line that is rewritten
// keeps its columns. What may be another code (CAT is a company too) must be what the assumed zone is called then.
func (d *draft) zoneColumn() {
	from := d.at
	if d.at = nextColumn(d.text, d.at); d.at == 0 || !d.columnZone() || !columnEnds(d.text, d.at) {
		d.zone, d.name, d.abbrev = zoneNone, nil, nil
	}
	d.at = from
}

func (d *draft) columnZone() bool {
	if offset, length := readOffset(d.text[d.at:]); length >= len("+hhmm") && inUse(offset) && isPadded(d.text[d.at:], length) {
		d.takeOffset(offset, length)
		return true
	}
	from := d.at
	for d.at < len(d.text) && isLetter(d.text[d.at]) {
		d.at++
	}
	word := d.text[from:d.at]
	if d.peek() == '/' && isZoneArea(word) {
		return d.zoneName(from)
	}
	row := d.words.find(word)
	if row == nil || row.name == "Z" {
		return false
	}
	d.abbreviated(row)
	if row.name != "UTC" && row.name != "GMT" {
		d.zone = zoneAbbreviated
	}
	return true
}

// isPadded says whether an offset of a length has a colon or begins with a zero, as numbers have not.
func isPadded(text []byte, length int) bool {
	return length > len("+hhmm") || text[length-len("hhmm")] == '0' || text[length-len(":mm")] == ':'
}

// nextColumn returns where the column behind a place begins, 0 where no separator follows.
func nextColumn(text []byte, at int) int {
	at = skipQuote(text, at)
	at = skipBlanks(text, at)
	if at >= len(text) || text[at] != ',' && text[at] != ';' && text[at] != '|' {
		return 0
	}
	return skipQuote(text, skipBlanks(text, at+1))
}

func skipQuote(text []byte, at int) int {
	if at < len(text) && (text[at] == '"' || text[at] == '\'') {
		at++
	}
	return at
}

func columnEnds(text []byte, at int) bool {
	if at = skipQuote(text, at); at == len(text) {
		return true
	}
	switch text[at] {
	case ',', ';', '|', ' ', '\t', ']', ')':
		return true
	}
	return false
}

// mayBeColumn says whether the column behind a place can be a zone or a half of the day.
func (w zoneWords) mayBeColumn(text []byte, at int) bool {
	next := nextColumn(text, at)
	if next == 0 || next == len(text) {
		return false
	}
	if c := text[next]; c == '+' || c == '-' || c == unicodeMinus[0] {
		return true
	}
	end := next
	for end < len(text) && isLetter(text[end]) {
		end++
	}
	_, half := englishHalf(text, next)
	return half > 0 || end < len(text) && text[end] == '/' || w.find(text[next:end]) != nil
}

// areaInBrackets returns the length of [Europe/Berlin], 0 where no name of the zone database stands in brackets.
func areaInBrackets(text []byte) int {
	end := 1
	for end < len(text) && isLetter(text[end]) {
		end++
	}
	if len(text) == 0 || text[0] != '[' || end >= len(text) || text[end] != '/' || !isZoneArea(text[1:end]) {
		return 0
	}
	for end < len(text) && isZoneByte(text[end]) {
		end++
	}
	if end == len(text) || text[end] != ']' {
		return 0
	}
	return end + 1
}
