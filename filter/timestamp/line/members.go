package line

import (
	"bytes"
	"iter"

	"timesync/filter/timestamp/internal/scan"
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
