package filter

import (
	"time"

	"timesync/filter/timestamp"
)

// zoneNames remembers the zones that records named, so that each name is looked
// up once. An unknown name is remembered as nil.
type zoneNames map[string]*time.Location

// A host names a few zones; more than this is somebody's invention and is
// looked up each time.
const maxZoneNames = 1024

// find returns the zone of that name, or nil.
func (z zoneNames) find(name []byte) *time.Location {
	zone, known := z[string(name)]
	if known {
		return zone
	}
	zone, err := timestamp.ParseZone(string(name))
	if err != nil {
		zone = nil
	}
	if len(z) < maxZoneNames {
		z[string(name)] = zone
	}
	return zone
}
