package zone

import (
	"bytes"

	"timesync/filter/timestamp/internal/scan"
)

// Zones may be spelt out after a time, as Java's zzzz, WebLogic and Windows do: Central European
// Summer Time. Their offset is the one that the zone's home uses under that name at that time.

// Spelt is a zone that was spelt out.
type Spelt struct {
	Home  string // the IANA name of the place that keeps it
	Short string // its abbreviation in the half of the year that was named, "" where none was
}

// speltRegions are names without their last words, which tell the half of the year: CLDR's English
// names, and those of Windows where they differ.
var speltRegions = [...]struct{ name, home, standard, summer string }{
	{"Alaska", "America/Anchorage", "AKST", "AKDT"},
	{"Atlantic", "America/Halifax", "AST", "ADT"},
	{"AUS Eastern", "Australia/Sydney", "AEST", "AEDT"},
	{"Australian Central", "Australia/Adelaide", "ACST", "ACDT"},
	{"Australian Eastern", "Australia/Sydney", "AEST", "AEDT"},
	{"Australian Western", "Australia/Perth", "AWST", ""},
	{"British", "Europe/London", "", "BST"},
	{"Central", "America/Chicago", "CST", "CDT"},
	{"Central Europe", "Europe/Budapest", "CET", "CEST"},
	{"Central European", "Europe/Berlin", "CET", "CEST"},
	{"China", "Asia/Shanghai", "CST", ""},
	{"Eastern", "America/New_York", "EST", "EDT"},
	{"Eastern European", "Europe/Athens", "EET", "EEST"},
	{"GMT", "Europe/London", "GMT", "BST"},
	{"Hawaii-Aleutian", "Pacific/Honolulu", "HST", ""},
	{"Hong Kong", "Asia/Hong_Kong", "HKT", ""},
	{"India", "Asia/Kolkata", "IST", ""},
	{"Israel", "Asia/Jerusalem", "IST", "IDT"},
	{"Japan", "Asia/Tokyo", "JST", ""},
	{"Korean", "Asia/Seoul", "KST", ""},
	{"Moscow", "Europe/Moscow", "MSK", "MSD"},
	{"Mountain", "America/Denver", "MST", "MDT"},
	{"New Zealand", "Pacific/Auckland", "NZST", "NZDT"},
	{"Newfoundland", "America/St_Johns", "NST", "NDT"},
	{"Pacific", "America/Los_Angeles", "PST", "PDT"},
	{"Romance", "Europe/Paris", "CET", "CEST"},
	{"South Africa", "Africa/Johannesburg", "SAST", ""},
	{"Tokyo", "Asia/Tokyo", "JST", ""},
	{"W. Europe", "Europe/Berlin", "CET", "CEST"},
	{"Western European", "Europe/Lisbon", "WET", "WEST"},
}

// speltWhole are names that are looked up as a whole.
var speltWhole = [...]struct {
	name  string
	spelt Spelt
}{
	{"Coordinated Universal Time", Spelt{Home: "UTC", Short: "UTC"}},
	{"Greenwich Mean Time", Spelt{Home: "UTC", Short: "UTC"}},
	{"Koordinierte Weltzeit", Spelt{Home: "UTC", Short: "UTC"}},
	{"Mitteleuropäische Normalzeit", Spelt{Home: "Europe/Berlin", Short: "CET"}},
	{"Mitteleuropäische Sommerzeit", Spelt{Home: "Europe/Berlin", Short: "CEST"}},
	{"Mitteleuropäische Zeit", Spelt{Home: "Europe/Berlin", Short: "CET"}},
}

// FindSpelt returns the zone that a phrase spells out. It reports false where none is known by it,
// and where its zone has no such half of the year.
func FindSpelt(phrase []byte) (Spelt, bool) {
	for i := range speltWhole {
		if speltWhole[i].name == string(phrase) {
			return speltWhole[i].spelt, true
		}
	}
	region, half := splitHalf(phrase)
	for i := range speltRegions {
		row := &speltRegions[i]
		if row.name != string(region) {
			continue
		}
		switch string(half) {
		case "Standard":
			return Spelt{Home: row.home, Short: row.standard}, row.standard != ""
		case "Daylight", "Summer":
			return Spelt{Home: row.home, Short: row.summer}, row.summer != ""
		}
		if bytes.HasSuffix(region, []byte(" European")) { // Java's name of the standard time, in Algiers in summer too
			return Spelt{Home: row.home, Short: row.standard}, true
		}
		return Spelt{Home: row.home}, true
	}
	return Spelt{}, false
}

// splitHalf splits a name without its "Time" into the region and the word for the half of the year,
// nil where there is none.
func splitHalf(phrase []byte) (region, half []byte) {
	region = bytes.TrimSuffix(phrase, []byte(" Time"))
	if at := bytes.LastIndexByte(region, ' '); at > 0 && isHalfYear(region[at+1:]) {
		return region[:at], region[at+1:]
	}
	return region, nil
}

func isHalfYear(word []byte) bool {
	return string(word) == "Standard" || string(word) == "Daylight" || string(word) == "Summer"
}

// LooksLikeName reports whether a phrase that ends in a word for time is the name of a zone, as far
// as the word before it shows. Response Time and Die Zeit begin a message.
func LooksLikeName(phrase []byte) bool {
	region, half := splitHalf(phrase)
	if len(region) == len(phrase) {
		return !bytes.HasSuffix(phrase, []byte(" Zeit"))
	}
	return half != nil || bytes.HasSuffix(region, []byte(" Mean")) || bytes.HasSuffix(region, []byte(" Universal"))
}

// maxZoneWords is the number of words in the longest name of a zone.
const maxZoneWords = 5

// PhraseEnd returns the end of the phrase at text[at:] that may name a zone: up to five capitalised
// words of which the last is Time or a German word for it, or the first words of such names in
// French, Spanish, Portuguese or Italian. It is 0 where other words stand there.
func PhraseEnd(text []byte, at int) int {
	if at < len(text) && text[at] >= 'a' {
		return foreignPhrase(text, at)
	}
	for words := range maxZoneWords {
		if at >= len(text) || text[at] < 'A' || text[at] > 'Z' {
			break
		}
		end := at + 1
		for end < len(text) && (scan.IsLetter(text[end]) || text[end] >= 0x80 || text[end] == '.' || text[end] == '-') {
			end++
		}
		if words > 0 && isTimeWord(text[at:end]) {
			return end
		}
		if end == len(text) || text[end] != ' ' {
			break
		}
		at = end + 1
	}
	return 0
}

func isTimeWord(word []byte) bool {
	switch string(word) {
	case "Time", "Normalzeit", "Sommerzeit", "Standardzeit", "Weltzeit", "Zeit":
		return true
	}
	return false
}

// foreignPhrases are what names of zones begin with in languages that are not read.
var foreignPhrases = [...]string{
	"heure d’", "heure d'", "heure normale", "heure moyenne",
	"hora de verano", "hora estándar", "hora padrão", "hora de verão", "horário de verão", "horário padrão",
	"ora legale", "ora standard",
}

func foreignPhrase(text []byte, at int) int {
	if len(text) < at+len("hora ") {
		return 0
	}
	switch string(text[at : at+len("hor")]) {
	case "heu", "hor", "ora":
	default:
		return 0
	}
	for _, phrase := range foreignPhrases {
		if bytes.HasPrefix(text[at:], []byte(phrase)) {
			return at + len(phrase)
		}
	}
	return 0
}

// Historic returns the zone that decides the offset of an abbreviation whose offset changed while
// its name stayed: Moscow was at +04 from 2011 to 2014. It reports false for all others.
func Historic(row *Abbreviation) (Spelt, bool) {
	if row.Name == "MSK" && !row.Ambiguous {
		return Spelt{Home: "Europe/Moscow", Short: "MSK"}, true
	}
	return Spelt{}, false
}
