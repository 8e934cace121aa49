package filter

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/tinylib/msgp/msgp"
)

// splicer copies src to dst and replaces pieces on the way. It remembers how far
// it has copied, so that a span in which nothing changes costs one copy.
type splicer struct {
	src, dst []byte
	copied   int
	edits    int // pieces replaced
}

// copyTo copies what lies before src[i].
func (w *splicer) copyTo(i int) {
	w.dst = append(w.dst, w.src[w.copied:i]...)
	w.copied = i
}

// reserve returns dst with room for so many bytes more, which are within its length.
func (w *splicer) reserve(n int) []byte {
	if cap(w.dst)-len(w.dst) < n {
		w.dst = slices.Grow(w.dst, n)
	}
	return w.dst[:len(w.dst)+n]
}

// replace leaves out src[from:to]; what the caller then appends to dst takes
// its place.
func (w *splicer) replace(from, to int) {
	w.copyTo(from)
	w.copied = to
	w.edits++
}

// growMap replaces the header of the map at src[i] by one with added more
// pairs. The size class stays unless the count no longer fits.
func (w *splicer) growMap(i, added int) {
	pairs, first, _ := mapAt(w.src, i)
	w.replace(i, first)
	w.dst = appendMapHeader(w.dst, w.src[i], pairs+added)
}

func appendMapHeader(dst []byte, lead byte, pairs int) []byte {
	switch {
	case lead == map32 || pairs > math.MaxUint16:
		return binary.BigEndian.AppendUint32(append(dst, map32), uint32(pairs))
	case lead == map16 || pairs > 15:
		return binary.BigEndian.AppendUint16(append(dst, map16), uint16(pairs))
	}
	return msgp.AppendMapHeader(dst, uint32(pairs))
}
