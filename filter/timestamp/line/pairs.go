package line

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// pairsFormat is the name of a date and a time in pairs of their own.
const pairsFormat = "date_time_pairs"

// readPairs reads the date and time that firewalls write as pairs of their own, date=2024-06-14
// time=10:11:12 (FortiGate, Sophos). Where the line also has the epoch of the event within its
// depth, that is the stamp: it needs no zone.
func readPairs(d *form.Draft, at int) bool {
	if scan.DigitRun(d.Text, at) != len("2024") {
		return false
	}
	if key, keyed := scan.KeyBefore(d.Text, at); !keyed || string(key) != "date" {
		return false
	}
	if _, end := eventTime(d); end > at && (d.Depth == 0 || end <= int(d.Depth)) {
		return false
	}
	d.Restart(at)
	var ok [3]bool
	d.Year, ok[0] = d.Number(4, 4)
	ok[0] = ok[0] && d.Skip('-')
	d.Month, ok[1] = d.Number(2, 2)
	ok[1] = ok[1] && d.Skip('-')
	d.Day, ok[2] = d.Number(2, 2)
	d.Skip('"')
	if d.Skip(','); ok != [3]bool{true, true, true} || d.Blanks() == 0 && d.Text[d.At-1] != ',' || !d.SkipText("time=") {
		return false
	}
	d.Skip('"')
	if scan.DigitRun(d.Text, d.At) != 2 || !d.Clock() {
		return false
	}
	d.Format = pairsFormat
	return true
}

// isPaired reports whether the stamp at a place is the value of a pair, time="2024-06-14 10:11:12".
func isPaired(line []byte, at int) bool {
	if at > 0 && line[at-1] == '"' {
		at--
	}
	return at > 0 && line[at-1] == '='
}

// takePairedZone takes the zone of a stamp without zone from a pair after it.
func takePairedZone(d *form.Draft, at int) {
	if d.Zone == form.ZoneNone && (d.Format == pairsFormat || isPaired(d.Text, at)) {
		pairedZone(d)
	}
}

// pairedZone reads the zone that a pair after the stamp names, and stays where it is. One that is
// no zone, or that the end of what is searched may have cut, refuses the stamp.
func pairedZone(d *form.Draft) {
	end := d.At
	if d.At = zonePair(d); d.At > 0 {
		d.Skip('"')
		if from := d.At; !valueOfZone(d) || d.At == from || !d.Ends() || d.Cut && d.At == len(d.Text) {
			d.Refuse(timestamp.UnknownZone)
		}
	}
	d.At = end
}

// zonePair returns where the value of that pair begins, 0 where there is none. What stands in
// quotes is text.
func zonePair(d *form.Draft) int {
	quoted := false
	for at := scan.SkipQuote(d.Text, d.At); at < len(d.Text); at++ {
		if d.Text[at] == '"' {
			quoted = !quoted
		}
		if quoted || !isPairGap(d.Text[at-1]) {
			continue
		}
		for _, key := range zoneKeys {
			if end := at + len(key); end < len(d.Text) && d.Text[end] == '=' && string(d.Text[at:end]) == key {
				return end + len("=")
			}
		}
	}
	return 0
}

func isPairGap(c byte) bool {
	return scan.IsBlank(c) || c == ',' || c == ';' || c == '|'
}

// valueOfZone reads a zone that stands by itself, where +2 can be nothing else.
func valueOfZone(d *form.Draft) bool {
	if offset, length := zone.HourOffset(d.Text[d.At:]); length > 0 && scan.EndsAt(d.Text, d.At+length) {
		d.TakeOffset(offset, length)
		return true
	}
	return d.ZoneAlone()
}
