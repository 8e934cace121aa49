package filter

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
)

// Path names a value inside a record: the key of the body's map, then the keys
// of the maps below it.
type Path [][]byte

// ParsePath reads a key as users write it: a plain name, which may hold any
// byte, or a record accessor of Fluent Bit, $name['below']['further'].
func ParsePath(text string) (Path, error) {
	if !strings.HasPrefix(text, "$") {
		return plainPath(text)
	}
	name, rest, _ := strings.Cut(text[1:], "[")
	path, err := plainPath(name)
	if err != nil || len(rest) == 0 && !strings.Contains(text, "[") {
		return path, err
	}
	for _, part := range strings.Split(rest, "[") {
		key, ok := quoted(part)
		if !ok {
			return nil, fmt.Errorf("reading %s: after the first name only ['key'] may follow", text)
		}
		path = append(path, []byte(key))
	}
	return path, nil
}

func plainPath(name string) (Path, error) {
	if name == "" {
		return nil, fmt.Errorf("reading a key: it is empty")
	}
	return Path{[]byte(name)}, nil
}

// quoted takes the key out of 'key'] or "key"].
func quoted(part string) (key string, ok bool) {
	inner, ok := strings.CutSuffix(part, "]")
	if !ok || len(inner) < 3 || inner[0] != inner[len(inner)-1] {
		return "", false
	}
	return inner[1 : len(inner)-1], inner[0] == '\'' || inner[0] == '"'
}

// String writes the path as ParsePath reads it.
func (p Path) String() string {
	if len(p) == 1 {
		return string(p[0])
	}
	var s strings.Builder
	s.WriteString("$" + string(p[0]))
	for _, key := range p[1:] {
		s.WriteString("['" + string(key) + "']")
	}
	return s.String()
}

// below follows the keys after the first from the value at b[i]. It returns the
// position of the value named, or absent.
func (p Path) below(b []byte, i int) int {
	for _, key := range p[1:] {
		if i = member(b, i, key); i == absent {
			return absent
		}
	}
	return i
}

// member returns the position of the value that key has in the map at b[i], or
// absent where there is no map or no such key. Of equal keys the first counts.
func member(b []byte, i int, key []byte) int {
	for name, value := range pairsAt(b, i) {
		if bytes.Equal(name, key) {
			return value
		}
	}
	return absent
}

// pairsAt yields the keys of the map at b[i] that are strings, and where their values begin, up to what
// is malformed.
func pairsAt(b []byte, i int) iter.Seq2[[]byte, int] {
	return func(yield func([]byte, int) bool) {
		pairs, at, _ := mapAt(b, i)
		for ; pairs > 0 && at >= 0; pairs-- {
			name, value, isString := stringAt(b, at)
			if !isString {
				value = skip(b, at)
			}
			if value < 0 || isString && !yield(name, value) {
				return
			}
			at = skip(b, value)
		}
	}
}
