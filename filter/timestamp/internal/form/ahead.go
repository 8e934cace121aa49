package form

import (
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/scan"
)

// Ahead reads a zone and the stamp behind it, which must have none itself. In one pair of brackets with the date, and in a value,
// the word can be nothing else; UTC and GMT are believed anywhere. Another name before a line's date may be a program's or
// a level: it must be what the assumed zone is called then.
func (d *Draft) Ahead(at int) bool {
	end := at
	for end < len(d.Text) && scan.IsLetter(d.Text[end]) {
		end++
	}
	if end == len(d.Text) || d.Text[end] != ' ' && d.Text[end] != ']' {
		return false
	}
	row := d.Words.Find(d.Text[at:end])
	if row == nil || row.Name == "Z" {
		return false
	}
	from, together := at, at > 0 && d.Text[at-1] == '['
	if together && d.Text[end] == ']' {
		from, end, together = at-1, end+1, false
	}
	next := scan.SkipBlanks(d.Text, end)
	if next == end || !d.Begin(next) || !d.HasTime || d.Zone != ZoneNone {
		return false
	}
	d.From = from
	d.abbreviated(row)
	if !together && d.Line && row.Name != "UTC" && row.Name != "GMT" {
		d.Zone = ZoneAbbreviated
	}
	return true
}

// ZoneAheadOf reports whether a value begins with the name of a zone, and where the name stands.
func ZoneAheadOf(text []byte) (at int, ok bool) {
	if len(text) > 1 && text[0] == '[' {
		at = 1
	}
	return at, scan.IsLetter(text[at])
}

// BracketedYear reads the year of [2021] Jun 14 10:11:12, which may be another number, and returns where the stamp then begins.
func BracketedYear(line []byte, head int) (year, next int) {
	if head == 0 || line[head-1] != '[' || scan.DigitRun(line, head) != len("2021") || head+len("2021] ") >= len(line) || line[head+4] != ']' {
		return 0, 0
	}
	if year = scan.Decimal(line[head : head+4]); year < firstTrailingYear || year >= epoch.LastYear {
		return 0, 0
	}
	return year, scan.SkipBlanks(line, head+len("2021]"))
}
