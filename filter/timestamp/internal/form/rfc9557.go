package form

import (
	"bytes"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// bracketed reads the suffixes of RFC 9557: [Europe/Paris][u-ca=hebrew]. They do not change the instant of a stamp
// with an offset; behind one without, a zone name is its zone, and any other word may be one. One that must be understood ("!") and is not a
// zone refuses the stamp (section 3.3).
func (d *Draft) bracketTags() {
	for d.Peek() == '[' {
		end := d.At + 1
		for end < len(d.Text) && (zone.IsNameByte(d.Text[end]) || d.Text[end] == '!' || d.Text[end] == '=' || d.Text[end] == ':') {
			end++
		}
		if end == d.At+1 || end == len(d.Text) || d.Text[end] != ']' {
			return
		}
		d.tag(d.Text[d.At+1 : end])
		d.At = end + 1
	}
}

// tag judges one bracketed suffix. A zone name beside a numeric offset is remembered for compareZone;
// beside Z or -00:00 the local offset is not known (RFC 9557 section 2), and nothing contradicts the name.
func (d *Draft) tag(content []byte) {
	critical := content[0] == '!'
	if critical {
		content = content[1:]
	}
	area := 0
	for area < len(content) && scan.IsLetter(content[area]) {
		area++
	}
	switch isZone := area < len(content) && content[area] == '/' && zone.IsArea(content[:area]); {
	case critical && !isZone:
		d.Refuse(timestamp.Malformed)
	case isZone && d.Zone == ZoneNone:
		d.Zone, d.Name = ZoneNamed, content
	case d.Zone == ZoneNone && !bytes.ContainsRune(content, '='):
		d.Refuse(timestamp.Malformed)
	case isZone && d.written && !bytes.HasSuffix(d.Text[:d.At], []byte("-00:00")):
		d.Claimed = content
	}
}
