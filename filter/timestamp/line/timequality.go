package line

import (
	"bytes"

	"timesync/filter/timestamp/internal/scan"
)

// formatOfQuality returns the name of the form of a stamp of RFC 5424's syslog, line[start:end],
// where its originator doubts it: by the element timeQuality of the structured data (section 7.1),
// as far as the line is given. A doubt is kept as the name and refuses nothing: what is written is
// still the time that the originator believes in.
func formatOfQuality(format string, line []byte, start, end int) string {
	if format != "rfc3339" || !followsVersion(line, start) {
		return format
	}
	switch zoneUnknown, unsynced := timeQuality(line, structuredData(line, end)); {
	case zoneUnknown && unsynced:
		return "rfc5424_zone_unknown_unsynced"
	case zoneUnknown:
		return "rfc5424_zone_unknown"
	case unsynced:
		return "rfc5424_unsynced"
	}
	return format
}

// followsVersion reports whether line[:at] is the head of the line and ends in the priority and
// version of RFC 5424, <34>1 and a blank: lineHead steps over a version nowhere else.
func followsVersion(line []byte, at int) bool {
	if at <= len("<0>1") || line[at-2] != '1' || line[at-3] != '>' {
		return false
	}
	head, _ := lineHead(line)
	return head == at
}

// structuredData returns where the structured data begin, after the four fields that follow the
// stamp: host, application, process and message ID. Where they do not all follow it is the end of
// the line.
func structuredData(line []byte, at int) int {
	for range 5 {
		length := bytes.IndexByte(line[at:], ' ')
		if length < 0 {
			return len(line)
		}
		at += length + 1
	}
	return at
}

// timeQuality reads the elements of structured data, [ID name="value" ...] each, and returns what
// timeQuality says against the stamp. It never looks into the message, which comes after them.
func timeQuality(line []byte, at int) (zoneUnknown, unsynced bool) {
	d := scan.Cursor{Text: line, At: at}
	for d.Skip('[') {
		own := string(syslogName(&d)) == "timeQuality"
		for d.Skip(' ') {
			name := syslogName(&d)
			from := d.At + len(`="`)
			if !d.SkipText(`="`) {
				return zoneUnknown, unsynced
			}
			end := scan.StringEnd(line, from) // section 6.3.3 escapes as JSON does
			if end < 0 {
				return zoneUnknown, unsynced
			}
			d.At = end + 1
			denied := own && string(line[from:end]) == "0"
			zoneUnknown = zoneUnknown || denied && string(name) == "tzKnown"
			unsynced = unsynced || denied && string(name) == "isSynced"
		}
		if !d.Skip(']') {
			break
		}
	}
	return zoneUnknown, unsynced
}

// syslogName reads the name of an element or parameter.
func syslogName(d *scan.Cursor) []byte {
	from := d.At
	for d.At < len(d.Text) && bytes.IndexByte([]byte(` ="]`), d.Text[d.At]) < 0 {
		d.At++
	}
	return d.Text[from:d.At]
}
