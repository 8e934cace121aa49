package line

import (
	"unicode/utf8"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
)

// readInner reads the stamp of a raw line that is a string of an object, as a record's is read. The
// place is that in the line around it.
func readInner(s *search, o *object, at int) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	text, from, ok := o.text(at)
	if !ok || s.inner == nil {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	inner := search{reader: s.reader, context: s.context, bounds: s.bounds}
	inner.context.Said = s.context.Said || o.entry(s.line, s.head).Is()
	stamp, start, end, reason = s.inner(inner, s.reader.UnescapeLine(text))
	if reason == timestamp.NoStamp {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return stamp, from + escapedAt(text, start), from + escapedAt(text, end), reason
}

// escapedAt returns the index in the text of a JSON string of what has an index in what that stands
// for.
func escapedAt(text []byte, index int) (at int) {
	for index > 0 && at < len(text) {
		if text[at] != '\\' {
			at++
			index--
			continue
		}
		r, end := scan.Escaped(text, at)
		at = end
		index -= max(1, utf8.RuneLen(r))
	}
	return at
}
