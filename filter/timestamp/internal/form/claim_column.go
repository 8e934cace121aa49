package form

import (
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// The zone in the column after the time's: 10:11:12,UTC and "10:11:12";"CEST" and
// 10:11:12|+02:00|x. The stamp ends before it all the same: a line that is rewritten keeps its
// columns.

const separators = ",;|\"' \t"

var columnClaims = []claim{
	{name: "column_offset", sides: zoneColumn, where: inLine, begins: separators, may: mayBeColumn, read: readColumnOffset,
		example: "2024-06-14 12:11:12|«+02:00»|x", counter: "2024-06-14 06:11:12|+1200|x"},
	{name: "column_area", sides: zoneColumn, where: inLine, begins: separators, may: mayBeColumn, read: readColumnArea,
		example: "2024-06-14 12:11:12,«Europe/Berlin»,x", counter: "2024-06-14 06:11:12,text/html,x"},
	{name: "column_abbreviation", sides: zoneColumn, where: inLine, begins: separators, may: mayBeColumn, read: readColumnAbbreviation,
		example: "2024-06-14 10:11:12,«UTC»,x", counter: "2024-06-14 06:11:12,GET,x"},
}

// readInColumn lets read claim the next column as a whole, and goes back before it.
func readInColumn(d *Draft, read func(d *Draft) verdict) verdict {
	from := d.At
	d.At = nextColumn(d.Text, from)
	if d.At == 0 || read(d) == passed {
		return passed
	}
	if !columnEnds(d.Text, d.At) {
		d.Zone, d.Name, d.Abbrev = ZoneNone, nil, nil
		return passed
	}
	d.At = from
	return taken
}

func readColumnOffset(d *Draft) verdict {
	return readInColumn(d, func(d *Draft) verdict {
		offset, length := zone.ReadOffset(d.Text[d.At:])
		if length < len("+hhmm") || !zone.InUse(offset) || !isPadded(d.Text[d.At:], length) {
			return passed
		}
		d.TakeOffset(offset, length)
		return taken
	})
}

func readColumnArea(d *Draft) verdict { return readInColumn(d, readArea) }

// readColumnAbbreviation reads an abbreviation. What may be another code (CAT is a company too)
// must be what the assumed zone is called then.
func readColumnAbbreviation(d *Draft) verdict {
	return readInColumn(d, func(d *Draft) verdict {
		row := findAbbreviation(d, letters(d))
		if row == nil {
			return passed
		}
		if takeAbbreviation(d, row); row.Name != "UTC" && row.Name != "GMT" {
			d.Zone = ZoneAbbreviated
		}
		return taken
	})
}

// isPadded reports whether an offset of a length has a colon or begins with a zero, as numbers have
// not.
func isPadded(text []byte, length int) bool {
	return length > len("+hhmm") || text[length-len("hhmm")] == '0' || text[length-len(":mm")] == ':'
}

// nextColumn returns where the column after a place begins, 0 where no separator follows.
func nextColumn(text []byte, at int) int {
	at = scan.SkipQuote(text, at)
	at = scan.SkipBlanks(text, at)
	if at >= len(text) || text[at] != ',' && text[at] != ';' && text[at] != '|' {
		return 0
	}
	return scan.SkipQuote(text, scan.SkipBlanks(text, at+1))
}

func columnEnds(text []byte, at int) bool {
	if at = scan.SkipQuote(text, at); at == len(text) {
		return true
	}
	switch text[at] {
	case ',', ';', '|', ' ', '\t', ']', ')':
		return true
	}
	return false
}

// mayBeColumn reports whether the next column can be a zone or a day period.
func mayBeColumn(next upcoming) bool {
	at := nextColumn(next.text, next.at)
	if at == 0 || at == len(next.text) {
		return false
	}
	if matches(signs, next.text[at]) {
		return true
	}
	end := at
	for end < len(next.text) && scan.IsLetter(next.text[end]) {
		end++
	}
	_, length := englishPeriod(next.text, at)
	return length > 0 || end < len(next.text) && next.text[end] == '/' || next.words.Find(next.text[at:end]) != nil
}
