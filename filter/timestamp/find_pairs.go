package timestamp

import "bytes"

// pairs reads the date and time that firewalls write as pairs of their own, date=2024-06-14 time=10:11:12, with tz=+0200 or
// timezone="CET" further on (FortiGate, Sophos). Where the line also has the epoch of the event, that is the
// stamp: it needs no zone.
func (d *draft) pairs(at int) bool {
	if digitRun(d.text, at) != len("2024") {
		return false
	}
	if key, keyed := keyBefore(d.text, at); !keyed || string(key) != "date" || bytes.Contains(d.text[at:], []byte("eventtime=")) {
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
	end := d.at
	d.pairedZone()
	d.at = end
	return true
}

// pairedZone reads the value of the pair that names the zone. One that is no zone refuses the stamp.
func (d *draft) pairedZone() {
	for _, key := range [...]string{"tz=", "timezone="} {
		at := bytes.Index(d.text[d.at:], []byte(key))
		if at <= 0 || isWord(d.text[d.at+at-1]) {
			continue
		}
		d.at += at + len(key)
		d.skip('"')
		if from := d.at; !d.offsetZone(0) && !d.zoneWord() || d.at == from {
			d.refuse(UnknownZone)
		}
		return
	}
}
