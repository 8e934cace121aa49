package filter

import (
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
	first, quote := end-len(raw), ""
	if isBareJSON(w.src, first, n.value) {
		quote = `"`
	}
	w.replace(n.line, first)
	w.dst = appendStringHeader(w.dst, w.src[n.line], len(raw)-(n.end-n.value)+len(e.written)+2*len(quote))
	w.replace(n.value, n.end)
	w.dst = append(append(append(w.dst, quote...), e.written...), quote...)
}

// byteOrderMark is what the first line of a file may begin with.
const byteOrderMark = "\ufeff"

// isBareJSON reports whether what begins at b[value] is a value without quotes in a line that
// begins at b[first] and is a JSON object.
func isBareJSON(b []byte, first, value int) bool {
	if string(b[first:min(first+len(byteOrderMark), value)]) == byteOrderMark {
		first += len(byteOrderMark)
	}
	for first < value && (b[first] == ' ' || b[first] == '\t') {
		first++
	}
	return b[first] == '{' && (value == first || b[value-1] != '"')
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
