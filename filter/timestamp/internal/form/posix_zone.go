package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// posixZone reads what POSIX calls a zone, an abbreviation and hours west of Greenwich. EST5EDT and its kin are names of the zone
// database too. Of UTC2, EDT5 and TZ-6 nobody knows whether who wrote them counted to the west or to the east: they refuse the
// stamp. Other words with digits behind are hosts (db5).
func (d *Draft) posixZone(from int, word []byte) bool {
	at := d.At
	signed := at < len(d.Text) && (d.Text[at] == '+' || d.Text[at] == '-')
	if signed {
		at++
	}
	run := scan.DigitRun(d.Text, at)
	row := d.Words.Find(word)
	if run != 1 && run != 2 || string(word) != "TZ" && (row == nil || row.Name == "Z" || word[0] >= 'a') {
		return false
	}
	if signed && row != nil && (row.Name == "UTC" || row.Name == "GMT" || run == len("hh")) {
		return false // relativeOffset
	}
	summer := at + run
	end := summer
	for end < len(d.Text) && scan.IsLetter(d.Text[end]) {
		end++
	}
	if end > summer && d.Words.Find(d.Text[summer:end]) == nil || d.Line && (!scan.EndsAt(d.Text, end) || goesOn(d.Text, end)) {
		return false
	}
	if d.At = end; zone.IsPOSIXName(d.Text[from:end]) {
		d.Zone, d.Name = ZoneNamed, d.Text[from:end]
		return true
	}
	if row == nil {
		d.Refuse(timestamp.UnknownZone)
	}
	d.Refuse(timestamp.AmbiguousZone)
	return true
}
