package line

import (
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// ZoneKey is a name under which programs keep the zone of the stamp beside it.
type ZoneKey struct {
	Name string // in lower case; it is matched in any
	// Loose says that the name often is of something else, a part of a network or of a data centre.
	// What is no zone under it says nothing.
	Loose bool
}

// ZoneKeys are the names under which records and lines say the zone of a stamp that has none, the
// surer before the others. dtz is of ArcSight's Common Event Format.
var ZoneKeys = []ZoneKey{{"tz", false}, {"timezone", false}, {"time_zone", false}, {"dtz", false}, {"zone", true}}

// zoneKeyOf returns the row of a key, in any case; ok is false where it is none.
func zoneKeyOf(name []byte) (key ZoneKey, ok bool) {
	for i := range ZoneKeys {
		if scan.IsOneOf(name, []string{ZoneKeys[i].Name}) {
			return ZoneKeys[i], true
		}
	}
	return ZoneKey{}, false
}

// Read returns the zone that a value under the key names, nil for a text that is no zone; ok is
// false where the value says nothing. words are the abbreviations that the configuration defines.
func (k ZoneKey) Read(zones *zone.Memory, words zone.Words, value []byte) (named *zone.Named, ok bool) {
	if zone.IsSilent(value) {
		return nil, false
	}
	named = zones.Named(value, words)
	if k.Loose && (named == nil || named.Doubtful) {
		return nil, false
	}
	return named, true
}
