package line

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
)

// The zone of a JSON line's stamp that stands under a key beside it: {"time": "2024-06-14
// 10:11:12", "tz": "+0200"}.

// inZoneOfJSON reads a stamp without zone again in the zone that the line names, if it names one. A
// value that is no zone refuses the stamp: the configured one would be a guess.
func inZoneOfJSON(s *search, stamp timestamp.Stamp, text []byte, reason timestamp.Reason) (timestamp.Stamp, timestamp.Reason) {
	r, c := s.reader, &s.context
	value, ok := zoneBeside(s.line, s.head)
	if !ok {
		return stamp, reason
	}
	d := r.Draft(value, c)
	if d.At == len(value) || !valueOfZone(d) || d.At != len(value) || d.Reason != timestamp.Read {
		return timestamp.Stamp{}, timestamp.UnknownZone
	}
	r.LookUp(d)
	switch {
	case d.Reason != timestamp.Read:
		return timestamp.Stamp{}, d.Reason
	case d.Zone == form.ZoneAbbreviated || d.Zone == form.ZoneSpelt:
		return readAbbreviated(r, text, value, c)
	}
	named := *c
	if named.Zone = d.Named; d.Zone == form.ZoneOffset {
		named.Zone = r.Zones.FixedLocation(value, int(d.Offset))
	}
	return r.ReadText(text, &named)
}

func zoneInJSON(line []byte, head int) (name []byte, ok bool) {
	return jsonValue(line, head, zoneKeys)
}

// readAbbreviated reads a text with an abbreviation after it, which means what it means there.
func readAbbreviated(r *read.Reader, text, abbreviation []byte, c *read.Context) (timestamp.Stamp, timestamp.Reason) {
	var space [read.MaxValue]byte
	return r.ReadText(append(append(append(space[:0], text...), ' '), abbreviation...), c)
}

// jsonValue returns the text under the first of some keys on the top level of an object: of a
// string or a number. Null and an empty string say nothing.
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
			if at = scan.StringEnd(line, from); at < 0 {
				return nil, false
			}
			next := scan.SkipBlanks(line, at+1)
			if depth != 1 || next >= len(line) || line[next] != ':' || !scan.IsOneOf(line[from:at], names) {
				continue
			}
			if value = jsonScalar(line, scan.SkipBlanks(line, next+1)); len(value) > 0 {
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
		return line[at+1 : max(scan.StringEnd(line, at+1), at+1)]
	}
	end := at
	for end < len(line) && (scan.IsDigit(line[end]) || end == at && line[end] == '-') {
		end++
	}
	return line[at:end]
}
