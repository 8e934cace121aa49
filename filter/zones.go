package filter

import (
	"strconv"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/zone"
)

// zones reads the zones that records name: under the key that the configuration names, else beside
// the time under one of the usual keys. The reader remembers them, so that each name is looked up
// once.
type zones struct {
	key    *role                  // time_zone_key; nil: the usual keys
	usual  []*role                // those of line.ZoneKeys, in their order
	marks  roleBits               // of places.roles, for records with a usual key
	reader *read.Reader           // knows zones and abbreviations
	digits [len("-0000") * 4]byte // a number, as text
}

// newZones gives slots to the keys that it looks for. bit is the first of places.roles that is of no
// role.
func newZones(key Path, reader *read.Reader, keys *keyTable, bit int) zones {
	z := zones{reader: reader}
	z.marks.add(bit)
	if key != nil {
		z.key = &role{slots: [2]int{keys.add(key[0])}, path: key, nested: len(key) > 1}
	}
	for _, text := range line.ZoneKeys() {
		name := []byte(text)
		usual := &role{path: Path{name}}
		if z.usual = append(z.usual, usual); key != nil {
			continue
		}
		usual.slots = [2]int{keys.add(name), keys.addOthers(name)}
		for _, slot := range usual.slots {
			keys.roles[slot].add(bit)
		}
	}
	return z
}

// read reads the zone that a record names, if it names one.
func (z *zones) read(r *record) {
	r.context.Zone, r.unknownZone = nil, false
	if z.key != nil {
		if at := r.at(z.key, z.key.slots[0]); at != absent {
			text, _ := z.text(r.chunk, at)
			r.context.Zone = z.reader.Zones.Named(text, z.reader.Words)
			r.unknownZone = r.context.Zone == nil
		}
		return
	}
	if r.found.roles.meets(&z.marks) {
		r.context.Zone, r.unknownZone = z.beside(r)
	}
}

// beside returns the zone that the first of the usual keys names which says anything of one.
func (z *zones) beside(r *record) (named *zone.Named, unknown bool) {
	for _, usual := range z.usual {
		for _, slot := range usual.slots {
			if at := r.found.at[slot]; at != absent {
				if named, ok := z.under(usual.path[0], r.chunk, at); ok {
					return named, named == nil
				}
			}
		}
	}
	return nil, false
}

// inMap returns the zone that a map at b[at] names under one of the usual keys, nil for a text that
// is no zone; ok is false where it names none.
func (z *zones) inMap(b []byte, at int) (named *zone.Named, ok bool) {
	for _, usual := range z.usual {
		if value := member(b, at, usual.path[0]); value != absent {
			if named, ok = z.under(usual.path[0], b, value); ok {
				return named, true
			}
		}
	}
	return nil, false
}

// under returns the zone that the value at b[at] under a key names, nil for one that is no zone; ok
// is false where it says nothing of a zone.
func (z *zones) under(key, b []byte, at int) (named *zone.Named, ok bool) {
	text, ok := z.text(b, at)
	if !ok {
		return nil, false
	}
	return line.ZoneUnder(&z.reader.Zones, z.reader.Words, key, text)
}

// text returns a string, or a whole number as text; ok is false for all else.
func (z *zones) text(b []byte, at int) (text []byte, ok bool) {
	switch leads[b[at]].kind {
	case kindString:
		text, _, ok = stringAt(b, at)
		return text, ok
	case kindInt, kindUint:
		n, _, err := msgp.ReadInt64Bytes(b[at:])
		return strconv.AppendInt(z.digits[:0], n, 10), err == nil
	}
	return nil, false
}
