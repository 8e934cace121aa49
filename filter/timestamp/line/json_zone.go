package line

import (
	"bytes"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// The zone of a JSON line's stamp that stands under a key beside it: {"time": "2024-06-14
// 10:11:12", "tz": "+0200"}.

// inZoneOfJSON reads a stamp without zone again in the zone that the line names, if it names one. A
// value that is no zone refuses the stamp: the configured one would be a guess.
func inZoneOfJSON(s *search, stamp timestamp.Stamp, text []byte, reason timestamp.Reason) (timestamp.Stamp, timestamp.Reason) {
	switch zone, ok := zoneBeside(*s); {
	case !ok:
		return stamp, reason
	case zone == nil:
		return timestamp.Stamp{}, timestamp.UnknownZone
	default:
		s.context.Zone = zone
		return s.reader.ReadText(text, &s.context)
	}
}

func zoneInJSON(s search) (named *zone.Named, ok bool) {
	if !mayNameZone(s.line[s.head:]) {
		return nil, false
	}
	if _, found := jsonValue(s.line, s.head, zoneKeyNames); !found {
		return nil, false
	}
	for i := range zoneKeys {
		if value, found := jsonValue(s.line, s.head, []string{zoneKeys[i].name}); found {
			if named, ok = zoneKeys[i].read(&s.reader.Zones, s.reader.Words, value); ok {
				return named, true
			}
		}
	}
	return nil, false
}

// mayNameZone reports whether a text has the letter that all of zoneKeys have and few others do.
func mayNameZone(text []byte) bool {
	return bytes.IndexByte(text, 'z') >= 0 || bytes.IndexByte(text, 'Z') >= 0
}

// jsonValue returns the text under the first of some keys on the top level of an object: of a
// string or a number. Null and an empty string say nothing.
func jsonValue(line []byte, head int, names []string) (value []byte, ok bool) {
	from, to := jsonSpan(line, head, names)
	return line[from:to], from < to
}

// jsonSpan returns where that text begins and ends, 0 and 0 where there is none.
func jsonSpan(line []byte, head int, names []string) (from, to int) {
	for key, value := range members(line, head) {
		if scan.IsOneOf(key, names) {
			if from, to = jsonScalar(line, value); from < to {
				return from, to
			}
		}
	}
	return 0, 0
}

// jsonScalar returns where a string without its quotes, or a number, begins and ends.
func jsonScalar(line []byte, at int) (from, to int) {
	if at == len(line) {
		return at, at
	}
	if line[at] == '"' {
		return at + 1, max(scan.StringEnd(line, at+1), at+1)
	}
	end := at
	for end < len(line) && (scan.IsDigit(line[end]) || end == at && line[end] == '-') {
		end++
	}
	return at, end
}

// jsonPHP reads PHP's DateTime as JSON, in an object that begins at a brace: {"date":"2024-06-14
// 10:11:12.123456","timezone_type":3,"timezone":"Europe/Berlin"}, which Monolog writes. The stamp is
// the date's.
func jsonPHP(s *search, at int) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	object := search{reader: s.reader, line: s.line, head: at, context: s.context}
	start, end = jsonSpan(s.line, at, []string{"date"})
	_, typed := jsonValue(s.line, at, []string{"timezone_type"})
	named, zoned := zoneInJSON(object)
	switch {
	case start == end || !typed || !zoned:
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	case named == nil:
		return timestamp.Stamp{}, start, end, timestamp.UnknownZone
	}
	object.context.Zone = named
	stamp, reason = s.reader.ReadText(s.line[start:end], &object.context)
	return stamp, start, end, reason
}
