package filter

import (
	"bytes"
	"encoding/binary"
	"math"

	"timesync/filter/timestamp/keys"
)

// keyTable holds the names of all keys of the body that an instance has a use for, so that one walk
// over the body finds them all. Each has a slot; slot 0 is no key's.
type keyTable struct {
	keys.Table
	anyCase []bool     // by slot: it is for the other spellings of a name
	others  []int      // by slot: the slot for other spellings that the name itself belongs to, or none
	roles   []roleBits // by slot: the roles that begin with the name
	inside  []roleBits // by slot: the steps that look into a map of the name
}

// none is the slot that no key has.
const none = keys.None

func newKeyTable() (t keyTable) {
	t.grow(none)
	return t
}

// add returns the slot of name, which it makes if there is none. An empty name is no key's.
func (t *keyTable) add(name []byte) int {
	known := t.Slot(name)
	if known != none && !t.anyCase[known] || len(name) == 0 {
		return known
	}
	slot := t.grow(known)
	t.Add(name, slot, false)
	return slot
}

// addOthers returns a new slot for the spellings of a name that differ from it in case, or in how
// its words are joined. The name as it is comes before them.
func (t *keyTable) addOthers(name []byte) int {
	slot := t.grow(none)
	t.anyCase[slot] = true
	for _, spelling := range keys.Spellings(string(name)) {
		t.Add([]byte(spelling), slot, true)
	}
	return slot
}

func (t *keyTable) grow(others int) (slot int) {
	t.anyCase, t.others = append(t.anyCase, false), append(t.others, others)
	t.roles, t.inside = append(t.roles, roleBits{}), append(t.inside, roleBits{})
	return len(t.roles) - 1
}

// absent is the position of a key that the record does not have. It is that of
// the first event's header, where no value can begin.
const absent = 0

// places is where the values of the known keys of one record begin.
type places struct {
	at    []int   // by slot, or absent
	noted []int   // the slots that are not absent
	roles roleSet // the roles whose first key is there

	repeated bool // a known key is there more than once
}

func newPlaces(slots int) places {
	return places{at: make([]int, slots), noted: make([]int, 0, slots)}
}

func (p *places) forget() {
	for _, slot := range p.noted {
		p.at[slot] = absent
	}
	p.noted = p.noted[:0]
	p.roles, p.repeated = roleSet{}, false
}

// note keeps where the value of a key begins, if the key, which ends there, is known. Of equal keys
// the last counts, as with what writes and reads JSON; of spellings of one name the first. It is kept
// out of the loop that calls it, as skipAll is.
//
//go:noinline
func (t *keyTable) note(b, name []byte, value int, found *places) {
	for slot := t.Slot(name); slot != none; slot = t.others[slot] {
		switch at := found.at[slot]; {
		case at == absent:
			found.noted = append(found.noted, slot)
			found.at[slot] = value
			found.roles.unite(&t.roles[slot])
		case at >= len(name) && bytes.Equal(b[at-len(name):at], name):
			found.at[slot], found.repeated = value, true
		default:
			continue
		}
		if value < len(b) && leads[b[value]].kind == kindMap {
			found.roles.unite(&t.inside[slot])
		}
	}
}

// locate walks once over the map at b[body], which must be one, and notes where the values of known
// keys begin. It returns the position after the map, -1 where it is malformed.
func (t *keyTable) locate(b []byte, body int, found *places) (end int) {
	if head := len("\xdfNNNN"); len(b)-body >= head && b[body] == map32 { // as Fluent Bit writes it
		if pairs := binary.BigEndian.Uint32(b[body+1:]); pairs <= math.MaxUint16 {
			return t.locatePairs(b, body+head, int(pairs), found)
		}
	}
	pairs, first, _ := mapAt(b, body)
	if first < 0 {
		return -1
	}
	return t.locatePairs(b, first, pairs, found)
}

// usualPair is what tells where a pair of a short key ends: the key and the head of its value.
const usualPair = len("\xbf") + 31 + len("\xd9\xff")

// locatePairs is locate for so many pairs from b[at] on. The short keys and values that nearly all of a
// record consists of are stepped over in one piece and with one check of bounds for each pair, which
// BenchmarkRewrite/wide shows.
func (t *keyTable) locatePairs(b []byte, at, pairs int, found *places) (end int) {
	for ; pairs > 0; pairs-- {
		if end := at + usualPair; uint(end) <= uint(len(b)) {
			pair := (*[usualPair]byte)(b[at:end:end])
			if length := int(pair[0]) - fixstr; uint(length) <= 31 {
				value, lead := at+1+length, int(pair[1+length])
				if t.MayHold(pair[1], pair[length], byte(length)) {
					t.note(b, b[at+1:value], value, found)
				}
				if lead&^31 == fixstr {
					at = value + 1 + lead - fixstr
				} else if size := wholes[lead]; size > 0 {
					at = value + int(size)
				} else if lead == str8 {
					at = value + 2 + int(pair[2+length])
				} else if at = skipAll(b, value); at < 0 {
					return -1
				}
				continue
			}
		}
		if at = t.locatePair(b, at, found); at < 0 {
			return -1
		}
	}
	if at > len(b) {
		return -1
	}
	return at
}

// locatePair is locate for the pair at b[at], whatever it is.
func (t *keyTable) locatePair(b []byte, at int, found *places) (end int) {
	name, value, isString := stringAt(b, at)
	if isString {
		t.note(b, name, value, found)
	} else if value = skip(b, at); value < 0 {
		return -1
	}
	return skip(b, value)
}

// keyBefore returns the name of the key whose value begins at a position, nil where that is no value
// of the map at b[i], or its key is no string.
func keyBefore(b []byte, i, position int) []byte {
	for name, value := range pairsAt(b, i) {
		if value >= position {
			if value == position {
				return name
			}
			break
		}
	}
	return nil
}
