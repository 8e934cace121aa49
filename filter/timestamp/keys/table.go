package keys

import "bytes"

// Table holds names, so that each key of a record is told from them by a few bytes. Each has a slot,
// a number above None that its owner gives it; several names may have one slot.
type Table struct {
	entries []entry // the first is none

	// lengths has for the first and the last byte of names, without what tells the case of letters,
	// bit n%32 set for each name of n bytes. It rules out nearly all other keys of a record.
	lengths [1 << 12]uint32

	// Entries by the hash of the name, and from each to the next of the same hash. Most keys that
	// pass the first test by chance meet none: no bytes are compared.
	first [1 << hashBits]uint16
}

type entry struct {
	name    []byte
	slot    int
	anyCase bool
	next    uint16
}

// None is the slot that no name has.
const None = 0

const hashBits = 10

// hash mixes a few bytes of a name, which must not be empty. It is the same in any case.
func hash(name []byte) uint32 {
	mixed := uint32(name[0]|0x20) | uint32(name[len(name)-1]|0x20)<<8 | uint32(name[len(name)/2]|0x20)<<16 | uint32(len(name))<<24
	return mixed * 0x9e3779b1 >> (32 - hashBits) // by the golden ratio: Knuth, volume 3, section 6.4
}

// Add gives a name a slot, as it is or in any case. The name as it is, whenever it is added, is
// found before the same in any case. An empty name is no key's.
func (t *Table) Add(name []byte, slot int, anyCase bool) {
	if len(name) == 0 {
		return
	}
	if len(t.entries) == 0 {
		t.entries = make([]entry, 1)
	}
	added := entry{name: name, slot: slot, anyCase: anyCase}
	place := &t.first[hash(name)]
	for anyCase && *place != 0 {
		place = &t.entries[*place].next
	}
	added.next, *place = *place, uint16(len(t.entries))
	t.entries = append(t.entries, added)
	t.lengths[ends(name[0], name[len(name)-1])] |= 1 << (len(name) % 32)
}

// ends is the index of a first and a last byte. Letters are the same in any case. A digit, which the
// other keys of a record often end with, is no letter there.
func ends(first, last byte) uint { return uint(first&31)<<7 | uint(last&0x5f) }

// MayHold reports whether a name may be in the table, by its first byte, its last, and the lowest
// five bits of its length.
func (t *Table) MayHold(first, last, length byte) bool {
	return t.lengths[ends(first, last)]>>(length%32)&1 != 0
}

// Slot returns the slot of a name as it is, else the one that it has in any case, or None.
func (t *Table) Slot(name []byte) int {
	if len(name) == 0 || len(t.entries) == 0 {
		return None
	}
	at := t.first[hash(name)]
	for at != 0 {
		e := &t.entries[at]
		if len(e.name) == len(name) && (bytes.Equal(e.name, name) || e.anyCase && equalFold(e.name, name)) {
			return e.slot
		}
		at = e.next
	}
	return None
}

// equalFold reports whether two names of a length are the same but for the case of ASCII letters.
func equalFold(a, b []byte) bool {
	for i := range a {
		if toLower(a[i]) != toLower(b[i]) {
			return false
		}
	}
	return true
}

func toLower(c byte) byte {
	if isUpper(c) {
		return c | 0x20
	}
	return c
}
