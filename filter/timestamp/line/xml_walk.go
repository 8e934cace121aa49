package line

import (
	"bytes"

	"timesync/filter/timestamp/internal/scan"
)

// isXML reports whether a line is XML by how its text begins: a declaration, or the name of an
// element. A priority is a number.
func isXML(line []byte, head int) bool {
	return head+1 < len(line) && line[head] == '<' && (line[head+1] == '?' || scan.IsLetter(line[head+1]))
}

// walkXML notes where times begin that stand in attributes and elements of known names:
// <TimeCreated SystemTime='2024-06-14T10:11:12Z'/> of Windows, <GMTTime>2024-06-14T10:11:12</GMTTime>.
// Of the root all its attributes are its own. Deeper the names of one word are too many things'.
func (o *object) walkXML(line []byte, head int) {
	o.line = line
	for at, depth := head, 0; ; {
		length := bytes.IndexByte(line[at:], '<')
		if length < 0 {
			return
		}
		at += length + 1
		if at == len(line) {
			return
		}
		if line[at] == '/' || line[at] == '?' || line[at] == '!' {
			if line[at] == '/' {
				depth--
			}
			continue
		}
		depth++
		from := at
		at = nameEnd(line, at)
		name := line[from:at]
		if at = o.walkAttributes(line, at, depth); at >= len(line) {
			return
		}
		if line[at-1] == '/' {
			depth--
		} else {
			o.noteXML(name, scan.SkipBlanks(line, at+1), depth)
		}
	}
}

// walkAttributes notes the attributes of an element whose name ends before line[at], and returns
// where it ends.
func (o *object) walkAttributes(line []byte, at, depth int) int {
	for at < len(line) && line[at] != '>' {
		if line[at] != '"' && line[at] != '\'' {
			at++
			continue
		}
		end := bytes.IndexByte(line[at+1:], line[at])
		if end < 0 {
			return len(line)
		}
		if key := attributeBefore(line, at); key != nil {
			o.noteXML(key, at+1, depth)
		}
		at += end + 2
	}
	return at
}

// attributeBefore returns the name of the attribute whose value begins at the quote line[at].
func attributeBefore(line []byte, at int) []byte {
	end := scan.SkipBlanksBack(line, at-1)
	if end < 0 || line[end] != '=' {
		return nil
	}
	end = scan.SkipBlanksBack(line, end-1) + 1
	from := end
	for from > 0 && scan.IsWord(line[from-1]) {
		from--
	}
	return line[from:end]
}

func (o *object) noteXML(name []byte, at, depth int) {
	m := known.mean(name)
	if m == nil || m.name < 0 || at >= len(o.line) || depth > 1 && !m.severalWords {
		return
	}
	o.note(m.priorityIn(-1), at, nil, at)
}

func nameEnd(line []byte, at int) int {
	for at < len(line) && !scan.IsSpace(line[at]) && line[at] != '>' && line[at] != '/' {
		at++
	}
	return at
}
