package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
)

// Marks that IOS writes before the time of a clock that it does not trust (Cisco IOS, "service timestamps"). They become the
// name of the form.
const (
	MarkUnset    = '*' // the clock was never set
	MarkUnsynced = '.' // it was, and lost its server
)

// CiscoForm is the name of the form with a mark before the stamp, or its own where there is none.
func CiscoForm(form string, mark byte) string {
	switch {
	case form != "rfc3164" && form != "name_day" && form != "time_first":
	case mark == MarkUnset:
		return "cisco_unset"
	case mark == MarkUnsynced:
		return "cisco_unsynced"
	}
	return form
}

// longestCiscoZone is what "clock timezone" takes for a name.
const longestCiscoZone = 7

// ciscoZone reads the name that stands between the time and ": %FACILITY-N-MNEMONIC", where only a zone does. The administrator
// made it up: one that is not known by its letters refuses the stamp.
func (d *Draft) ciscoZone() bool {
	end := d.At
	for end < len(d.Text) && scan.IsLetter(d.Text[end]) {
		end++
	}
	if length := end - d.At; length == 0 || length > longestCiscoZone || !isFacility(d.Text, end) {
		return false
	}
	var space [longestCiscoZone]byte
	upper := space[:end-d.At]
	for i, c := range d.Text[d.At:end] {
		upper[i] = c &^ 0x20
	}
	d.At = end
	if row := d.Words.Find(upper); row != nil && row.Name != "Z" {
		d.abbreviated(row)
	} else {
		d.Refuse(timestamp.UnknownZone)
	}
	return true
}

// isFacility reports whether a colon, a blank and a facility of Cisco's follow: ": %SYS-5-CONFIG_I".
func isFacility(text []byte, at int) bool {
	return at+len(": %S") <= len(text) && text[at] == ':' && text[at+1] == ' ' && text[at+2] == '%' && scan.IsLetter(text[at+3])
}
