package zone

import (
	"time"

	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// Abbreviation is what one zone abbreviation means.
type Abbreviation struct {
	Name      string
	Offset    int32 // seconds east of UTC
	Ambiguous bool  // more than one meaning is in use; offset says nothing

	Meant *time.Location // what the configuration says that it means; offset then says nothing
}

const (
	HalfHour = calendar.SecondsPerHour / 2
	hours    = calendar.SecondsPerHour
)

// abbreviations is sorted by name. The rule: a name is unambiguous if every zone of the tz database that has used it
// since 2019 gives it one offset (the tests check that against the database), and if neither Java nor another
// nation writes it for something else, which makes AST (Arabia), BST (Bangladesh, Bougainville) and GST ambiguous.
// CST is Chicago, Shanghai and Havana; IST is India, Israel and Ireland; PST is Los Angeles and Manila. An
// ambiguous name is read only where the assumed zone itself uses it at that time. Names that the database gave up for
// numbers stay where systems still write them and no other zone did (SGT, BRT), and so do the German names (MEZ, OESZ) and HP-UX's
// METDST, which no zone has.
var abbreviations = [...]Abbreviation{
	{"ACDT", 10*hours + HalfHour, false, nil},
	{"ACST", 9*hours + HalfHour, false, nil},
	{"ADT", -3 * hours, false, nil},
	{"AEDT", 11 * hours, false, nil},
	{"AEST", 10 * hours, false, nil},
	{"AKDT", -8 * hours, false, nil},
	{"AKST", -9 * hours, false, nil},
	{"AST", 0, true, nil},
	{"AWST", 8 * hours, false, nil},
	{"BRST", -2 * hours, false, nil},
	{"BRT", -3 * hours, false, nil},
	{"BST", 0, true, nil},
	{"CAT", 2 * hours, false, nil},
	{"CDT", 0, true, nil},
	{"CEST", 2 * hours, false, nil},
	{"CET", 1 * hours, false, nil},
	{"CST", 0, true, nil},
	{"EAT", 3 * hours, false, nil},
	{"EDT", -4 * hours, false, nil},
	{"EEST", 3 * hours, false, nil},
	{"EET", 2 * hours, false, nil},
	{"EST", -5 * hours, false, nil},
	{"GMT", 0, false, nil},
	{"GST", 0, true, nil},
	{"HDT", -9 * hours, false, nil},
	{"HKT", 8 * hours, false, nil},
	{"HST", -10 * hours, false, nil},
	{"IDT", 3 * hours, false, nil},
	{"IST", 0, true, nil},
	{"JST", 9 * hours, false, nil},
	{"KST", 9 * hours, false, nil},
	{"MDT", -6 * hours, false, nil},
	{"MEST", 2 * hours, false, nil},
	{"MESZ", 2 * hours, false, nil},
	{"MET", 1 * hours, false, nil},
	{"METDST", 2 * hours, false, nil},
	{"MEZ", 1 * hours, false, nil},
	{"MSK", 3 * hours, false, nil},
	{"MST", -7 * hours, false, nil},
	{"NDT", -2*hours - HalfHour, false, nil},
	{"NST", -3*hours - HalfHour, false, nil},
	{"NZDT", 13 * hours, false, nil},
	{"NZST", 12 * hours, false, nil},
	{"OESZ", 3 * hours, false, nil},
	{"OEZ", 2 * hours, false, nil},
	{"PDT", -7 * hours, false, nil},
	{"PKT", 5 * hours, false, nil},
	{"PST", 0, true, nil},
	{"SAST", 2 * hours, false, nil},
	{"SGT", 8 * hours, false, nil},
	{"SST", -11 * hours, false, nil},
	{"UT", 0, false, nil},
	{"UTC", 0, false, nil},
	{"WAT", 1 * hours, false, nil},
	{"WEST", 1 * hours, false, nil},
	{"WET", 0, false, nil},
	{"WIB", 7 * hours, false, nil},
	{"WIT", 9 * hours, false, nil},
	{"WITA", 8 * hours, false, nil},
	{"Z", 0, false, nil},
}

// Words are the abbreviations that the configuration defines, by name. They go before the table; nil has none.
type Words map[string]*Abbreviation

// Find looks up a word that may be a zone; nil where it is none.
func (w Words) Find(word []byte) *Abbreviation {
	if row := w[string(word)]; row != nil {
		return row
	}
	return findZoneWord(word)
}

func Define(zones map[string]*time.Location) Words {
	words := make(Words, len(zones))
	for name, zone := range zones {
		words[name] = &Abbreviation{Name: name, Ambiguous: true, Meant: zone}
	}
	return words
}

// findZoneWord looks up a word that may be a zone: UTC and GMT in any case, abbreviations in upper case, as every system
// writes them; nil where it is no zone.
func findZoneWord(word []byte) *Abbreviation {
	switch scan.Trigram(word, 0) {
	case 'u'<<16 | 't'<<8 | 'c', 'g'<<16 | 'm'<<8 | 't':
		if len(word) == len("UTC") {
			return findAbbreviation([]byte{word[0] &^ 0x20, word[1] &^ 0x20, word[2] &^ 0x20})
		}
	}
	return findAbbreviation(word)
}

// findAbbreviation looks a name up; nil where it is in no table.
func findAbbreviation(name []byte) *Abbreviation {
	if len(name) > len("METDST") {
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

// mailZones are the zone names that RFC 5322 section 4.3 defines: in its own form of date they have one meaning.
var mailZones = [...]Abbreviation{
	{"CDT", -5 * hours, false, nil},
	{"CST", -6 * hours, false, nil},
	{"EDT", -4 * hours, false, nil},
	{"EST", -5 * hours, false, nil},
	{"MDT", -6 * hours, false, nil},
	{"MST", -7 * hours, false, nil},
	{"PDT", -7 * hours, false, nil},
	{"PST", -8 * hours, false, nil},
}

func FindMailZone(name string) *Abbreviation {
	for i := range mailZones {
		if mailZones[i].Name == name {
			return &mailZones[i]
		}
	}
	return nil
}
