package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// letters steps over a word and returns it.
func letters(d *Draft) []byte {
	from := d.At
	for d.At < len(d.Text) && scan.IsLetter(d.Text[d.At]) {
		d.At++
	}
	return d.Text[from:d.At]
}

// findAbbreviation is the row of a word that means a zone; nil where it means none. Z is a claim of
// its own.
func findAbbreviation(d *Draft, word []byte) *zone.Abbreviation {
	row := d.Words.Find(word)
	if row != nil && row.Name == "Z" {
		return nil
	}
	return row
}

// takeAbbreviation takes the zone that an abbreviation means.
func takeAbbreviation(d *Draft, row *zone.Abbreviation) {
	d.Zone, d.Offset, d.Abbrev = ZoneOffset, row.Offset, row
	if row.Ambiguous {
		d.Zone = ZoneAbbreviated
	} else if spelt, ok := zone.Historic(row); ok {
		d.Zone, d.Spelt = ZoneSpelt, spelt
	}
}

func isAbbreviation(next upcoming) bool { return next.words.Find(next.letters()) != nil }

// readAbbreviation reads a word of the table. In a line it must end as no name of a host does.
func readAbbreviation(d *Draft) verdict {
	row := findAbbreviation(d, letters(d))
	if row == nil || d.At < len(d.Text) && scan.IsWord(d.Text[d.At]) || d.Line && goesOn(d.Text, d.At) {
		return passed
	}
	takeAbbreviation(d, row)
	return taken
}

// refuseWord refuses capitals that are in no table: at the end of a value nothing but a zone can
// stand.
func refuseWord(d *Draft) verdict {
	word := letters(d)
	if len(word) < 3 || len(word) > 5 || d.At < len(d.Text) || findAbbreviation(d, word) != nil {
		return passed
	}
	for _, c := range word {
		if c >= 'a' {
			return passed
		}
	}
	d.Refuse(timestamp.UnknownZone)
	return taken
}

func isInBrackets(next upcoming) bool { return inBrackets(next.words, next.text[next.at:]) > 0 }

// readInBrackets reads (UTC) and [CEST].
func readInBrackets(d *Draft) verdict {
	length := inBrackets(d.Words, d.Text[d.At:])
	if length == 0 {
		return passed
	}
	takeAbbreviation(d, d.Words.Find(d.Text[d.At+1:d.At+length-1]))
	d.At += length
	return taken
}

// inBrackets returns the length of an abbreviation in brackets at the start of text, 0 where none
// stands there.
func inBrackets(words zone.Words, text []byte) int {
	end := 1
	for end < len(text) && scan.IsLetter(text[end]) {
		end++
	}
	if end == 1 || end == len(text) || text[0] == '(' && text[end] != ')' || text[0] == '[' && text[end] != ']' {
		return 0
	}
	if row := words.Find(text[1:end]); row == nil || row.Name == "Z" {
		return 0
	}
	return end + 1
}

func isPOSIX(next upcoming) bool { return string(next.letters()) == "TZ" || isAbbreviation(next) }

// readPOSIX reads EST5EDT and its kin, which the zone database names too.
func readPOSIX(d *Draft) verdict {
	from := d.At
	if _, ok := readPOSIXName(d); !ok || !zone.IsPOSIXName(d.Text[from:d.At]) {
		return passed
	}
	d.Zone, d.Name = ZoneNamed, d.Text[from:d.At]
	return taken
}

// refusePOSIX refuses UTC2, EDT5 and TZ-6: nobody knows whether who wrote them counted to the west,
// as POSIX does, or to the east.
func refusePOSIX(d *Draft) verdict {
	row, ok := readPOSIXName(d)
	if !ok {
		return passed
	}
	if row == nil {
		d.Refuse(timestamp.UnknownZone)
	}
	d.Refuse(timestamp.AmbiguousZone)
	return taken
}

// readPOSIXName steps over what POSIX calls a zone: an abbreviation and hours, and perhaps the
// summer's abbreviation. It returns the row of the first, nil of TZ. Other words with digits after
// them are hosts (db5).
func readPOSIXName(d *Draft) (row *zone.Abbreviation, ok bool) {
	word := letters(d)
	signed := d.Skip('+') || d.Skip('-')
	run := scan.DigitRun(d.Text, d.At)
	row = findAbbreviation(d, word)
	if run != 1 && run != 2 || string(word) != "TZ" && (row == nil || word[0] >= 'a') {
		return nil, false
	}
	if signed && row != nil && (row.Name == "UTC" || row.Name == "GMT" || run == len("hh")) {
		return nil, false // an offset relative to it
	}
	d.At += run
	if summer := letters(d); len(summer) > 0 && d.Words.Find(summer) == nil {
		return nil, false
	}
	return row, !d.Line || d.Ends() && !goesOn(d.Text, d.At)
}
