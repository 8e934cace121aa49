package line

import (
	"bytes"

	"timesync/filter/timestamp/entry"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/keys"
	"timesync/filter/timestamp/read"
)

// object is what one walk over a JSON object, over pairs or XML finds: where the values of known keys
// stand, on its top level and in its containers. It allocates nothing.
type object struct {
	line   []byte
	end    int  // after the brace that ends the object, 0 where the line ends before
	event  bool // it is none of JSON but the pairs of CEF or LEEF
	count  int
	places [mostPlaces]place // in the order of the search

	told    bool // members are those of the object
	members entry.Members
}

// place is where a value begins.
type place struct {
	priority priority
	at       int32
	key      int32 // where the key begins
}

// mostPlaces is how many places of one object are kept, the first in the order of the search.
const mostPlaces = 24

// walk goes over the object that begins at the brace line[at].
func (o *object) walk(line []byte, at int) {
	o.line = line
	depth, container := 0, -1 // container: which one depth 2 is in
	for at < len(line) {
		switch line[at] {
		case '"':
			end := scan.StringEnd(line, at+1)
			if end < 0 {
				return
			}
			from := at + 1
			key := line[from:end]
			if at = end + 1; depth > 2 || depth == 2 && container < 0 {
				continue
			}
			if at = afterColon(line, at); at <= end+1 {
				continue
			}
			if m := known.mean(key); m != nil && at < len(line) {
				o.note(m.priorityIn(container), from, key, at)
				if depth == 1 && line[at] == '{' {
					container = m.container
				}
			}
		case '{', '[':
			depth++
			at++
		case '}', ']':
			at++
			if depth--; depth == 1 {
				container = -1
			} else if depth == 0 {
				o.end = at
				return
			}
		default:
			at++
		}
	}
}

// afterColon returns where the value begins whose key ends before line[at], or at where no colon
// follows.
func afterColon(line []byte, at int) int {
	colon := at
	if colon < len(line) && line[colon] != ':' {
		colon = scan.SkipBlanks(line, colon)
	}
	if colon >= len(line) || line[colon] != ':' {
		return at
	}
	if colon++; colon < len(line) && line[colon] <= ' ' {
		colon = scan.SkipBlanks(line, colon)
	}
	return colon
}

// note keeps a place in the order of the search. Of equal keys the last counts, as with what reads
// JSON; of spellings of one name the first, and so of pairs and XML (key is nil).
func (o *object) note(r priority, from int, key []byte, at int) {
	if r == unranked {
		return
	}
	i := o.count
	for i > 0 && o.places[i-1].priority > r {
		i--
	}
	if i > 0 && o.places[i-1].priority == r {
		if before := &o.places[i-1]; key != nil && bytes.HasPrefix(o.line[before.key:], key) {
			before.at, before.key = int32(at), int32(from)
		}
		return
	}
	if i == mostPlaces {
		return
	}
	o.count = min(o.count+1, mostPlaces)
	copy(o.places[i+1:o.count], o.places[i:o.count-1])
	o.places[i] = place{r, int32(at), int32(from)}
}

// timeOfDay returns the text under the first key on the top level that is a time of day, nil where
// there is none.
func (o *object) timeOfDay() []byte {
	for _, p := range o.places[:o.count] {
		if step := p.priority.step(); step.Place != keys.Top || step.Trust == keys.Line {
			continue
		}
		if text, _, ok := o.text(int(p.at)); ok && read.LooksLikeTimeOfDay(text) {
			return text
		}
	}
	return nil
}

// entry returns what the members of the object that begins at line[head] tell of it.
func (o *object) entry(line []byte, head int) *entry.Members {
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

// text returns the string that begins at line[at], without its quotes and as it is written, and
// where its text begins. ok is false where no whole string stands there.
func (o *object) text(at int) (text []byte, from int, ok bool) {
	if o.line[at] != '"' {
		return nil, 0, false
	}
	end := scan.StringEnd(o.line, at+1)
	if end < 0 {
		return nil, 0, false
	}
	return o.line[at+1 : end], at + 1, true
}

// isRest reports whether an object is all that follows in its line, as far as that is seen.
func (o *object) isRest() bool {
	return o.end == 0 || scan.SkipBlanks(o.line, o.end) == len(o.line)
}
