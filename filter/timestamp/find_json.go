package timestamp

// findJSON reads the stamp of a line that is a JSON object: the value of the first key of time on its top level, or in
// an object under such a key ({"t":{"$date":...}}). Stamps anywhere else are somebody else's. The line may be
// cut short.
func (r *Reader) findJSON(line []byte, head int, c *Context) (st Stamp, start, end int, why Reason) {
	st, start, end, why = r.findUnder(timeKeys[:], line, head, c)
	if why == NoStamp {
		st, start, end, why = r.findUnder(lesserKeys[:], line, head, c)
	}
	if why == NoStamp {
		st, start, end, why = r.findUnder(creationKeys[:], line, head, c)
	}
	if why != NoStamp && !(why == Read && st.ZoneSource == ZoneInStamp) {
		st, why = r.inZoneOfJSON(line, head, st, line[start:end], why, c)
	}
	return st, start, end, why
}

func (r *Reader) findUnder(names []string, line []byte, head int, c *Context) (st Stamp, start, end int, why Reason) {
	depth := 0
	inTime := 0 // the depth of an object under a key of time, 0 outside
	var key []byte
	var day wholeDay
	for at := head; at < len(line); {
		switch b := line[at]; b {
		case '{', '[':
			depth++
			if b == '{' && (depth == 2 && isOneOf(key, names) || inTime > 0 && depth == inTime+1 && string(key) == mongoDate) {
				inTime = depth
				if st, end, why = r.jsonParts(line, at); why != NoStamp {
					return st, at, end, why
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
			if at = stringEnd(line, from); at < 0 {
				return Stamp{}, 0, 0, NoStamp
			}
			text := line[from:at]
			at++
			if next := skipBlanks(line, at); next < len(line) && line[next] == ':' && key == nil {
				key = text
				at = next + 1
				continue
			}
			if !isOwn(names, key, depth, inTime) || inTime > 0 && isPartName(key) {
				continue
			}
			if st, why = r.ReadText(text, c); why != NoStamp && !day.holds(&st, from, text) {
				return st, from, from + len(text), why
			}
			day.halved = day.halved || LooksLikeTimeOfDay(text)
		default:
			if isDigit(b) && isOwn(names, key, depth, inTime) && !(inTime > 0 && isPartName(key)) {
				st, end, why = readEpoch(line[at:], nil)
				if why == Read && at+end < len(line) && endsAt(line, at+end) {
					return st, at, at + end, Read
				}
			}
			at = scalarEnd(line, at)
		}
	}
	if c.Cut {
		return Stamp{}, 0, 0, NoStamp // the time of day may stand behind
	}
	return day.found()
}

// wholeDay is a date without time of day under a key of time. It is the line's stamp if no other key has the time of day, and
// else one half of a stamp in two places, which are not put together in a line.
type wholeDay struct {
	stamp      Stamp
	start, end int // 0 before one was read
	halved     bool
}

// holds notes what a value under a key of time shows, and says whether it is no stamp by itself.
func (w *wholeDay) holds(st *Stamp, from int, text []byte) bool {
	if !st.DateOnly {
		return false
	}
	if w.end == 0 {
		w.stamp, w.start, w.end = *st, from, from+len(text)
	}
	return true
}

func (w *wholeDay) found() (st Stamp, start, end int, why Reason) {
	if w.end == 0 || w.halved {
		return Stamp{}, 0, 0, NoStamp
	}
	return w.stamp, w.start, w.end, Read
}

// mongoDate is the key of MongoDB's extended JSON for a time, whose value may be an object again: {"$numberLong": "..."}.
const mongoDate = "$date"

// isOwn says whether a value is the record's own time, by the names that its key may have.
func isOwn(names []string, key []byte, depth, inTime int) bool {
	return depth == 1 && isOneOf(key, names) || inTime > 0 && depth == inTime
}

// stringEnd returns the place of the quote that ends a JSON string, -1 where the line ends first.
func stringEnd(line []byte, at int) int {
	for ; at < len(line); at++ {
		switch line[at] {
		case '"':
			return at
		case '\\':
			at++
		}
	}
	return -1
}

// scalarEnd returns the place behind a byte or a number.
func scalarEnd(line []byte, at int) int {
	end := at + 1
	for end < len(line) && (isDigit(line[end]) || line[end] == '.') && isDigit(line[at]) {
		end++
	}
	return end
}

func skipBlanks(line []byte, at int) int {
	for at < len(line) && isSpace(line[at]) {
		at++
	}
	return at
}
