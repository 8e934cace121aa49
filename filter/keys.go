package filter

import "bytes"

// keyTable holds the names of all keys of the body that an instance has a use
// for, so that one walk over the body finds them all. Each has a slot.
type keyTable struct {
	names    [][]byte
	byLength [maxKeyLength + 1][]int // slots of the names of that length

	// lengths[c] has bit n%32 set for each name of n bytes that begins with c.
	// Most keys of a record are told by it to be of no use, without comparing
	// bytes: it takes a fifth off the walk over a record of six keys.
	lengths [256]uint32
}

// Longer names than this are not looked for; ParsePath's callers check it.
const maxKeyLength = 255

// add returns the slot of name, which it makes if there is none.
func (t *keyTable) add(name []byte) int {
	if slot := t.slot(name); slot >= 0 {
		return slot
	}
	slot := len(t.names)
	t.names = append(t.names, name)
	t.byLength[len(name)] = append(t.byLength[len(name)], slot)
	if len(name) > 0 {
		t.lengths[name[0]] |= 1 << (len(name) % 32)
	}
	return slot
}

// mayKnow tells whether a key that is not empty may be in the table.
func (t *keyTable) mayKnow(name []byte) bool {
	return t.lengths[name[0]]>>(len(name)%32)&1 != 0
}

// slot returns the slot of name, or -1.
func (t *keyTable) slot(name []byte) int {
	if len(name) > maxKeyLength {
		return -1
	}
	for _, slot := range t.byLength[len(name)] {
		if bytes.Equal(t.names[slot], name) {
			return slot
		}
	}
	return -1
}

// absent is the position of a key that the record does not have.
const absent = -1

// locate walks the map at b[body] once. It sets positions[slot] to where the
// value of each known key begins, or absent, and returns the position after the
// map: -1 where it is malformed. Of equal keys the first counts.
func (t *keyTable) locate(b []byte, body int, positions []int) (end int) {
	for i := range positions {
		positions[i] = absent
	}
	pairs, at, ok := mapAt(b, body)
	if !ok {
		return -1
	}
	for ; pairs > 0; pairs-- {
		name, value, isString := stringAt(b, at)
		if !isString {
			if value = skip(b, at); value < 0 {
				return -1
			}
		} else if len(name) > 0 && t.mayKnow(name) {
			if slot := t.slot(name); slot >= 0 && positions[slot] == absent {
				positions[slot] = value
			}
		}
		if at = skip(b, value); at < 0 {
			return -1
		}
	}
	return at
}
