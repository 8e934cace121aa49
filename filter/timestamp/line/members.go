package line

import (
	"bytes"
	"iter"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/keys"
)

// members yields the keys on the top level of the object that begins at line[head], as they are
// written, and where their values begin: at the end of a line that is cut there.
func members(line []byte, head int) iter.Seq2[[]byte, int] {
	return func(yield func([]byte, int) bool) {
		depth := 0
		for at := head; at < len(line); at++ {
			switch line[at] {
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return
				}
			case '"':
				key := at + 1
				if at = scan.StringEnd(line, key); at < 0 {
					return
				}
				next := scan.SkipBlanks(line, at+1)
				if depth == 1 && next < len(line) && line[next] == ':' && !yield(line[key:at], scan.SkipBlanks(line, next+1)) {
					return
				}
			}
		}
	}
}

// memberAt returns where the value begins that a path leads to from the object at line[head], 0 where
// it leads nowhere. Of equal keys the last counts.
func memberAt(line []byte, head int, path [][]byte) (at int) {
	at = head
	for _, name := range path {
		from := at
		if at = 0; line[from] != '{' {
			return 0
		}
		for key, value := range members(line, from) {
			if value < len(line) && bytes.Equal(key, name) {
				at = value
			}
		}
		if at == 0 {
			return 0
		}
	}
	return at
}

// readPaths reads the value at the first of the paths in Bounds that has a stamp. A date alone is
// none.
func (s *search) readPaths(o *object) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	for _, path := range s.bounds.Paths {
		if at := memberAt(s.line, s.head, path); at > 0 {
			if stamp, start, end, reason = s.readZoned(o, at); reason != timestamp.NoStamp && !stamp.DateOnly {
				return stamp, start, end, reason
			}
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

// entry returns what the members of the object that begins at line[head] tell of it.
func (o *object) entry(line []byte, head int) *keys.Entry {
	if o.told {
		return &o.members
	}
	o.told = true
	for key, value := range members(line, head) {
		var text []byte
		if value < len(line) {
			text, _, _ = o.text(value)
		}
		o.members.Note(key, text)
	}
	return &o.members
}

// isOwn reports whether the time at a place of an object needs no evidence to be the line's.
func (s *search) isOwn(o *object, p place) bool {
	step := p.priority.step()
	switch {
	case s.context.Said:
		return false
	case step.Trust == keys.Line || !keys.MayBeOthers(step, p.priority.name()):
		return true
	}
	return o.entry(s.line, s.head).Owns(step, p.priority.container(), p.priority.name())
}
