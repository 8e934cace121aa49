package line

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
)

// findJSON reads the stamp of a line that is a JSON object: the value of the first key of time on
// its top level, or in an object under such a key ({"t":{"$date":...}}). Stamps anywhere else are
// somebody else's. The line may be cut short.
func findJSON(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	for _, names := range keysByTrust {
		if stamp, start, end, reason = findUnder(&s, names); reason != timestamp.NoStamp {
			break
		}
	}
	if reason != timestamp.NoStamp && !(reason == timestamp.Read && stamp.ZoneSource != timestamp.ZoneConfigured) {
		stamp, reason = inZoneOfJSON(&s, stamp, s.line[start:end], reason)
	}
	return stamp, start, end, reason
}

// findUnder finds the first value under one of some keys that is a stamp.
func findUnder(s *search, names []string) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	line := s.line
	depth := 0
	inTime := 0 // the depth of an object under a key of time, 0 outside
	var key []byte
	var day wholeDay
	for at := s.head; at < len(line); {
		switch b := line[at]; b {
		case '{', '[':
			depth++
			if b == '{' && (depth == 2 && scan.IsOneOf(key, names) || inTime > 0 && depth == inTime+1 && string(key) == mongoDate) {
				inTime = depth
				if stamp, end, reason = jsonParts(s.reader, line, at); reason != timestamp.NoStamp {
					return stamp, at, end, reason
				}
				if stamp, start, end, reason = jsonPHP(s, at); reason != timestamp.NoStamp {
					return stamp, start, end, reason
				}
			}
			key = nil
			at++
		case '}', ']':
			if depth--; depth < inTime {
				inTime = 0
			}
			key = nil
			at++
		case ',':
			key = nil
			at++
		case '"':
			from := at + 1
			if at = scan.StringEnd(line, from); at < 0 {
				return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
			}
			text := line[from:at]
			at++
			if next := scan.SkipBlanks(line, at); next < len(line) && line[next] == ':' && key == nil {
				key = text
				at = next + 1
				continue
			}
			if !isOwn(names, key, depth, inTime) || inTime > 0 && read.IsPartName(key) {
				continue
			}
			if stamp, reason = s.reader.ReadText(text, &s.context); reason != timestamp.NoStamp && !day.holds(&stamp, from, text) {
				return stamp, from, from + len(text), reason
			}
			day.halved = day.halved || read.LooksLikeTimeOfDay(text)
		default:
			if scan.IsDigit(b) && isOwn(names, key, depth, inTime) && !(inTime > 0 && read.IsPartName(key)) {
				stamp, end, reason = epoch.ReadNumber(line[at:])
				if reason == timestamp.Read && at+end < len(line) && scan.EndsAt(line, at+end) {
					return stamp, at, at + end, timestamp.Read
				}
			}
			at = scan.ScalarEnd(line, at)
		}
	}
	if s.extent.Cut {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp // the time of day may stand after what is searched
	}
	return day.found()
}

// wholeDay is a date without time of day under a key of time. It is the line's stamp if no other
// key has the time of day, and else one half of a stamp in two places, which are not put together
// in a line.
type wholeDay struct {
	stamp      timestamp.Stamp
	start, end int // 0 before one was read
	halved     bool
}

// holds notes what a value under a key of time shows, and reports whether it is no stamp by itself.
func (w *wholeDay) holds(stamp *timestamp.Stamp, from int, text []byte) bool {
	if !stamp.DateOnly {
		return false
	}
	if w.end == 0 {
		w.stamp, w.start, w.end = *stamp, from, from+len(text)
	}
	return true
}

func (w *wholeDay) found() (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	if w.end == 0 || w.halved {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return w.stamp, w.start, w.end, timestamp.Read
}

// mongoDate is the key of MongoDB's extended JSON for a time, whose value may be an object again:
// {"$numberLong": "..."}.
const mongoDate = "$date"

// isOwn reports whether a value is the record's own time, by the names that its key may have.
func isOwn(names []string, key []byte, depth, inTime int) bool {
	return depth == 1 && scan.IsOneOf(key, names) || inTime > 0 && depth == inTime
}

// jsonParts reads an object of JSON that begins at a brace and holds an epoch in parts and nothing
// else. It returns where it ends.
func jsonParts(r *read.Reader, line []byte, at int) (stamp timestamp.Stamp, end int, reason timestamp.Reason) {
	first, firstValue, at, ok := jsonInteger(line, at, '{')
	second, secondValue, at, ok2 := jsonInteger(line, at, ',')
	if at = scan.SkipBlanks(line, at); !ok || !ok2 || at >= len(line) || line[at] != '}' {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	digits, swapped, ok := read.Parts(first, second)
	if !ok {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	if swapped {
		firstValue, secondValue = secondValue, firstValue
	}
	stamp, reason = r.ReadParts(firstValue, secondValue, digits)
	return stamp, at + 1, reason
}

// jsonInteger reads a member of an object after the byte that opens it, a name and a number of
// digits, in quotes or without. It returns where the member ends.
func jsonInteger(line []byte, at int, opens byte) (name []byte, value uint64, end int, ok bool) {
	d := scan.Cursor{Text: line, At: scan.SkipBlanks(line, at)}
	if !d.Skip(opens) {
		return nil, 0, at, false
	}
	if d.At = scan.SkipBlanks(line, d.At); !d.Skip('"') {
		return nil, 0, at, false
	}
	from := d.At
	if d.At = scan.StringEnd(line, from); d.At < 0 {
		return nil, 0, at, false
	}
	name = line[from:d.At]
	if d.At = scan.SkipBlanks(line, d.At+1); !d.Skip(':') {
		return nil, 0, at, false
	}
	d.At = scan.SkipBlanks(line, d.At)
	quoted := d.Skip('"')
	run := scan.DigitRun(line, d.At)
	if run == 0 || run > 18 {
		return nil, 0, at, false
	}
	for _, c := range line[d.At : d.At+run] {
		value = value*10 + uint64(c-'0')
	}
	d.At += run
	ok = d.Skip('"') == quoted
	return name, value, d.At, ok
}
