package timestamp

import "time"

// lookUp finds the zone that the stamp names as its own.
func (r *Reader) lookUp(d *draft) {
	switch d.zone {
	case zoneNamed:
		d.named = r.zones.named(d.name)
	case zoneSpelt:
		d.named = r.zones.named([]byte(d.spelt.home))
	default:
		return
	}
	if d.named == nil {
		d.refuse(UnknownZone)
	}
}

// maxZones bounds the cache of zones that stamps name. There are fewer than 600 names; a host uses a few.
const maxZones = 64

// zoneNamed looks up an IANA name; nil where there is no such zone. Names that failed are remembered too.
func (r *zoneMemory) named(name []byte) *time.Location {
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

// offsetNamed is the zone of an offset, by the text that it was written as.
func (r *zoneMemory) offsetNamed(text []byte, offset int) *time.Location {
	if zone := r.names[string(text)]; zone != nil {
		return zone
	}
	if len(r.names) >= maxZones {
		clear(r.names)
	}
	zone := fixedZone(offset)
	r.names[string(text)] = zone
	return zone
}

// capitalised spells a name that Oracle writes in capitals, AMERICA/NEW_YORK, as the zone database does.
func capitalised(name []byte) string {
	spelt := []byte(string(name))
	for i := len("US"); i < len(spelt); i++ { // US stays

		if c := spelt[i]; c >= 'A' && c <= 'Z' && isLetter(spelt[i-1]) {
			spelt[i] = c | 0x20
		}
	}
	if isLetter(spelt[len("US")]) {
		spelt[1] |= 0x20
	}
	return string(spelt)
}
