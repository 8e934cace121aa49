package timestamp

import "bytes"

// pairs reads the date and time that firewalls write as pairs of their own, date=2024-06-14 time=10:11:12, with tz=+0200 or
// timezone="CET" further on (FortiGate, Sophos). Where the line also has the epoch of the event within its
// depth, that is the stamp: it needs no zone.
func (d *draft) pairs(at int) bool {
	if digitRun(d.text, at) != len("2024") {
		return false
	}
	if key, keyed := keyBefore(d.text, at); !keyed || string(key) != "date" {
		return false
	}
	event, end := d.eventTime()
	if end > at && (d.depth == 0 || end <= int(d.depth)) {
		return false
	}
	d.restart(at)
	var ok [3]bool
	d.year, ok[0] = d.number(4, 4)
	ok[0] = ok[0] && d.skip('-')
	d.month, ok[1] = d.number(2, 2)
	ok[1] = ok[1] && d.skip('-')
	d.day, ok[2] = d.number(2, 2)
	d.skip('"')
	if d.skip(','); ok != [3]bool{true, true, true} || d.blanks() == 0 && d.text[d.at-1] != ',' || !d.skipText("time=") {
		return false
	}
	d.skip('"')
	if digitRun(d.text, d.at) != 2 || !d.clock() {
		return false
	}
	d.format = "date_time_pairs"
	d.pairedZone()
	if d.zone == zoneNone && end > 0 {
		d.zoneByEvent(&event)
	}
	return true
}

// zonePairs are the keys of the pair that names the zone of a stamp in another pair.
var zonePairs = [...]string{"tz=", "timezone=", "time_zone="}

// isPaired says whether the stamp at a place is the value of a pair, time="2024-06-14 10:11:12".
func isPaired(line []byte, at int) bool {
	if at > 0 && line[at-1] == '"' {
		at--
	}
	return at > 0 && line[at-1] == '='
}

// standsAlone says whether a stamp that a short cut has read belongs to the record and no pair may tell its zone.
func (d *draft) standsAlone(at int, st *Stamp) bool {
	return d.belongs(at) && (st.ZoneSource == ZoneInStamp || !isPaired(d.text, at))
}

// zoneOfPair reads the zone of a stamp without zone in a pair behind it.
func (d *draft) zoneOfPair(at int) {
	if d.zone == zoneNone && isPaired(d.text, at) {
		d.pairedZone()
	}
}

// pairedZone reads the zone that a pair behind the stamp names, and stays where it is. One that is no zone, or that the end of
// what is searched may have cut, refuses the stamp.
func (d *draft) pairedZone() {
	end := d.at
	if d.at = d.zonePair(); d.at > 0 {
		d.skip('"')
		if from := d.at; !d.valueOfZone() || d.at == from || !d.ends() || d.cut && d.at == len(d.text) {
			d.refuse(UnknownZone)
		}
	}
	d.at = end
}

// zonePair returns where the value of that pair begins, 0 where there is none. What stands in quotes is text.
func (d *draft) zonePair() int {
	quoted := false
	for at := skipQuote(d.text, d.at); at < len(d.text); at++ {
		if d.text[at] == '"' {
			quoted = !quoted
		}
		if c := d.text[at]; c|0x20 != 't' || quoted || !isPairGap(d.text[at-1]) {
			continue
		}
		for _, key := range zonePairs {
			if bytes.HasPrefix(d.text[at:], []byte(key)) {
				return at + len(key)
			}
		}
	}
	return 0
}

func isPairGap(c byte) bool {
	return isBlank(c) || c == ',' || c == ';' || c == '|'
}

// valueOfZone reads a zone that stands by itself, where +2 can be nothing else.
func (d *draft) valueOfZone() bool {
	if offset, length := hourOffset(d.text[d.at:]); length > 0 && endsAt(d.text, d.at+length) {
		d.takeOffset(offset, length)
		return true
	}
	return d.offsetZone(0) || d.zoneWord()
}
