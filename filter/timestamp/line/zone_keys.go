package line

import (
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// zoneKey is a name under which programs keep the zone of the stamp beside it.
type zoneKey struct {
	name string // in lower case; it is matched in any
	// loose says that the name often is of something else, a part of a network or of a data centre.
	// What is no zone under it says nothing.
	loose bool
}

// zoneKeys are the names under which records and lines say the zone of a stamp that has none, the
// surer before the others. dtz is of ArcSight's Common Event Format.
var zoneKeys = [...]zoneKey{{"tz", false}, {"timezone", false}, {"time_zone", false}, {"dtz", false}, {"zone", true}}

// zoneKeyNames are those names.
var zoneKeyNames = ZoneKeys()

// ZoneKeys returns those names, in lower case.
func ZoneKeys() (names []string) {
	for _, key := range zoneKeys {
		names = append(names, key.name)
	}
	return names
}

// ZoneUnder returns the zone that a value under one of ZoneKeys names, nil for a text that is no zone;
// ok is false where the value says nothing, and where the key, in any case, is another one. words
// are the abbreviations that the configuration defines.
func ZoneUnder(zones *zone.Memory, words zone.Words, key, value []byte) (named *zone.Named, ok bool) {
	for i := range zoneKeys {
		if scan.IsOneOf(key, []string{zoneKeys[i].name}) {
			return zoneKeys[i].read(zones, words, value)
		}
	}
	return nil, false
}

func (k *zoneKey) read(zones *zone.Memory, words zone.Words, value []byte) (named *zone.Named, ok bool) {
	if zone.IsSilent(value) {
		return nil, false
	}
	named = zones.Named(value, words)
	if k.loose && (named == nil || named.Doubtful) {
		return nil, false
	}
	return named, true
}

// isZoneKey reports whether a key is one of ZoneKeys, in any case.
func isZoneKey(key []byte) bool { return scan.IsOneOf(key, zoneKeyNames) }
