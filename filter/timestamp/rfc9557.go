package timestamp

import "bytes"

// bracketed reads the suffixes of RFC 9557: [Europe/Paris][u-ca=hebrew]. They do not change the instant of a stamp
// with an offset; behind one without, a zone name is its zone, and any other word may be one. One that must be understood ("!") and is not a
// zone refuses the stamp (section 3.3).
func (d *draft) bracketed() {
	for d.peek() == '[' {
		end := d.at + 1
		for end < len(d.text) && (isZoneByte(d.text[end]) || d.text[end] == '!' || d.text[end] == '=' || d.text[end] == ':') {
			end++
		}
		if end == d.at+1 || end == len(d.text) || d.text[end] != ']' {
			return
		}
		d.tag(d.text[d.at+1 : end])
		d.at = end + 1
	}
}

// tag judges one bracketed suffix. A zone name beside a numeric offset is remembered for compareZone;
// beside Z or -00:00 the local offset is not known (RFC 9557 section 2), and nothing contradicts the name.
func (d *draft) tag(content []byte) {
	critical := content[0] == '!'
	if critical {
		content = content[1:]
	}
	area := 0
	for area < len(content) && isLetter(content[area]) {
		area++
	}
	switch isZone := area < len(content) && content[area] == '/' && isZoneArea(content[:area]); {
	case critical && !isZone:
		d.refuse(Malformed)
	case isZone && d.zone == zoneNone:
		d.zone, d.name = zoneNamed, content
	case d.zone == zoneNone && !bytes.ContainsRune(content, '='):
		d.refuse(Malformed)
	case isZone && d.written && !bytes.HasSuffix(d.text[:d.at], []byte("-00:00")):
		d.claimed = content
	}
}
