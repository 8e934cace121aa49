package line

import (
	"iter"

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

// entry returns what the members of the object that begins at line[head] tell of it.
func (o *object) entry(line []byte, head int) *keys.Entry {
	if o.told {
		return &o.members
	}
	o.told = true
	for key, value := range members(line, head) {
		o.members.Note(key, value < len(line) && line[value] == '"')
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
	return o.entry(s.line, s.head).Owns(step, p.priority.name())
}
