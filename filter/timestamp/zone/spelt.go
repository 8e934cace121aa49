package zone

import (
	"bytes"

	"timesync/filter/timestamp/internal/scan"
)

// Zones that are spelt out behind a time, as Java's zzzz, WebLogic and Windows write them: Central European Summer Time. Their
// offset is the one that the zone's home uses under that name at that time.

// Spelt is a zone by the place that keeps it. short is what the zone database calls its time in the half of the year that
// was named, "" where no half was.
type Spelt struct{ Home, Short string }

// speltRegions are names without their last words, which say the half of the year (CLDR's English names, and those of Windows
// where they differ).
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

// speltWhole are names without such words.
var speltWhole = [...]struct {
	name string
	zone Spelt
}{
	{"Coordinated Universal Time", Spelt{"UTC", "UTC"}},
	{"Greenwich Mean Time", Spelt{"UTC", "UTC"}},
	{"Koordinierte Weltzeit", Spelt{"UTC", "UTC"}},
	{"Mitteleuropäische Normalzeit", Spelt{"Europe/Berlin", "CET"}},
	{"Mitteleuropäische Sommerzeit", Spelt{"Europe/Berlin", "CEST"}},
	{"Mitteleuropäische Zeit", Spelt{"Europe/Berlin", "CET"}},
}

func FindSpelt(phrase []byte) (Spelt, bool) {
	for i := range speltWhole {
		if speltWhole[i].name == string(phrase) {
			return speltWhole[i].zone, true
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
			return Spelt{row.home, row.standard}, row.standard != ""
		case "Daylight", "Summer":
			return Spelt{row.home, row.summer}, row.summer != ""
		}
		if bytes.HasSuffix(region, []byte(" European")) { // Java's name of the standard time, in Algiers in summer too
			return Spelt{row.home, row.standard}, true
		}
		return Spelt{row.home, ""}, true
	}
	return Spelt{}, false
}

// splitHalf takes "Time" off a name, and the word before it if that says the half of the year.
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

// LooksSpelt reports whether words that end like a zone's name are one, as far as the word before Time shows. Response Time and
// Die Zeit begin a message.
func LooksSpelt(phrase []byte) bool {
	region, half := splitHalf(phrase)
	if len(region) == len(phrase) {
		return !bytes.HasSuffix(phrase, []byte(" Zeit"))
	}
	return half != nil || bytes.HasSuffix(region, []byte(" Mean")) || bytes.HasSuffix(region, []byte(" Universal"))
}

const mostZoneWords = 5

// PhraseEnd returns the end of up to five capitalised words of which the last is Time or a German word for it, or of the first
// words of such names in French, Spanish, Portuguese and Italian; 0 where other words stand.
func PhraseEnd(text []byte, at int) int {
	if at < len(text) && text[at] >= 'a' {
		return foreignPhrase(text, at)
	}
	for words := range mostZoneWords {
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

// foreignPhrases begin the names of zones in other languages, which are not read.
var foreignPhrases = [...]string{"heure d’", "heure d'", "heure normale", "heure moyenne", "hora de verano", "hora estándar", "hora padrão", "hora de verão",
	"horário de verão", "horário padrão", "ora legale", "ora standard"}

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

// Historic are the abbreviations whose offset changed while the name stayed: Moscow was at +04 from 2011 to 2014.
func Historic(row *Abbreviation) (Spelt, bool) {
	if row.Name == "MSK" && !row.Ambiguous {
		return Spelt{"Europe/Moscow", "MSK"}, true
	}
	return Spelt{}, false
}
