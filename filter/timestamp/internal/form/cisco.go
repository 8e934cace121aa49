package form

import (
	"bytes"

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

// isBeforeHost reports whether a facility follows at a place, or what shows that the word before it
// is a zone and no host: an address, or a host with what a program writes after it.
func isBeforeHost(text []byte, at int) bool {
	if isFacility(text, at) {
		return true
	}
	end := at
	for end < len(text) && isHostByte(text[end]) {
		end++
	}
	if end == at || end == len(text) || text[end] != ' ' {
		return false
	}
	return isAddress(text[at:end]) || isFacility(text, end) || isFacility(text, end+1) || isTag(text, end+1)
}

// doubtAbbreviation leaves the abbreviation that a stamp ends in to what follows. The stamp is refused
// unless the assumed zone has the same offset.
func doubtAbbreviation(d *Draft) {
	if d.Abbrev.Ambiguous {
		d.Refuse(timestamp.AmbiguousZone)
		return
	}
	d.At = timeBefore(d.Text, d.At-len(d.Abbrev.Name))
	d.Zone, d.Offset, d.doubted = ZoneNone, d.Abbrev.Offset, true
}

func isHostByte(c byte) bool { return scan.IsWord(c) || c == '-' || c == '.' || c == ':' }

// isAddress reports whether a word is an address of IPv4 or IPv6, as far as its bytes tell.
func isAddress(word []byte) bool {
	dots, colons := bytes.Count(word, []byte(".")), bytes.Count(word, []byte(":"))
	long := colons == 7 || colons > 1 && bytes.Contains(word, []byte("::"))
	for _, c := range word {
		if !scan.IsHex(c) && c != '.' && c != ':' || colons == 0 && !scan.IsDigit(c) && c != '.' {
			return false
		}
	}
	return colons == 0 && dots == 3 || long && dots == 0
}

// isTag reports whether the tag of BSD syslog stands at a place: a program, its number in brackets
// perhaps, and a colon (RFC 3164 section 4.1.3).
func isTag(text []byte, at int) bool {
	d := scan.Cursor{Text: text, At: at}
	for d.At < len(text) && (scan.IsWord(text[d.At]) || text[d.At] == '-' || text[d.At] == '.' || text[d.At] == '/') {
		d.At++
	}
	if d.At == at {
		return false
	}
	if d.Skip('[') {
		run := scan.DigitRun(text, d.At)
		if d.At += run; run == 0 || !d.Skip(']') {
			return false
		}
	}
	return d.SkipText(": ")
}

func isBehindHost(next upcoming) bool { return zoneBehindHost(next.text, next.at) > 0 }

// zoneBehindHost returns where the name between a host and a facility begins, as in
// "sw1 AEST: %SYS-5-CONFIG_I", 0 where none stands there.
func zoneBehindHost(text []byte, at int) int {
	end := at
	for end < len(text) && isHostByte(text[end]) {
		end++
	}
	name := end + 1
	if end == at || end == len(text) || text[end] != ' ' {
		return 0
	}
	for end = name; end < len(text) && scan.IsLetter(text[end]); end++ {
	}
	if end == name || end-name > longestCiscoZone || !isFacility(text, end) || scan.DigitRun(text, at) == name-1-at {
		return 0
	}
	return name
}

// readBehindHost reads the zone that stands between the host of BSD syslog and a facility. The host
// stays what it is.
func readBehindHost(d *Draft) verdict {
	from := d.At
	name := zoneBehindHost(d.Text, from)
	if name == 0 || d.Format != "rfc3164" {
		return passed
	}
	d.At = name
	row, ok := readCiscoZone(d)
	if d.At = timeBefore(d.Text, from); !ok || row == nil {
		return passed
	}
	takeAbbreviation(d, row)
	return taken
}
