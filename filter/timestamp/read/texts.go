package read

import (
	"bytes"

	"timesync/filter/timestamp/internal/scan"
)

// texts are buffers for what does not stand in a line as it is meant. They are reused from line to
// line: a text holds until the next of its kind.
type texts struct{ value, line, joined []byte }

// Unescape returns what the text of a JSON string stands for, which is itself where it has no
// backslash.
func (t *texts) Unescape(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	t.value = scan.AppendUnescaped(t.value[:0], text)
	return t.value
}

// UnescapeLine is Unescape for a line whose own strings are to be unescaped.
func (t *texts) UnescapeLine(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	t.line = scan.AppendUnescaped(t.line[:0], text)
	return t.line
}

// Join returns a date and its time of day with a space between.
func (t *texts) Join(date, clock []byte) []byte {
	t.joined = append(append(scan.AppendUnescaped(t.joined[:0], date), ' '), clock...)
	return t.joined
}
