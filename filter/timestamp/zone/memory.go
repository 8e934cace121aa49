package zone

import (
	"time"

	"timesync/filter/timestamp/internal/scan"
)

// maxZones bounds the cache of zones that stamps name. There are fewer than 600 names; a host uses a few.
const maxZones = 64

// ZoneNamed looks up an IANA name; nil where there is no such zone. Names that failed are remembered too.
func (r *Memory) Named(name []byte) *time.Location {
	if zone, ok := r.names[string(name)]; ok {
		return zone
	}
	if len(r.names) >= maxZones {
		clear(r.names)
	}
	zone, err := time.LoadLocation(string(name))
	if err != nil {
		if zone, err = time.LoadLocation(capitalised(name)); err != nil {
			zone = nil
		}
	}
	r.names[string(name)] = zone
	return zone
}

// FixedNamed is the zone of an offset, by the text that it was written as.
func (r *Memory) FixedNamed(text []byte, offset int) *time.Location {
	if zone := r.names[string(text)]; zone != nil {
		return zone
	}
	if len(r.names) >= maxZones {
		clear(r.names)
	}
	zone := Fixed(offset)
	r.names[string(text)] = zone
	return zone
}

// capitalised spells a name that Oracle writes in capitals, AMERICA/NEW_YORK, as the zone database does.
func capitalised(name []byte) string {
	spelt := []byte(string(name))
	for i := len("US"); i < len(spelt); i++ { // US stays

		if c := spelt[i]; c >= 'A' && c <= 'Z' && scan.IsLetter(spelt[i-1]) {
			spelt[i] = c | 0x20
		}
	}
	if scan.IsLetter(spelt[len("US")]) {
		spelt[1] |= 0x20
	}
	return string(spelt)
}
