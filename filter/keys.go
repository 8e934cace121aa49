package filter

import "bytes"

// keyTable holds the names of all keys of the body that an instance has a use for, so that one walk
// over the body finds them all. Each has a slot; slot 0 is no key's.
type keyTable struct {
	names   [][]byte
	anyCase []bool   // by slot: it is for the other spellings of the name
	others  []int    // by slot: the slot for other spellings that the name itself belongs to, or none
	roles   []uint64 // by slot: bits of the roles that begin with the name

	// firsts[c] has bit n%32 set for each name of n bytes that begins with c, lasts[c] for each
	// that ends with c. Together they rule out nearly all other keys of a record.
	firsts, lasts [256]uint32

	// Slots by the hash of the name, and from each slot to the next of the same hash. Most keys
	// that pass the first test by chance meet none: no bytes are compared.
	first [256]uint16
	next  []uint16
}

// none is the slot that no key has.
const none = 0

func newKeyTable() (t keyTable) {
	t.grow(nil, none)
	return t
}

// keyHash mixes what is known of a name, which must not be empty, without reading it. It is the
// same in any case.
func keyHash(name []byte) uint8 {
	return (name[0]|0x20)*5 ^ (name[len(name)-1]|0x20)*3 + uint8(len(name))<<4
}

// add returns the slot of name, which it makes if there is none. An empty name is no key's.
func (t *keyTable) add(name []byte) int {
	known := t.slot(name)
	if known != none && !t.anyCase[known] || len(name) == 0 {
		return known
	}
	slot, first := t.grow(name, known), &t.first[keyHash(name)]
	t.next[slot], *first = *first, uint16(slot)
	t.mark(name, func(c byte) byte { return c })
	return slot
}

// addOthers returns a new slot for the spellings of name that differ from it in case. It comes
// after the names as they are, which are thus found first.
func (t *keyTable) addOthers(name []byte) int {
	slot := t.grow(name, none)
	t.anyCase[slot] = true
	last := &t.first[keyHash(name)]
	for *last != 0 {
		last = &t.next[*last]
	}
	*last = uint16(slot)
	t.mark(name, toLower)
	t.mark(name, toUpper)
	return slot
}

// mark sets the bits of a name whose bytes are in a case.
func (t *keyTable) mark(name []byte, inCase func(byte) byte) {
	bit := uint32(1) << (len(name) % 32)
	t.firsts[inCase(name[0])] |= bit
	t.lasts[inCase(name[len(name)-1])] |= bit
}

func (t *keyTable) grow(name []byte, others int) (slot int) {
	t.names, t.anyCase = append(t.names, name), append(t.anyCase, false)
	t.others, t.roles, t.next = append(t.others, others), append(t.roles, 0), append(t.next, 0)
	return len(t.names) - 1
}

// slot returns the slot of name as it is, else the one that other spellings of it share, or none.
func (t *keyTable) slot(name []byte) int {
	if len(name) == 0 {
		return none
	}
	slot := t.first[keyHash(name)]
	for slot != none && !bytes.Equal(t.names[slot], name) && !(t.anyCase[slot] && equalFold(t.names[slot], name)) {
		slot = t.next[slot]
	}
	return int(slot)
}

// equalFold reports whether two names are the same but for the case of ASCII letters.
func equalFold(a, b []byte) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if toLower(a[i]) != toLower(b[i]) {
			return false
		}
	}
	return true
}

func toLower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}

func toUpper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c &^ 0x20
	}
	return c
}

// absent is the position of a key that the record does not have. It is that of
// the first event's header, where no value can begin.
const absent = 0

// places is where the values of the known keys of one record begin.
type places struct {
	at    []int  // by slot, or absent
	noted []int  // the slots that are not absent
	roles uint64 // bits of the roles whose first key is there

	repeated bool // a known key is there more than once
}

func newPlaces(slots int) places {
	return places{at: make([]int, slots), noted: make([]int, 0, slots)}
}

func (p *places) forget() {
	for _, slot := range p.noted {
		p.at[slot] = absent
	}
	p.noted, p.roles, p.repeated = p.noted[:0], 0, false
}

// note keeps where the value of a key begins, if the key, which ends there, is known. Of equal keys
// the last counts, as with what writes and reads JSON; of spellings of one name the first.
func (t *keyTable) note(b, name []byte, value int, found *places) {
	for slot := t.slot(name); slot != none; slot = t.others[slot] {
		switch at := found.at[slot]; {
		case at == absent:
			found.noted = append(found.noted, slot)
			found.at[slot] = value
			found.roles |= t.roles[slot]
		case at >= len(name) && bytes.Equal(b[at-len(name):at], name):
			found.at[slot], found.repeated = value, true
		}
	}
}

// locate walks once over the map at b[body], which must be one, and notes where the values of known
// keys begin. It returns the position after the map, -1 where it is malformed. The short keys and
// values that nearly all of a record consists of are stepped over without a call to skip.
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
		} else if value = at + 1 + int(lead&31); value < len(b) && t.firsts[b[at+1]]&t.lasts[b[value-1]]>>(lead&31)&1 != 0 {
			t.note(b, b[at+1:value], value, found)
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
	t.note(b, name, value, found)
	return value
}

// keyBefore returns the name of the key whose value begins at a position, nil where that is no value
// of the map whose pairs begin at first, or its key is no string.
func keyBefore(b []byte, pairs, first, position int) []byte {
	for at := first; pairs > 0 && at <= position; pairs-- {
		name, value, isString := stringAt(b, at)
		if !isString {
			value = skip(b, at)
		}
		if value == position {
			return name
		}
		at = skip(b, value)
	}
	return nil
}
