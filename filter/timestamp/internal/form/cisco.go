package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// Marks that IOS writes before the time of a clock that it does not trust (Cisco IOS, "service
// timestamps"). They become the name of the form.
const (
	MarkUnset    = '*' // the clock was never set
	MarkUnsynced = '.' // it was, and lost its server
)

// CiscoForm returns the name of a form with one of those marks before the stamp, or the name itself
// where there is none.
func CiscoForm(format string, mark byte) string {
	switch {
	case format != "rfc3164" && format != "name_day" && format != "time_first":
	case mark == MarkUnset:
		return "cisco_unset"
	case mark == MarkUnsynced:
		return "cisco_unsynced"
	}
	return format
}

// longestCiscoZone is what IOS's "clock timezone" takes for a name.
const longestCiscoZone = 7

func isBeforeFacility(next upcoming) bool { return isFacility(next.text, next.end) }

// readCisco reads the name between a time and ": %FACILITY-N-MNEMONIC", where only a zone stands.
func readCisco(d *Draft) verdict {
	row, ok := readCiscoZone(d)
	if !ok || row == nil {
		return passed
	}
	takeAbbreviation(d, row)
	return taken
}

// refuseCisco refuses a stamp whose zone the administrator made up.
func refuseCisco(d *Draft) verdict {
	if row, ok := readCiscoZone(d); !ok || row != nil {
		return passed
	}
	d.Refuse(timestamp.UnknownZone)
	return taken
}

// readCiscoZone steps over such a name and returns its row, in whatever case it is written; nil
// where it is unknown.
func readCiscoZone(d *Draft) (row *zone.Abbreviation, ok bool) {
	word := letters(d)
	if len(word) == 0 || len(word) > longestCiscoZone || !isFacility(d.Text, d.At) {
		return nil, false
	}
	var space [longestCiscoZone]byte
	upper := space[:len(word)]
	for i, c := range word {
		upper[i] = c &^ 0x20
	}
	return findAbbreviation(d, upper), true
}

// isFacility reports whether a colon, a blank and a facility of Cisco's follow, as in
// ": %SYS-5-CONFIG_I".
func isFacility(text []byte, at int) bool {
	return at+len(": %S") <= len(text) && text[at] == ':' && text[at+1] == ' ' && text[at+2] == '%' && scan.IsLetter(text[at+3])
}
