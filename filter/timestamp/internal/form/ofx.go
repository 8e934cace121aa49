package form

import (
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// ofxOffset reads the offset of Open Financial Exchange (section 3.2.8.2), whole hours and perhaps the zone's name:
// 20240614101112.123[-5:EST], [0:GMT]. Anywhere but right behind a value's time it must have a sign and a zone's own name.
func (d *Draft) ofxOffset() bool {
	text := d.Text[d.At:]
	if len(text) < len("[0]") || text[0] != '[' {
		return false
	}
	sign, at := zone.SignOf(text[1:])
	at++
	run := scan.DigitRun(text, at)
	if run != 1 && run != 2 {
		return false
	}
	hour := scan.Decimal(text[at : at+run])
	at += run
	name := at + 1
	named := at < len(text) && text[at] == ':'
	if named {
		for at++; at < len(text) && scan.IsLetter(text[at]); at++ {
		}
		named = at > name
	}
	offset := sign * hour * calendar.SecondsPerHour
	if sign == 0 && (hour != 0 || !named) || !zone.InUse(offset) || at == len(text) || text[at] != ']' || text[at-1] == ':' {
		return false
	}
	apart := d.Line || scan.IsBlank(d.Text[d.At-1]) // there [0:main] is a thread
	if apart && (sign == 0 || !named || d.Words.Find(text[name:at]) == nil) {
		return false
	}
	d.TakeOffset(offset, at+1)
	return true
}
