package timestamp

import "time"

// lookUp finds the zone that the stamp names as its own.
func (r *Reader) lookUp(d *draft) {
	if d.zone == zoneNamed {
		if d.named = r.zoneNamed(d.name); d.named == nil {
			d.refuse(UnknownZone)
		}
	}
}

// maxZones bounds the cache of zones that stamps name. There are fewer than 600 names; a host uses a few.
const maxZones = 64

// zoneNamed looks up an IANA name; nil where there is no such zone. Names that failed are remembered too.
func (r *Reader) zoneNamed(name []byte) *time.Location {
	if zone, ok := r.zones[string(name)]; ok {
		return zone
	}
	if len(r.zones) >= maxZones {
		clear(r.zones)
	}
	zone, err := time.LoadLocation(string(name))
	if err != nil {
		zone = nil
	}
	r.zones[string(name)] = zone
	return zone
}
