package timestamp

// The zone of a JSON line's stamp that stands under a key beside it: {"time": "2024-06-14 10:11:12", "tz": "+0200"}.

// jsonZones are the keys that name it.
var jsonZones = [...]string{"tz", "timezone", "time_zone"}

// inZoneOfJSON reads a stamp without zone again in the zone that the line names, if it names one. A value that is no zone
// refuses the stamp: the configured one would be a guess.
func (r *Reader) inZoneOfJSON(line []byte, head int, st Stamp, text []byte, why Reason, c *Context) (Stamp, Reason) {
	value, ok := jsonValue(line, head, jsonZones[:])
	if !ok {
		return st, why
	}
	d := draft{cursor: cursor{text: value}, words: r.words}
	if d.at == len(value) || !d.valueOfZone() || d.at != len(value) || d.why != Read {
		return Stamp{}, UnknownZone
	}
	r.lookUp(&d)
	switch {
	case d.why != Read:
		return Stamp{}, d.why
	case d.zone == zoneAbbreviated || d.zone == zoneSpelt:
		return r.readAbbreviated(text, value, c)
	}
	named := *c
	if named.Zone = d.named; d.zone == zoneOffset {
		named.Zone = r.zones.offsetNamed(value, int(d.offset))
	}
	return r.ReadText(text, &named)
}

// readAbbreviated reads a text with an abbreviation behind it, which means what it means there.
func (r *Reader) readAbbreviated(text, abbreviation []byte, c *Context) (Stamp, Reason) {
	var space [maxValue]byte
	return r.ReadText(append(append(append(space[:0], text...), ' '), abbreviation...), c)
}

// jsonValue returns the text under the first of some keys on the top level of an object: of a string or a number. Null and
// an empty string say nothing.
func jsonValue(line []byte, head int, names []string) (value []byte, ok bool) {
	depth := 0
	for at := head; at < len(line); at++ {
		switch line[at] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			from := at + 1
			if at = stringEnd(line, from); at < 0 {
				return nil, false
			}
			next := skipBlanks(line, at+1)
			if depth != 1 || next >= len(line) || line[next] != ':' || !isOneOf(line[from:at], names) {
				continue
			}
			if value = jsonScalar(line, skipBlanks(line, next+1)); len(value) > 0 {
				return value, true
			}
		}
	}
	return nil, false
}

// jsonScalar returns a string without its quotes, or a number.
func jsonScalar(line []byte, at int) []byte {
	if at == len(line) {
		return nil
	}
	if line[at] == '"' {
		return line[at+1 : max(stringEnd(line, at+1), at+1)]
	}
	end := at
	for end < len(line) && (isDigit(line[end]) || end == at && line[end] == '-') {
		end++
	}
	return line[at:end]
}
