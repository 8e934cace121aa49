package timestamp

// The offset behind a time, by itself or behind the name that it is relative to. In a line, what a blank parts from the time may
// be the message.

// offsetZone reads Z or an offset. In a line an offset behind a blank must be one that is in use somewhere.
func (d *draft) offsetZone(gap int) bool {
	c, apart := d.peek(), d.line && gap > 0
	if c|0x20 == 'z' && (d.at+1 == len(d.text) || !isWord(d.text[d.at+1])) && !(apart && goesOn(d.text, d.at+1)) {
		d.at++
		d.zone = zoneOffset
		return true
	}
	offset, length := readOffset(d.text[d.at:])
	if length < 0 {
		return d.impossibleOffset(gap)
	}
	if length == 0 || apart && !d.isOffset(offset, length) {
		return false
	}
	d.takeOffset(offset, length)
	return true
}

func (d *draft) takeOffset(offset, length int) {
	d.at += length
	d.zone, d.offset, d.written = zoneOffset, int32(offset), true
}

// impossibleOffset steps over an offset that no zone has and refuses the stamp; behind a blank in a line it is text.
func (d *draft) impossibleOffset(gap int) bool {
	if d.line && gap > 0 {
		return false
	}
	d.refuse(Impossible)
	for d.at++; d.at < len(d.text) && (isDigit(d.text[d.at]) || d.text[d.at] == ':'); d.at++ {
	}
	return true
}

// inUse says whether a zone of today may have an offset: a multiple of 15 minutes from -12:00 to +14:00.
func inUse(offset int) bool {
	return offset%(secondsPerHour/4) == 0 && offset >= -12*secondsPerHour && offset <= 14*secondsPerHour
}

// isOffset says whether a signed number behind a blank is an offset. Four digits are. So are two of which the first is a zero,
// the names that the zone database has given places without abbreviation (+03, -05): nobody pads the number of a
// message. Of -12 and +10 only what follows can tell, and the zone that is assumed anyway.
func (d *draft) isOffset(offset, length int) bool {
	end := d.at + length
	switch {
	case !inUse(offset) || !endsAt(d.text, end) || numberGoesOn(d.text, end):
		return false
	case length >= len("+hhmm") || d.text[end-len("hh")] == '0' || d.columnAt(end):
		return true
	}
	d.doubtOffset(offset)
	return false
}

// columnAt says whether a line ends at a place, or a bracket, a level or the year of date(1) follows, as behind a zone.
func (d *draft) columnAt(at int) bool {
	next := skipBlanks(d.text, at)
	if next == len(d.text) {
		return true
	}
	switch d.text[next] {
	case '[', '(', '<', '{', '|':
		return true
	}
	return d.weekday != noWeekday && digitRun(d.text, next) == len("2024") || levelAt(d.text, next)
}

// doubtOffset notes a number that may be the offset of the stamp; checkDoubtfulOffset judges it.
func (d *draft) doubtOffset(offset int) {
	d.offset, d.doubted = int32(offset), true
}

// checkDoubtfulOffset refuses a stamp without zone if the number behind it may be its offset and the assumed zone has another.
func (d *draft) checkDoubtfulOffset(stamp *Stamp) Reason {
	if d.doubted && d.zone == zoneNone && stamp.Offset != d.offset {
		return AmbiguousZone
	}
	return Read
}

// relativeOffset reads the offset behind a zone's name: GMT+0100, CEST+02:00, GMT+2, GMT +0200 and GMT +1 (TIBCO).
func (d *draft) relativeOffset(row *abbreviation) bool {
	from := d.at
	gap := d.blanks()
	offset, length := readOffset(d.text[d.at:])
	if length == 0 && (row.name == "GMT" || row.name == "UTC") {
		offset, length = hourOffset(d.text[d.at:])
	}
	if length > 0 && (gap == 0 || inUse(offset) && endsAt(d.text, d.at+length) && !numberGoesOn(d.text, d.at+length)) {
		if gap == 0 || length >= len("+hhmm") || row.name == "GMT" || !d.line || d.columnAt(d.at+length) {
			d.takeOffset(offset, length)
			return true
		}
		d.refuse(AmbiguousZone) // UTC -1 returned
	}
	d.at = from
	return false
}

// offsetInBrackets reads (+0200), [UTC+02:00] and (GMT+2).
func (d *draft) offsetInBrackets() bool {
	if d.ofxOffset() {
		return true
	}
	from := d.at
	opens := d.peek()
	d.at++
	if !d.skipText("UTC") {
		d.skipText("GMT")
	}
	offset, length := readOffset(d.text[d.at:])
	if length == 0 && d.at > from+1 {
		offset, length = hourOffset(d.text[d.at:])
	}
	padded := d.at > from+1 || length >= len("+hhmm")
	if length > 0 && padded && inUse(offset) {
		d.takeOffset(offset, length)
		if opens == '(' && d.skip(')') || opens == '[' && d.skip(']') {
			return true
		}
		d.zone, d.written = zoneNone, false
	}
	d.at = from
	return false
}

// hourOffset reads the +2 of GMT+2.
func hourOffset(text []byte) (offset, length int) {
	sign, at := signOf(text)
	if sign == 0 || digitRun(text, at) != 1 {
		return 0, 0
	}
	return sign * int(text[at]-'0') * secondsPerHour, at + 1
}
