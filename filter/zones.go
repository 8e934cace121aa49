package filter

import (
	"time"

	"timesync/filter/timestamp/zone"
)

// zones reads the zones that records name under one key. It remembers them, so that each name is
// looked up once; an unknown name is remembered as nil.
type zones struct {
	key   *role // nil: no time_zone_key
	names map[string]*time.Location
}

// A host names a few zones; more than this is somebody's invention and is
// looked up each time.
const maxZoneNames = 1024

// newZones gives a slot to the key, if there is one.
func newZones(key Path, keys *keyTable) zones {
	z := zones{names: map[string]*time.Location{}}
	if key != nil {
		z.key = &role{slots: [2]int{keys.add(key[0])}, path: key, nested: len(key) > 1}
	}
	return z
}

// read reads the zone that a record names. There must be a key for it.
func (z *zones) read(r *record) {
	r.context.Zone, r.unknownZone = nil, false
	if at := r.at(z.key, z.key.slots[0]); at != absent {
		name, _, _ := stringAt(r.chunk, at)
		r.context.Zone = z.find(name)
		r.unknownZone = r.context.Zone == nil
	}
}

// find returns the zone of that name, or nil.
func (z *zones) find(name []byte) *time.Location {
	location, known := z.names[string(name)]
	if known {
		return location
	}
	location, err := zone.Parse(string(name))
	if err != nil {
		location = nil
	}
	if len(z.names) < maxZoneNames {
		z.names[string(name)] = location
	}
	return location
}
