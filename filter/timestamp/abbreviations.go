package timestamp

// abbreviation is what one zone abbreviation means.
type abbreviation struct {
	name      string
	offset    int32 // seconds east of UTC
	ambiguous bool  // more than one meaning is in use; offset says nothing
}

const (
	halfHour = secondsPerHour / 2
	hours    = secondsPerHour
)

// abbreviations is sorted by name. The rule: a name is unambiguous if every zone of the tz database that has used it
// since 2019 gives it one offset (the tests check that against the database), and if neither Java nor another
// nation writes it for something else, which makes AST (Arabia), BST (Bangladesh, Bougainville) and GST ambiguous.
// CST is Chicago, Shanghai and Havana; IST is India, Israel and Ireland; PST is Los Angeles and Manila. An
// ambiguous name is read only where the assumed zone itself uses it at that time. Names that the database gave up for
// numbers stay where systems still write them and no other zone did (SGT, BRT).
var abbreviations = [...]abbreviation{
	{"ACDT", 10*hours + halfHour, false},
	{"ACST", 9*hours + halfHour, false},
	{"ADT", -3 * hours, false},
	{"AEDT", 11 * hours, false},
	{"AEST", 10 * hours, false},
	{"AKDT", -8 * hours, false},
	{"AKST", -9 * hours, false},
	{"AST", 0, true},
	{"AWST", 8 * hours, false},
	{"BRST", -2 * hours, false},
	{"BRT", -3 * hours, false},
	{"BST", 0, true},
	{"CAT", 2 * hours, false},
	{"CDT", 0, true},
	{"CEST", 2 * hours, false},
	{"CET", 1 * hours, false},
	{"CST", 0, true},
	{"EAT", 3 * hours, false},
	{"EDT", -4 * hours, false},
	{"EEST", 3 * hours, false},
	{"EET", 2 * hours, false},
	{"EST", -5 * hours, false},
	{"GMT", 0, false},
	{"GST", 0, true},
	{"HDT", -9 * hours, false},
	{"HKT", 8 * hours, false},
	{"HST", -10 * hours, false},
	{"IDT", 3 * hours, false},
	{"IST", 0, true},
	{"JST", 9 * hours, false},
	{"KST", 9 * hours, false},
	{"MDT", -6 * hours, false},
	{"MEST", 2 * hours, false},
	{"MET", 1 * hours, false},
	{"MSK", 3 * hours, false},
	{"MST", -7 * hours, false},
	{"NDT", -2*hours - halfHour, false},
	{"NST", -3*hours - halfHour, false},
	{"NZDT", 13 * hours, false},
	{"NZST", 12 * hours, false},
	{"PDT", -7 * hours, false},
	{"PKT", 5 * hours, false},
	{"PST", 0, true},
	{"SAST", 2 * hours, false},
	{"SGT", 8 * hours, false},
	{"SST", -11 * hours, false},
	{"UT", 0, false},
	{"UTC", 0, false},
	{"WAT", 1 * hours, false},
	{"WEST", 1 * hours, false},
	{"WET", 0, false},
	{"WIB", 7 * hours, false},
	{"WIT", 9 * hours, false},
	{"WITA", 8 * hours, false},
	{"Z", 0, false},
}

// findZoneWord looks up a word that may be a zone: UTC and GMT in any case, abbreviations in upper case, as every system
// writes them; nil where it is no zone.
func findZoneWord(word []byte) *abbreviation {
	switch key3(word, 0) {
	case 'u'<<16 | 't'<<8 | 'c', 'g'<<16 | 'm'<<8 | 't':
		if len(word) == len("UTC") {
			return findAbbreviation([]byte{word[0] &^ 0x20, word[1] &^ 0x20, word[2] &^ 0x20})
		}
	}
	return findAbbreviation(word)
}

// findAbbreviation looks a name up; nil where it is in no table.
func findAbbreviation(name []byte) *abbreviation {
	if len(name) > len("AEDT") {
		return nil
	}
	low, high := 0, len(abbreviations)
	for low < high {
		middle := (low + high) / 2
		if row := &abbreviations[middle]; row.name == string(name) {
			return row
		} else if row.name < string(name) {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return nil
}

// mailZones are the zone names that RFC 5322 section 4.3 defines: in its own form of date they have one meaning.
var mailZones = [...]abbreviation{
	{"CDT", -5 * hours, false},
	{"CST", -6 * hours, false},
	{"EDT", -4 * hours, false},
	{"EST", -5 * hours, false},
	{"MDT", -6 * hours, false},
	{"MST", -7 * hours, false},
	{"PDT", -7 * hours, false},
	{"PST", -8 * hours, false},
}

func findMailZone(name string) *abbreviation {
	for i := range mailZones {
		if mailZones[i].name == name {
			return &mailZones[i]
		}
	}
	return nil
}
