package line

import (
	"bytes"

	"timesync/filter/timestamp/entry"
	"timesync/filter/timestamp/internal/scan"
)

// walkPairs notes where the values of known keys begin in key=value. A key begins the line or stands
// behind a blank, a comma, a semicolon, a bar or a circumflex; what a pair has in quotes is text.
// In events of CEF and LEEF quotes are none, and keys may have the vendor's prefix in capitals.
func (o *object) walkPairs(line []byte, head int) {
	o.line = line
	o.event = inEvent(line) || isEventBody(line, head)
	for at := head; at < len(line); {
		length := bytes.IndexByte(line[at:], '=')
		if length < 0 {
			return
		}
		equals := at + length
		key := keyEndingAt(line, equals)
		if at = equals + 1; at < len(line) && line[at] == '"' && !o.event {
			if key != nil {
				o.notePair(key, at+1)
			}
			if at = scan.StringEnd(line, at+1); at < 0 {
				return
			}
			continue
		}
		if value := scan.SkipQuote(line, at); key != nil && !isInQuery(line, value) && !isOfThing(line, key) {
			o.notePair(key, value)
		}
	}
}

// namesThing reports whether a pair of a line has a name that shows its date to be that of a thing.
func namesThing(line []byte) bool {
	for at := 0; ; at++ {
		length := bytes.IndexByte(line[at:], '=')
		if length < 0 {
			return false
		}
		if at += length; entry.IsThing(keyEndingAt(line, at)) {
			return true
		}
	}
}

func (o *object) notePair(key []byte, at int) {
	m := known.mean(key)
	if m == nil && o.event {
		m = known.mean(withoutPrefix(key))
	}
	if m != nil && m.name >= 0 {
		o.note(m.priorityIn(-1), at, nil, at)
	}
}

// isEventBody reports whether a line is an event of CEF whose CEF: something has taken away, as
// syslog's parsers do that read it as a tag: 0|Vendor|Product|1.0|100|Name|5|rt=..
func isEventBody(line []byte, head int) bool {
	const bars = len("|vendor|product|version|class|name|severity|") - len("vendorproductversionclassnameseverity")
	head = scan.SkipBlanks(line, head)
	version := scan.DigitRun(line, head)
	return version == 1 && head+1 < len(line) && line[head+1] == '|' && bytes.Count(line, []byte("|")) >= bars
}

// keyEndingAt returns the key that ends before line[end], nil where no key of a pair does.
func keyEndingAt(line []byte, end int) []byte {
	at := end
	for at > 0 && (scan.IsWord(line[at-1]) || line[at-1] == '-' || line[at-1] == '.' || line[at-1] == '@' || line[at-1] >= 0x80) {
		at--
	}
	if at == end || at > 0 && !isPairGap(line[at-1]) && line[at-1] != '^' && line[at-1] != '>' {
		return nil
	}
	return line[at:end]
}

// withoutPrefix returns what follows the capitals that a key begins with: FTNTFGTeventtime is
// Fortinet's eventtime, in the dictionary of CEF's extensions.
func withoutPrefix(key []byte) []byte {
	at := 0
	for at < len(key) && (key[at] >= 'A' && key[at] <= 'Z' || scan.IsDigit(key[at])) {
		at++
	}
	if at < len("AB") {
		return nil
	}
	return key[at:]
}
