package zone

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"timesync/filter/timestamp/internal/scan"
)

// Named is the zone that a text names by itself: the value of a key, of a pair, an argument. It has
// an abbreviation of several meanings, or else a zone.
type Named struct {
	Location *time.Location
	// Short is what the zone must be called at the time of the stamp, "" for any name. CET is the
	// winter time of many zones, and a zone of the database with a summer time.
	Short string
	// Abbreviation has several meanings, of which the time and the assumed zone tell one; or the
	// configuration gives it its meaning.
	Abbreviation *Abbreviation
	// Doubtful says that the text may name something else as well: Z, Japan.
	Doubtful bool
}

// IsPlain reports whether it is one zone at all times.
func (n *Named) IsPlain() bool { return n.Short == "" && n.Abbreviation == nil }

// Named returns the zone that a text names by itself, nil where it names none. Names are looked up
// once. words are the abbreviations that the configuration defines.
func (m *Memory) Named(text []byte, words Words) *Named {
	named, known := m.named[string(text)]
	if known {
		return named
	}
	slashed := bytes.ReplaceAll(text, []byte(`\/`), []byte("/")) // as PHP writes it in JSON
	named = readNamed(scan.Trim(slashed), words)
	if len(text) > longestNamed { // whoever is logged writes it: it is not kept
		return named
	}
	if len(m.named) >= maxNamed {
		clear(m.named)
	}
	m.named[string(text)] = named
	return named
}

// maxNamed bounds the texts that a Memory keeps.
const maxNamed = 1024

// longestNamed is longer than any name that Windows shows.
const longestNamed = 128

// readNamed tries what a text may be. What can be nothing else comes first.
func readNamed(text []byte, words Words) *Named {
	if len(text) == 0 || len(text) > longestNamed {
		return nil
	}
	switch strings.ToLower(string(text)) {
	case "z":
		return &Named{Location: time.UTC, Doubtful: true}
	case "local":
		return &Named{Location: time.Local, Doubtful: true}
	}
	if offset, ok := relativeOffset(text); ok {
		return &Named{Location: fixed(offset)}
	}
	if named := displayed(text); named != nil {
		return named
	}
	if row := words.Find(text); row != nil {
		return abbreviated(row)
	}
	if home := windowsHome(text); home != "" {
		return at(home, "")
	}
	if spelt, ok := FindSpelt(text); ok && PhraseEnd(text, 0) == len(text) {
		return at(spelt.Home, spelt.Short)
	}
	if location := findArea(text); location != nil {
		return &Named{Location: location, Doubtful: slices.Contains(placeless[:], string(text))}
	}
	return nil
}

// at is the zone of a place by its name in the database.
func at(home, short string) *Named {
	location, err := time.LoadLocation(home)
	if err != nil {
		return nil
	}
	return &Named{Location: location, Short: short}
}

// abbreviated is the zone that an abbreviation names. Where the zone database has the abbreviation
// for a zone too, that is meant as well.
func abbreviated(row *Abbreviation) *Named {
	if row.Ambiguous {
		return &Named{Abbreviation: row}
	}
	if spelt, ok := Historic(row); ok {
		return at(spelt.Home, spelt.Short)
	}
	switch row.Name {
	case "CET", "EET", "MET", "WET":
		return at(row.Name, row.Name)
	}
	return &Named{Location: fixed(int(row.Offset))}
}

// IsSilent reports whether the value of a key says that the zone is not known, or is whichever is
// assumed.
func IsSilent(text []byte) bool {
	text = scan.Trim(text)
	return len(text) == 0 || scan.IsOneOf(text, silences[:])
}

// silences are texts that name no zone, in lower case.
var silences = [...]string{"-", "n/a", `n\/a`, "null", "none", "nil", "unknown", "local"}

// findArea returns the zone of a name of the database, in any case; nil where there is none.
func findArea(name []byte) *time.Location {
	area, _, ok := strings.Cut(capitalised(string(name), false), "/")
	if ok && !IsArea([]byte(area)) || !ok && !slices.Contains(placeless[:], string(name)) {
		return nil
	}
	return load(string(name))
}

// load looks up a name of the database: as it is written, and as the database spells it where it is
// written in capitals, as Oracle does, or in small letters. It returns nil where there is none.
func load(name string) *time.Location {
	if !isPlainName(name) {
		return nil
	}
	for _, spelt := range [...]string{name, capitalised(name, false), capitalised(name, true)} {
		if location, err := time.LoadLocation(spelt); err == nil {
			return location
		}
	}
	return nil
}

// placeless are the names of the database without an area that are no abbreviations.
var placeless = [...]string{
	"CST6CDT", "Cuba", "EST5EDT", "Egypt", "Eire", "GB", "Greenwich", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan",
	"MST7MDT", "NZ", "Navajo", "PRC", "PST8PDT", "Poland", "Portugal", "ROC", "ROK", "Singapore", "Turkey", "UCT", "Universal", "Zulu",
}

// capitalised spells a name as the database does: Europe/Berlin, and if small Africa/Dar_es_Salaam.
func capitalised(name string, small bool) string {
	spelt := []byte(strings.ToLower(name))
	for i := range spelt {
		if i == 0 || !scan.IsLetter(spelt[i-1]) {
			end := i
			for end < len(spelt) && scan.IsLetter(spelt[end]) {
				end++
			}
			if word := string(spelt[i:end]); end > i && !(small && (word == "au" || word == "es" || word == "of")) {
				spelt[i] &^= 0x20
			}
		}
	}
	switch area, rest, _ := strings.Cut(string(spelt), "/"); area {
	case "Us":
		return "US/" + rest
	case "Etc":
		return area + "/" + strings.ToUpper(rest)
	}
	return string(spelt)
}
