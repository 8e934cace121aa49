package filter

import (
	"time"

	"timesync/filter/timestamp/zone"
)

// zoneNames remembers the zones that records named, so that each name is looked
// up once. An unknown name is remembered as nil.
type zoneNames map[string]*time.Location

// A host names a few zones; more than this is somebody's invention and is
// looked up each time.
const maxZoneNames = 1024

// find returns the zone of that name, or nil.
func (z zoneNames) find(name []byte) *time.Location {
	location, known := z[string(name)]
	if known {
		return location
	}
	location, err := zone.Parse(string(name))
	if err != nil {
		location = nil
	}
	if len(z) < maxZoneNames {
		z[string(name)] = location
	}
	return location
}
