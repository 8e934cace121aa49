package line

import (
	"bytes"

	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
)

// Events in ArcSight's Common Event Format and QRadar's LEEF, CEF:0|vendor|..|rt=Jun 14 2024
// 10:11:12 and LEEF:1.0|..: pairs whose values have blanks in them, so that the word before a stamp
// says nothing.

// eventTimes are the keys under which such an event has its own time. cs1 to cs6, deviceCustomDate1
// and msg have others.
var eventTimes = [...]string{"devicereceipttime", "devtime", "event_timestamp", "eventtime", "rt"}

// inEvent reports whether such an event has begun in a text. The stamp of a syslog header stands
// before it.
func inEvent(text []byte) bool {
	at := bytes.Index(text, []byte("EF:"))
	return at > 0 && (text[at-1] == 'C' || text[at-1] == 'E') && scan.DigitRun(text, at+len("EF:")) > 0
}

// isEventTime reports whether a key of an event has its own time: its beginning and its end only
// where it has no time of receipt, which may stand after what is searched.
func isEventTime(d *form.Draft, key []byte) bool {
	if scan.IsOneOf(key, eventTimes[:]) {
		return true
	}
	return (string(key) == "start" || string(key) == "end") && !d.Cut && !bytes.Contains(d.Text, []byte(" rt="))
}
