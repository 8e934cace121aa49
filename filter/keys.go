package filter

import "bytes"

// keyTable holds the names of all keys of the body that an instance has a use
// for, so that one walk over the body finds them all. Each has a slot.
type keyTable struct {
	names [][]byte
	roles []uint64 // by slot: bits of the roles that begin with the name

	// lengths[c] has bit n%32 set for each name of n bytes that begins with c.
	// Most keys of a record are told by it to be of no use.
	lengths [256]uint32

	// Slots by the hash of the name, and from each slot to the next of the same
	// hash; 0 where there is none, else the slot and one more. Nearly all keys
	// that pass the first test meet a 0: no bytes are compared.
	first [256]uint16
	next  []uint16
}

// keyHash mixes what costs nothing to know of a name that is not empty.
func keyHash(name []byte) uint8 {
	return name[0]*5 ^ name[len(name)-1]*3 + uint8(len(name))<<4
}

// add returns the slot of name, which it makes if there is none. An empty name
// is no key's.
func (t *keyTable) add(name []byte) int {
	if slot := t.slot(name); slot >= 0 {
		return slot
	}
	slot := len(t.names)
	t.names, t.roles = append(t.names, name), append(t.roles, 0)
	t.next = append(t.next, 0)
	if len(name) > 0 {
		hash := keyHash(name)
		t.next[slot], t.first[hash] = t.first[hash], uint16(slot+1)
		t.lengths[name[0]] |= 1 << (len(name) % 32)
	}
	return slot
}

// slot returns the slot of name, or -1.
func (t *keyTable) slot(name []byte) int {
	if len(name) == 0 {
		return -1
	}
	for s := t.first[keyHash(name)]; s != 0; s = t.next[s-1] {
		if slot := int(s - 1); bytes.Equal(t.names[slot], name) {
			return slot
		}
	}
	return -1
}

// absent is the position of a key that the record does not have. It is that of
// the first event's header, where no value can begin.
const absent = 0

// places is where the known keys of one record have their values.
type places struct {
	at    []int  // by slot, or absent
	noted []int  // the slots whose place is not absent
	roles uint64 // bits of the roles whose first key is there
}

func newPlaces(slots int) places {
	return places{at: make([]int, slots), noted: make([]int, 0, slots)}
}

func (p *places) forget() {
	for _, slot := range p.noted {
		p.at[slot] = absent
	}
	p.noted, p.roles = p.noted[:0], 0
}

// note sets the place of a known key. Of equal keys the first counts.
func (t *keyTable) note(name []byte, value int, found *places) {
	if slot := t.slot(name); slot >= 0 && found.at[slot] == absent {
		found.noted = append(found.noted, slot)
		found.at[slot] = value
		found.roles |= t.roles[slot]
	}
}

// locate walks the map at b[body], which is one, once and notes where the values of known keys
// begin. It returns the position after the map, -1 where it is malformed.
//
// The short keys and values that nearly all of a record consists of are stepped
// over here: half of the time that calling skip for each of them takes.
func (t *keyTable) locate(b []byte, body int, found *places) (end int) {
	pairs, at := int(b[body]&15), body+1
	if b[body] == map32 && len(b)-body > 5 && b[body+1]|b[body+2]|b[body+3] == 0 { // as Fluent Bit writes it
		pairs, at = int(b[body+4]), body+5
	} else if b[body]&^15 != fixmap {
		if pairs, at, _ = mapAt(b, body); at < 0 {
			return -1
		}
	}
	for ; pairs > 0; pairs-- {
		if at >= len(b) {
			return -1
		}
		value, lead := 0, b[at]
		if lead&^31 != fixstr {
			value = t.locateLong(b, at, found)
		} else if value = at + 1 + int(lead&31); value < len(b) && t.lengths[b[at+1]]>>(lead&31)&1 != 0 {
			t.note(b[at+1:value], value, found)
		}
		if uint(value) >= uint(len(b)) {
			return -1
		}
		if lead = b[value]; lead&^31 == fixstr {
			at = value + 1 + int(lead&31)
		} else if size := wholes[lead]; size > 0 {
			at = value + int(size)
		} else if lead == str8 && value+1 < len(b) {
			at = value + 2 + int(b[value+1])
		} else if at = skipAll(b, value); at < 0 {
			return -1
		}
	}
	if at > len(b) {
		return -1
	}
	return at
}

// locateLong is for a key at b[at] of more than 31 bytes, or that is no string.
// It returns where its value begins, or -1.
func (t *keyTable) locateLong(b []byte, at int, found *places) (value int) {
	name, value, isString := stringAt(b, at)
	if !isString {
		return skip(b, at)
	}
	t.note(name, value, found)
	return value
}
