package filter

import (
	"encoding/binary"
	"math"
)

// spliceLine writes the timestamp over the stamp inside its raw line, whose string grows or shrinks by the difference. A stamp
// of a JSON line that stood there without quotes, a number or an object, gets them.
func (f *Filter) spliceLine(w *splicer, hit *found) {
	line, end, _ := stringAt(w.src, hit.line)
	if string(w.src[hit.value:hit.end]) == string(f.text) {
		return
	}
	quotes := 0
	if isBareJSON(w.src, end-len(line), hit) {
		quotes = len(`""`)
	}
	w.replace(hit.line, end-len(line))
	w.dst = appendStringHeader(w.dst, w.src[hit.line], len(line)-(hit.end-hit.value)+len(f.text)+quotes)
	w.replace(hit.value, hit.end)
	if quotes > 0 {
		w.dst = append(append(append(w.dst, '"'), f.text...), '"')
		return
	}
	w.dst = append(w.dst, f.text...)
}

// isBareJSON tells whether the stamp is a value without quotes of a line that is a JSON object.
func isBareJSON(b []byte, first int, hit *found) bool {
	for first < hit.value && (b[first] == ' ' || b[first] == '\t') {
		first++
	}
	return b[first] == '{' && (hit.value == first || b[hit.value-1] != '"')
}

// appendStringHeader keeps the size class of the header that began with lead, unless the length no longer fits.
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
