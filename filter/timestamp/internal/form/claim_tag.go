package form

import (
	"bytes"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// What a zone says once more.

var tagClaims = []claim{
	{name: "rfc9557_critical", sides: zoneTag, where: anywhere, begins: "[", read: refuseCriticalTag, reason: timestamp.Malformed,
		example: "2024-06-14T10:11:12Z«[!u-ca=hebrew]»", counter: "2024-06-14T10:11:12Z[u-ca=hebrew]"},
	{name: "rfc9557_zone", sides: zoneTag, where: anywhere, begins: "[", read: readTaggedZone,
		example: "2024-06-14T12:11:12«[Europe/Paris]»", counter: "2024-06-14T10:11:12Z[u-ca=hebrew]"},
	{name: "rfc9557_unknown", sides: zoneTag, where: anywhere, begins: "[", read: refuseUnknownTag, reason: timestamp.Malformed,
		example: "2024-06-14T10:11:12«[abc]»", counter: "2024-06-14T10:11:12Z[abc]"},
	{name: "rfc9557_other", sides: zoneTag, where: anywhere, begins: "[", read: skipTag,
		example: "2024-06-14T10:11:12Z«[u-ca=hebrew]»", counter: "2024-06-14T10:11:12Z"},
	{name: "comment", sides: zoneAgain, where: inValue, begins: "( \t", read: skipComment,
		example: "Fri Jun 14 2024 12:11:12 GMT+0200« (Central European Summer Time)»", counter: "2024-06-14 10:11:12 UTC (x"},
	{name: "offset_again", sides: zoneAgain, where: inValue, begins: " \t", read: skipOffsetAgain,
		example: "2024-06-14 12:11:12 +0200« +02:00»", counter: "2024-06-14 12:11:12 +0200 +0300"},
	{name: "abbreviation_again", sides: zoneAgain, where: inValue, begins: " \t", read: skipAbbreviationAgain,
		example: "2024-06-14 13:11:12 +0300« MSK»", counter: "2024-06-14 10:11:12 +0000 PM"},
	{name: "monotonic", sides: monotonicReading, where: inValue, begins: " \t", read: skipMonotonic,
		example: "2024-06-14 10:11:12.000000000 +0000 UTC« m=+0.000000001»", counter: "2024-06-14 10:11:12 +0000 UTC x=1"},
}

// Suffixes of RFC 9557, [Europe/Paris][u-ca=hebrew]. They do not change the instant of a stamp with
// an offset.

// readTag steps over one and returns its content without "!", whether it had one, and whether it
// names a zone.
func readTag(d *Draft) (content []byte, critical, isZone, ok bool) {
	from := d.At + 1
	end := from
	for end < len(d.Text) && (zone.IsNameByte(d.Text[end]) || d.Text[end] == '!' || d.Text[end] == '=' || d.Text[end] == ':') {
		end++
	}
	if end == from || end == len(d.Text) || d.Text[end] != ']' {
		return nil, false, false, false
	}
	content, d.At = d.Text[from:end], end+1
	if critical = content[0] == '!'; critical {
		content = content[1:]
	}
	area := 0
	for area < len(content) && scan.IsLetter(content[area]) {
		area++
	}
	return content, critical, area < len(content) && content[area] == '/' && zone.IsArea(content[:area]), true
}

// refuseCriticalTag refuses what must be understood ("!") and is no zone (section 3.3).
func refuseCriticalTag(d *Draft) verdict {
	if _, critical, isZone, ok := readTag(d); !ok || !critical || isZone {
		return passed
	}
	d.Refuse(timestamp.Malformed)
	return taken
}

// readTaggedZone reads a zone's name: the zone of a stamp without one. Beside a numeric offset it
// is remembered, to be compared; beside Z and -00:00 the local offset is not known (section 2), and
// nothing contradicts the name.
func readTaggedZone(d *Draft) verdict {
	from := d.At
	content, _, isZone, ok := readTag(d)
	switch {
	case !ok || !isZone:
		return passed
	case d.Zone == ZoneNone:
		d.Zone, d.Name = ZoneNamed, content
	case d.Zone == ZoneNamed && !bytes.Equal(d.Name, content):
		d.Refuse(timestamp.AmbiguousZone)
	case d.written && !bytes.HasSuffix(d.Text[:from], []byte("-00:00")):
		d.Claimed = content
	}
	return taken
}

// refuseUnknownTag refuses a word that may be the zone of a stamp without one.
func refuseUnknownTag(d *Draft) verdict {
	if content, _, _, ok := readTag(d); !ok || d.Zone != ZoneNone || bytes.IndexByte(content, '=') >= 0 {
		return passed
	}
	d.Refuse(timestamp.Malformed)
	return taken
}

// skipTag steps over a key with its value, and over a zone that says no more than the one before it:
// [UTC], [CET], [+02:00], [GMT+02:00]. Another word is the message's in a line, and none in a value.
func skipTag(d *Draft) verdict {
	content, _, _, ok := readTag(d)
	if !ok || d.Line && bytes.IndexByte(content, '=') < 0 && !isZoneText(d, content) {
		return passed
	}
	return taken
}

// isZoneText reports whether a text is an abbreviation, an offset, or one relative to UTC.
func isZoneText(d *Draft, text []byte) bool {
	if d.Words.Find(text) != nil || zone.IsPOSIXName(text) {
		return true
	}
	for _, name := range [...]string{"UTC", "GMT", "UT"} {
		text = bytes.TrimPrefix(text, []byte(name))
	}
	_, length := zone.ReadOffset(text)
	return length > 0 && length == len(text)
}

// skipComment steps over the rest of a value in parentheses. A day period is no comment.
func skipComment(d *Draft) verdict {
	if d.Blanks(); d.Peek() != '(' || d.Text[len(d.Text)-1] != ')' {
		return passed
	}
	if _, length := englishPeriod(d.Text, d.At+1); length > 0 {
		return passed
	}
	d.At = len(d.Text)
	return taken
}

// skipAbbreviationAgain steps over the abbreviation after a numeric offset, known or not: the
// offset decides. AM and PM are none.
func skipAbbreviationAgain(d *Draft) verdict {
	d.Blanks()
	from := d.At
	if _, length := englishPeriod(d.Text, from); length > 0 || !d.written {
		return passed
	}
	for d.At < len(d.Text) && d.Text[d.At] >= 'A' && d.Text[d.At] <= 'Z' {
		d.At++
	}
	if length := d.At - from; length < len("UT") || length > len("AEDT")+1 || !d.Ends() {
		return passed
	}
	return taken
}

// skipMonotonic steps over " m=+0.000000001", which Go's Time.String appends.
func skipMonotonic(d *Draft) verdict {
	d.Blanks()
	if !d.Skip('m') || !d.Skip('=') || !d.Skip('+') && !d.Skip('-') {
		return passed
	}
	for d.At < len(d.Text) && (scan.IsDigit(d.Text[d.At]) || d.Text[d.At] == '.') {
		d.At++
	}
	return taken
}
