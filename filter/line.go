package filter

import (
	"bytes"
	"encoding/binary"
	"math"
)

// spliceLine writes the timestamp over the stamp inside its raw line, whose string grows or shrinks
// by the difference. A stamp of a JSON line that stood there without quotes, a number or an object,
// gets them.
func (e *emitter) spliceLine(r *record) {
	w, n := &r.out, &r.finding
	raw, end, _ := stringAt(w.src, n.line)
	if string(w.src[n.value:n.end]) == string(e.written) {
		return
	}
	first := end - len(raw)
	quote := missingQuote(w.src[first:n.value])
	w.replace(n.line, first)
	w.dst = appendStringHeader(w.dst, w.src[n.line], len(raw)-(n.end-n.value)+len(e.written)+2*len(quote))
	w.replace(n.value, n.end)
	w.dst = append(append(append(w.dst, quote...), e.written...), quote...)
}

// missingQuote returns the quote that a text needs in the place of a value of JSON which has none,
// by the line before that value: the key and a colon. Where the JSON stands in a string itself its
// quotes are escaped. A stamp of a text needs none.
func missingQuote(before []byte) string {
	at := bytes.TrimRight(before, " \t")
	key, keyed := bytes.CutSuffix(at, []byte(`:`))
	key = bytes.TrimRight(key, " \t")
	switch {
	case !keyed || bytes.IndexByte(before, '{') < 0:
		return ""
	case bytes.HasSuffix(key, []byte(`\"`)):
		return `\"`
	case bytes.HasSuffix(key, []byte(`"`)):
		return `"`
	}
	return ""
}

// appendStringHeader keeps the size class of the header that began with lead, unless the length no
// longer fits.
func appendStringHeader(dst []byte, lead byte, length int) []byte {
	switch {
	case lead == str32 || length > math.MaxUint16:
		return binary.BigEndian.AppendUint32(append(dst, str32), uint32(length))
	case lead == str16 || length > math.MaxUint8:
		return binary.BigEndian.AppendUint16(append(dst, str16), uint16(length))
	case lead == str8 || length > 31:
		return append(dst, str8, byte(length))
	}
	return append(dst, fixstr|byte(length))
}
