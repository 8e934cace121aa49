package line

import (
	"bytes"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
)

// Bounds say where in a line a stamp may stand, and how far in it may reach, in bytes.
type Bounds struct {
	Text int // in text
	Keys int // under a key of time: in JSON, in pairs and in XML
	// Paths are where a line that is JSON is searched first: the names of members, from its top level
	// down.
	Paths [][][]byte
}

// beyondText is how far the text is seen past its bound, so that a stamp which is cut there is not
// read by its first half: the longest forms, with a trailing zone name, are shorter.
const beyondText = 80

// FindBounded is Find within bounds. An object of JSON is searched by its keys, and so is one behind
// a header that has no stamp. The head of any other line is searched as text, and where that has no
// stamp the whole by its keys.
func FindBounded(r *read.Reader, line []byte, b Bounds, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	text := line[:min(len(line), b.Text+beyondText)]
	brace := firstBrace(text)
	if brace < 0 {
		stamp, start, end, reason = findText(r, text, Extent{Depth: b.Text, Cut: len(text) < len(line)}, c)
		if reason == timestamp.Read && stamp.ZoneSource == timestamp.ZoneConfigured && len(text) < len(line) && isPaired(line, start) {
			return findPaired(r, line, b, c)
		}
		if reason != timestamp.NoStamp || !r.OnlyAuto {
			return stamp, start, end, reason
		}
	}
	return findByKeys(search{reader: r, line: line[:min(len(line), b.Keys)], context: *c, bounds: b, inner: findInner}, text, brace)
}

// ReadHead is FindBounded for what most lines have: a stamp at their head that a fast path reads and
// that needs no other, into stamp, which must be zero. end is 0 for all other lines, and stamp is
// then of no use.
func ReadHead(r *read.Reader, line []byte, b Bounds, c *read.Context, stamp *timestamp.Stamp) (start, end int) {
	text := line[:min(len(line), b.Text+beyondText)]
	head, ok := lineHead(text)
	if !ok || head == len(text) || !r.OnlyAuto {
		return 0, 0
	}
	end = fastAt(r, text, head, c, stamp)
	if end == 0 || end > b.Text || isContinuation(text, head, end) {
		return 0, 0
	}
	return head, end
}

// findPaired is FindBounded for a line whose text has a pair with a stamp that names no zone: another
// pair, which may stand anywhere, may name it.
func findPaired(r *read.Reader, line []byte, b Bounds, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	text := line[:min(len(line), max(b.Keys, b.Text+beyondText))]
	return findText(r, text, Extent{Depth: b.Text, Cut: len(text) < len(line)}, c)
}

// findByKeys is FindBounded for a line whose text has no stamp, or in whose text a brace stands.
func findByKeys(s search, text []byte, brace int) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	if brace < 0 {
		return findKeyed(&s)
	}
	return s.findBraced(text, brace)
}

// findInner is FindBounded for a line that stands in another.
func findInner(s search, line []byte) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	text := line[:min(len(line), s.bounds.Text+beyondText)]
	s.line = line[:min(len(line), s.bounds.Keys)]
	if brace := firstBrace(text); brace >= 0 {
		return s.findBraced(text, brace)
	}
	stamp, start, end, reason = findText(s.reader, text, Extent{Depth: s.bounds.Text, Cut: len(text) < len(line)}, &s.context)
	if reason != timestamp.NoStamp || !s.reader.OnlyAuto {
		return stamp, start, end, reason
	}
	return findKeyed(&s)
}

// findBraced searches a line in whose text an object of JSON may begin.
func (s *search) findBraced(text []byte, brace int) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	whole := Extent{Depth: s.bounds.Text, Cut: len(text) < len(s.line)}
	if head, ok := lineHead(text); ok && head == brace {
		s.head = head
		if stamp, start, end, reason = findJSON(*s); reason != timestamp.NoStamp || s.reader.OnlyAuto {
			return stamp, start, end, reason
		}
		return findText(s.reader, text, whole, &s.context)
	}
	if !s.reader.OnlyAuto {
		return findText(s.reader, text, whole, &s.context)
	}
	stamp, start, end, reason = findText(s.reader, text, whole, &s.context)
	if reason != timestamp.NoStamp && start < brace {
		return stamp, start, end, reason
	}
	var o object
	if o.walk(s.line, brace); o.isRest() {
		s.head, s.behind = brace, true
		return s.readObject(&o)
	}
	if reason != timestamp.NoStamp {
		return stamp, start, end, reason
	}
	return findKeyed(s)
}

// findText searches a text, and leaves what ends beyond its bound.
func findText(r *read.Reader, text []byte, e Extent, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	stamp, start, end, reason = FindWithin(r, text, e, c)
	if end > e.Depth {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return stamp, start, end, reason
}

// firstBrace returns where an object of JSON may begin, at a brace before a quote; -1 where none
// does.
func firstBrace(text []byte) int {
	for at := 0; ; at++ {
		length := bytes.IndexByte(text[at:], '{')
		if length < 0 {
			return -1
		}
		at += length
		if next := scan.SkipBlanks(text, at+1); next < len(text) && text[next] == '"' {
			return at
		}
	}
}
