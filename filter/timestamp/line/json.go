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
func findJSON(r *read.Reader, line []byte, head int, e Extent, c *read.Context) (st timestamp.Stamp, start, end int, reason timestamp.Reason) {
	st, start, end, reason = findUnder(r, ownKeys, line, head, e, c)
	if reason == timestamp.NoStamp {
		st, start, end, reason = findUnder(r, lesserKeys, line, head, e, c)
	}
	if reason == timestamp.NoStamp {
		st, start, end, reason = findUnder(r, creationKeys, line, head, e, c)
	}
	if reason != timestamp.NoStamp && !(reason == timestamp.Read && st.ZoneSource == timestamp.ZoneInStamp) {
		st, reason = inZoneOfJSON(r, line, head, st, line[start:end], reason, c)
	}
	return st, start, end, reason
}

func findUnder(r *read.Reader, names []string, line []byte, head int, e Extent, c *read.Context) (st timestamp.Stamp, start, end int, reason timestamp.Reason) {
	depth := 0
	inTime := 0 // the depth of an object under a key of time, 0 outside
	var key []byte
	var day wholeDay
	for at := head; at < len(line); {
		switch b := line[at]; b {
		case '{', '[':
			depth++
			if b == '{' && (depth == 2 && scan.IsOneOf(key, names) || inTime > 0 && depth == inTime+1 && string(key) == mongoDate) {
				inTime = depth
				if st, end, reason = jsonParts(r, line, at); reason != timestamp.NoStamp {
					return st, at, end, reason
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
			if st, reason = r.ReadText(text, c); reason != timestamp.NoStamp && !day.holds(&st, from, text) {
				return st, from, from + len(text), reason
			}
			day.halved = day.halved || read.LooksLikeTimeOfDay(text)
		default:
			if scan.IsDigit(b) && isOwn(names, key, depth, inTime) && !(inTime > 0 && read.IsPartName(key)) {
				st, end, reason = epoch.Read(line[at:], nil)
				if reason == timestamp.Read && at+end < len(line) && scan.EndsAt(line, at+end) {
					return st, at, at + end, timestamp.Read
				}
			}
			at = scan.ScalarEnd(line, at)
		}
	}
	if e.Cut {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp // the time of day may stand after
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
func (w *wholeDay) holds(st *timestamp.Stamp, from int, text []byte) bool {
	if !st.DateOnly {
		return false
	}
	if w.end == 0 {
		w.stamp, w.start, w.end = *st, from, from+len(text)
	}
	return true
}

func (w *wholeDay) found() (st timestamp.Stamp, start, end int, reason timestamp.Reason) {
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
