package zone

import (
	"time"

	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// Abbreviation is a zone abbreviation and what it means.
type Abbreviation struct {
	Name      string
	Offset    int32          // seconds east of UTC, unless Ambiguous
	Ambiguous bool           // it has more than one meaning, or depends on Meant
	Meant     *time.Location // the zone that the configuration gives it, or nil
}

const (
	halfHour = calendar.SecondsPerHour / 2
	hours    = calendar.SecondsPerHour
)

// abbreviations is sorted by name. A name is unambiguous if every zone of the tz database that has
// used it since 2019 gives it one offset (the tests check that), and if neither Java nor another
// nation writes it for something else, which makes AST (Arabia), BST (Bangladesh, Bougainville) and
// GST ambiguous. CST is Chicago, Shanghai and Havana; IST is India, Israel and Ireland; PST is Los
// Angeles and Manila. An ambiguous name is read only where the assumed zone itself uses it at that
// time. Names that the database gave up for numbers stay where systems still write them and no
// other zone has them (SGT, BRT); so do the German names (MEZ, OESZ) and HP-UX's METDST, which no
// zone has.
var abbreviations = [...]Abbreviation{
	{Name: "ACDT", Offset: 10*hours + halfHour},
	{Name: "ACST", Offset: 9*hours + halfHour},
	{Name: "ADT", Offset: -3 * hours},
	{Name: "AEDT", Offset: 11 * hours},
	{Name: "AEST", Offset: 10 * hours},
	{Name: "AKDT", Offset: -8 * hours},
	{Name: "AKST", Offset: -9 * hours},
	{Name: "AST", Ambiguous: true},
	{Name: "AWST", Offset: 8 * hours},
	{Name: "BRST", Offset: -2 * hours},
	{Name: "BRT", Offset: -3 * hours},
	{Name: "BST", Ambiguous: true},
	{Name: "CAT", Offset: 2 * hours},
	{Name: "CDT", Ambiguous: true},
	{Name: "CEST", Offset: 2 * hours},
	{Name: "CET", Offset: hours},
	{Name: "CST", Ambiguous: true},
	{Name: "EAT", Offset: 3 * hours},
	{Name: "EDT", Offset: -4 * hours},
	{Name: "EEST", Offset: 3 * hours},
	{Name: "EET", Offset: 2 * hours},
	{Name: "EST", Offset: -5 * hours},
	{Name: "GMT"},
	{Name: "GST", Ambiguous: true},
	{Name: "HDT", Offset: -9 * hours},
	{Name: "HKT", Offset: 8 * hours},
	{Name: "HST", Offset: -10 * hours},
	{Name: "IDT", Offset: 3 * hours},
	{Name: "IST", Ambiguous: true},
	{Name: "JST", Offset: 9 * hours},
	{Name: "KST", Offset: 9 * hours},
	{Name: "MDT", Offset: -6 * hours},
	{Name: "MEST", Offset: 2 * hours},
	{Name: "MESZ", Offset: 2 * hours},
	{Name: "MET", Offset: hours},
	{Name: "METDST", Offset: 2 * hours},
	{Name: "MEZ", Offset: hours},
	{Name: "MSK", Offset: 3 * hours},
	{Name: "MST", Offset: -7 * hours},
	{Name: "NDT", Offset: -2*hours - halfHour},
	{Name: "NST", Offset: -3*hours - halfHour},
	{Name: "NZDT", Offset: 13 * hours},
	{Name: "NZST", Offset: 12 * hours},
	{Name: "OESZ", Offset: 3 * hours},
	{Name: "OEZ", Offset: 2 * hours},
	{Name: "PDT", Offset: -7 * hours},
	{Name: "PKT", Offset: 5 * hours},
	{Name: "PST", Ambiguous: true},
	{Name: "SAST", Offset: 2 * hours},
	{Name: "SGT", Offset: 8 * hours},
	{Name: "SST", Offset: -11 * hours},
	{Name: "UT"},
	{Name: "UTC"},
	{Name: "WAT", Offset: hours},
	{Name: "WEST", Offset: hours},
	{Name: "WET"},
	{Name: "WIB", Offset: 7 * hours},
	{Name: "WIT", Offset: 9 * hours},
	{Name: "WITA", Offset: 8 * hours},
	{Name: "Z"},
}

// Words are the abbreviations that the configuration defines, by name. They go before those of this
// package; nil has none.
type Words map[string]*Abbreviation

// NewWords returns the abbreviations that mean these zones.
func NewWords(zones map[string]*time.Location) Words {
	words := make(Words, len(zones))
	for name, location := range zones {
		words[name] = &Abbreviation{Name: name, Ambiguous: true, Meant: location}
	}
	return words
}

// Find returns the abbreviation that word is, UTC and GMT being in any case, and nil where it is
// none.
func (w Words) Find(word []byte) *Abbreviation {
	if len(w) > 0 { // which it seldom is: a look into an empty map is a call as well
		if row := w[string(word)]; row != nil {
			return row
		}
	}
	return findZoneWord(word)
}

// findZoneWord looks a word up in the table: UTC and GMT in any case, all others in upper case, as
// every system writes them.
func findZoneWord(word []byte) *Abbreviation {
	switch scan.Trigram(word, 0) {
	case 'u'<<16 | 't'<<8 | 'c', 'g'<<16 | 'm'<<8 | 't':
		if len(word) == len("UTC") {
			return findAbbreviation([]byte{word[0] &^ 0x20, word[1] &^ 0x20, word[2] &^ 0x20})
		}
	}
	return findAbbreviation(word)
}

const longestAbbreviation = len("METDST")

// lengthsFrom has for each byte a bit for each length of the names that begin with it: INFO and
// most other words are none by that alone.
var lengthsFrom = func() (t [256]uint8) {
	for i := range abbreviations {
		name := abbreviations[i].Name
		t[name[0]] |= 1 << len(name)
	}
	return t
}()

// findAbbreviation looks a name up in the table; nil where it is not in it.
func findAbbreviation(name []byte) *Abbreviation {
	if len(name) == 0 || lengthsFrom[name[0]]>>(len(name)&15)&1 == 0 || len(name) > longestAbbreviation {
		return nil
	}
	low, high := 0, len(abbreviations)
	for low < high {
		middle := (low + high) / 2
		if row := &abbreviations[middle]; row.Name == string(name) {
			return row
		} else if row.Name < string(name) {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return nil
}

// mailZones are the zone names of RFC 5322 section 4.3, which have one meaning in the dates that it
// defines.
var mailZones = [...]Abbreviation{
	{Name: "CDT", Offset: -5 * hours},
	{Name: "CST", Offset: -6 * hours},
	{Name: "EDT", Offset: -4 * hours},
	{Name: "EST", Offset: -5 * hours},
	{Name: "MDT", Offset: -6 * hours},
	{Name: "MST", Offset: -7 * hours},
	{Name: "PDT", Offset: -7 * hours},
	{Name: "PST", Offset: -8 * hours},
}

// FindMailZone returns the abbreviation as RFC 5322 section 4.3 defines it, and nil where it does
// not.
func FindMailZone(name string) *Abbreviation {
	for i := range mailZones {
		if mailZones[i].Name == name {
			return &mailZones[i]
		}
	}
	return nil
}

// NearbyOffset returns the offset, in seconds east of UTC, that the zone meant has under this name
// in the period before before or in the one after after. It reports false where it has the name in
// neither.
func (a *Abbreviation) NearbyOffset(before, after *Period) (offset int32, ok bool) {
	for _, seconds := range [...]int64{before.Start - 1, after.End} {
		if seconds <= beginning || seconds >= forever {
			continue
		}
		if p := PeriodAt(a.Meant, seconds); p.Name == a.Name {
			return p.Offset, true
		}
	}
	return 0, false
}
