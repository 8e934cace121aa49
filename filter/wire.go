package filter

import "encoding/binary"

// This file knows the msgpack wire format as far as walking needs it: what the
// first byte of an object says about its size. Decoding of scalars and writing
// is left to github.com/tinylib/msgp.

// sizing says how the size of an object follows from its first byte.
type sizing uint8

const (
	sizeFixed   sizing = iota // head bytes are all of it, or its header and a fixed number of children
	sizeBytes8                // a length of 1, 2 or 4 bytes follows, then that many bytes
	sizeBytes16               //
	sizeBytes32               //
	sizeExt8                  // the same with one byte of extension type between
	sizeExt16                 //
	sizeExt32                 //
	sizeArray16               // a count of 2 or 4 bytes follows, then that many objects
	sizeArray32               //
	sizeMap16                 // the same with two objects, key and value, each
	sizeMap32                 //
	sizeInvalid               // 0xc1, never used
)

// kind is what an object is, as far as a search for timestamps cares.
type kind uint8

const (
	kindOther kind = iota // nil, bool, bin
	kindInt
	kindUint
	kindFloat
	kindString
	kindArray
	kindMap
	kindExt
)

// lead describes one first byte. Four bytes an entry, so that the whole table
// is 1 KiB and stays in the first-level cache.
type lead struct {
	sizing   sizing
	kind     kind
	head     uint8 // bytes up to the payload; for sizeFixed all of them but its children
	children uint8 // objects that follow the header of a fixarray or fixmap
}

// leads is filled once by readable rules and only read afterwards.
var leads = makeLeads()

func makeLeads() (t [256]lead) {
	for b := 0x00; b <= 0xff; b++ {
		switch {
		case b <= 0x7f, b >= 0xe0: // fixint
			t[b] = lead{sizeFixed, kindInt, 1, 0}
		case b <= 0x8f: // fixmap
			t[b] = lead{sizeFixed, kindMap, 1, uint8(b&0x0f) * 2}
		case b <= 0x9f: // fixarray
			t[b] = lead{sizeFixed, kindArray, 1, uint8(b & 0x0f)}
		case b <= 0xbf: // fixstr
			t[b] = lead{sizeFixed, kindString, 1 + uint8(b&0x1f), 0}
		}
	}
	for b, l := range map[byte]lead{
		0xc0: {sizeFixed, kindOther, 1, 0}, // nil
		0xc1: {sizeInvalid, kindOther, 1, 0},
		0xc2: {sizeFixed, kindOther, 1, 0}, // false
		0xc3: {sizeFixed, kindOther, 1, 0}, // true
		0xc4: {sizeBytes8, kindOther, 2, 0},
		0xc5: {sizeBytes16, kindOther, 3, 0},
		0xc6: {sizeBytes32, kindOther, 5, 0},
		0xc7: {sizeExt8, kindExt, 3, 0},
		0xc8: {sizeExt16, kindExt, 4, 0},
		0xc9: {sizeExt32, kindExt, 6, 0},
		0xca: {sizeFixed, kindFloat, 5, 0},
		0xcb: {sizeFixed, kindFloat, 9, 0},
		0xcc: {sizeFixed, kindUint, 2, 0},
		0xcd: {sizeFixed, kindUint, 3, 0},
		0xce: {sizeFixed, kindUint, 5, 0},
		0xcf: {sizeFixed, kindUint, 9, 0},
		0xd0: {sizeFixed, kindInt, 2, 0},
		0xd1: {sizeFixed, kindInt, 3, 0},
		0xd2: {sizeFixed, kindInt, 5, 0},
		0xd3: {sizeFixed, kindInt, 9, 0},
		0xd4: {sizeFixed, kindExt, 3, 0},
		0xd5: {sizeFixed, kindExt, 4, 0},
		0xd6: {sizeFixed, kindExt, 6, 0},
		0xd7: {sizeFixed, kindExt, 10, 0},
		0xd8: {sizeFixed, kindExt, 18, 0},
		0xd9: {sizeBytes8, kindString, 2, 0},
		0xda: {sizeBytes16, kindString, 3, 0},
		0xdb: {sizeBytes32, kindString, 5, 0},
		0xdc: {sizeArray16, kindArray, 3, 0},
		0xdd: {sizeArray32, kindArray, 5, 0},
		0xde: {sizeMap16, kindMap, 3, 0},
		0xdf: {sizeMap32, kindMap, 5, 0},
	} {
		t[b] = l
	}
	return t
}

// First bytes that the code names.
const (
	fixmap = 0x80 // and its number of pairs, up to 15
	fixstr = 0xa0 // and its length, up to 31
	str8   = 0xd9
	str16  = 0xda
	str32  = 0xdb
	map16  = 0xde
	map32  = 0xdf
)

// wholes has, by first byte, the length of the objects that end where it says:
// scalars, short strings, empty collections. 0 for all others.
var wholes = makeWholes()

func makeWholes() (t [256]uint8) {
	for b, l := range leads {
		if l.sizing == sizeFixed && l.children == 0 {
			t[b] = l.head
		}
	}
	return t
}

// skip returns the position after the object that begins at b[i], or -1 where
// the bytes end inside it or are no msgpack. A counter takes the place of
// recursion: no depth to limit and no stack that nested input could exhaust.
func skip(b []byte, i int) int {
	if i >= len(b) {
		return -1
	}
	// Nearly all objects end where their first bytes say.
	end := i + int(wholes[b[i]])
	if end == i && b[i] == str8 && i+1 < len(b) {
		end = i + 2 + int(b[i+1])
	}
	switch {
	case end == i:
		return skipAll(b, i)
	case end > len(b):
		return -1
	}
	return end
}

// skipAll is skip for every object. The profile would have it in the loop that calls it, whose own
// values would then not stay in registers.
//
//go:noinline
func skipAll(b []byte, i int) int {
	for todo := 1; todo > 0; todo-- {
		if i >= len(b) {
			return -1
		}
		if size := wholes[b[i]]; size > 0 {
			i += int(size)
			continue
		}
		end, children := header(b, i)
		if end < 0 {
			return -1
		}
		i = end
		todo += children
	}
	if i > len(b) {
		return -1
	}
	return i
}

// header measures the object at b[i], i < len(b), without its children: the
// position after it and how many objects follow that belong to it. The position
// is -1 where the bytes end before.
func header(b []byte, i int) (end, children int) {
	l := leads[b[i]]
	head := i + int(l.head)
	if head > len(b) {
		return -1, 0
	}
	payload := uint32(0)
	switch l.sizing {
	case sizeFixed:
		return head, int(l.children)
	case sizeBytes8, sizeExt8:
		payload = uint32(b[i+1])
	case sizeBytes16, sizeExt16:
		payload = uint32(binary.BigEndian.Uint16(b[i+1:]))
	case sizeBytes32, sizeExt32:
		payload = binary.BigEndian.Uint32(b[i+1:])
	case sizeArray16:
		return head, int(binary.BigEndian.Uint16(b[i+1:]))
	case sizeArray32:
		return countedHeader(b, head, binary.BigEndian.Uint32(b[i+1:]), 1)
	case sizeMap16:
		return head, 2 * int(binary.BigEndian.Uint16(b[i+1:]))
	case sizeMap32:
		return countedHeader(b, head, binary.BigEndian.Uint32(b[i+1:]), 2)
	default:
		return -1, 0
	}
	if uint64(payload) > uint64(len(b)-head) {
		return -1, 0
	}
	return head + int(payload), 0
}

// countedHeader refuses a count that the rest of b cannot hold (each object
// takes a byte), which also keeps it inside an int everywhere.
func countedHeader(b []byte, head int, count uint32, each uint64) (end, children int) {
	if uint64(count)*each > uint64(len(b)-head) {
		return -1, 0
	}
	return head, int(count) * int(each)
}

// mapAt returns how many pairs the map at b[i] has and where the first begins;
// ok is false where there is no map.
func mapAt(b []byte, i int) (pairs, first int, ok bool) {
	return collection(b, i, kindMap, 1)
}

// arrayAt does the same for an array.
func arrayAt(b []byte, i int) (count, first int, ok bool) {
	return collection(b, i, kindArray, 0)
}

// collection measures a map or an array, in which 1<<pairing objects count as
// one: a shift, since a division costs more than all the rest of it.
func collection(b []byte, i int, want kind, pairing uint) (count, first int, ok bool) {
	if i >= len(b) || leads[b[i]].kind != want {
		return 0, 0, false
	}
	if l := leads[b[i]]; l.sizing == sizeFixed {
		return int(l.children) >> pairing, i + 1, true
	}
	first, children := header(b, i)
	return children >> pairing, first, first >= 0
}

// stringAt returns the bytes of the string at b[i], which alias b, and the
// position after it; ok is false where there is no string.
func stringAt(b []byte, i int) (s []byte, end int, ok bool) {
	if i < len(b) && b[i]&0xe0 == fixstr { // a fixstr: as nearly all keys are
		if end = i + 1 + int(b[i]&0x1f); end > len(b) {
			return nil, 0, false
		}
		return b[i+1 : end], end, true
	}
	return longStringAt(b, i)
}

// longStringAt is stringAt for strings of every size class.
func longStringAt(b []byte, i int) (s []byte, end int, ok bool) {
	if i >= len(b) || leads[b[i]].kind != kindString {
		return nil, 0, false
	}
	end, _ = header(b, i)
	if end < 0 {
		return nil, 0, false
	}
	if l := leads[b[i]]; l.sizing != sizeFixed {
		return b[i+int(l.head) : end], end, true
	}
	return b[i+1 : end], end, true
}
