package line

import (
	"bytes"

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

// takePairedZone takes the zone of a stamp without zone from another pair.
func takePairedZone(d *form.Draft, at int) {
	if d.Zone != form.ZoneNone || d.Format != pairsFormat && !isPaired(d.Text, at) {
		return
	}
	switch named, ok := zonePair(d); {
	case !ok:
	case named == nil:
		d.Refuse(timestamp.UnknownZone)
	default:
		d.Zone, d.Apart = form.ZoneApart, named
	}
}

// zonePair returns the zone that a pair names, nil for a text that is no zone or that the end of what
// is searched may have cut; ok is false where no pair names one. The first one after the stamp counts,
// else the last one before it. What stands in quotes is text.
func zonePair(d *form.Draft) (named *zone.Named, ok bool) {
	if named, ok = zonePairIn(d, scan.SkipQuote(d.Text, d.At), len(d.Text), true); !ok {
		named, ok = zonePairIn(d, 0, d.From, false)
	}
	return named, ok
}

// zonePairIn returns the zone of the first or the last pair of a part of the line that names one.
func zonePairIn(d *form.Draft, at, end int, first bool) (named *zone.Named, ok bool) {
	quoted := false
	for ; at < end; at++ {
		if d.Text[at] == '"' {
			quoted = !quoted
		}
		if quoted || at > 0 && !isPairGap(d.Text[at-1]) {
			continue
		}
		key := at
		for at < end && scan.IsWord(d.Text[at]) {
			at++
		}
		if at == end || d.Text[at] != '=' {
			at = max(at-1, key)
			continue
		}
		if one, tells := zoneUnder(d, d.Text[key:at], at+1); tells {
			if named, ok = one, true; first {
				break
			}
		}
	}
	return named, ok
}

// zoneUnder returns the zone that the value of a pair names, which begins at a place; ok is false
// where its key or its value says nothing of a zone.
func zoneUnder(d *form.Draft, key []byte, at int) (named *zone.Named, ok bool) {
	if !isZoneKey(key) {
		return nil, false
	}
	value, whole := pairValue(d.Text, at)
	if named, ok = ZoneUnder(d.Zones, d.Words, key, value); d.Cut && !whole {
		named = nil
	}
	return named, ok
}

// pairValue returns the value of a pair that begins at a place, without quotes, and whether it ends
// before the text does. Words behind a bracket belong to it, (GMT-8:00) Pacific Time, and nothing
// shows where they end.
func pairValue(text []byte, at int) (value []byte, whole bool) {
	if at < len(text) && (text[at] == '"' || text[at] == '\'') {
		end := bytes.IndexByte(text[at+1:], text[at])
		if end < 0 {
			return text[at+1:], false
		}
		return text[at+1 : at+1+end], true
	}
	end := at
	for end < len(text) && !isPairGap(text[end]) && text[end] != ']' && text[end] != '}' {
		end++
	}
	if end > at && text[at] == '(' && end+1 < len(text) && !isPairAt(text, end+1) {
		return text[at:], true
	}
	return text[at:end], end < len(text)
}

// isPairAt reports whether a key and an equals sign stand at a place.
func isPairAt(text []byte, at int) bool {
	d := scan.Cursor{Text: text, At: at}
	return len(d.Word()) > 0 && d.Peek() == '='
}

func isPairGap(c byte) bool {
	return scan.IsBlank(c) || c == ',' || c == ';' || c == '|'
}
