package line

import (
	"bytes"

	"timesync/filter/timestamp/internal/scan"
)

// qualityForm is the name of the form of a stamp of RFC 5424's syslog that ends at line[end], where
// its originator doubts it: by the element timeQuality of the structured data (section 7.1), as far
// as the line is given. A doubt is kept as the name and refuses nothing: what is written is still
// the time that the originator believes in.
func qualityForm(form string, line []byte, end int) string {
	if form != "rfc3339" {
		return form
	}
	switch zoneUnknown, unsynced := timeQuality(line, structuredData(line, end)); {
	case zoneUnknown && unsynced:
		return "rfc5424_zone_unknown_unsynced"
	case zoneUnknown:
		return "rfc5424_zone_unknown"
	case unsynced:
		return "rfc5424_unsynced"
	}
	return form
}

// hasSyslogVersion reports whether the head of the line, line[:at], ends in the priority and
// version of RFC 5424, <34>1 and a blank: lineHead steps over a version nowhere else.
func hasSyslogVersion(line []byte, at int) bool {
	return at > len("<0>1") && line[at-2] == '1' && line[at-3] == '>'
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
