package timestamp

// Marks that IOS writes before the time of a clock that it does not trust (Cisco IOS, "service timestamps"). They become the
// name of the form.
const (
	markUnset    = '*' // the clock was never set
	markUnsynced = '.' // it was, and lost its server
)

// ciscoForm is the name of the form with a mark before the stamp, or its own where there is none.
func ciscoForm(form string, mark byte) string {
	switch {
	case form != "rfc3164" && form != "name_day" && form != "time_first":
	case mark == markUnset:
		return "cisco_unset"
	case mark == markUnsynced:
		return "cisco_unsynced"
	}
	return form
}

// readMarked reads a value that begins with a mark: *Jun 14 10:11:12.123 UTC.
func (r *Reader) readMarked(text []byte, c *Context) (Stamp, Reason) {
	if text[0] != markUnset && text[0] != markUnsynced || len(text) == 1 || !isLetter(text[1]) && !isTimeOfDay(text, 1) {
		return Stamp{}, NoStamp
	}
	d := draft{cursor: cursor{text: text}, head: true, order: r.order, words: r.words, stream: c.Stream}
	if !d.begin(1) || !d.hasTime || d.at != len(text) || ciscoForm(d.format, text[0]) == d.format {
		return Stamp{}, NoStamp
	}
	stamp, why := r.finish(&d, c)
	stamp.Format = ciscoForm(stamp.Format, text[0])
	return stamp, why
}

// markBefore returns the mark that stands before a stamp in a line, 0 where none does.
func markBefore(line []byte, at int) byte {
	if at > 0 && (line[at-1] == markUnset || line[at-1] == markUnsynced) && (at == 1 || line[at-2] == ' ' || line[at-2] == '>') {
		return line[at-1]
	}
	return 0
}

// longestCiscoZone is what "clock timezone" takes for a name.
const longestCiscoZone = 7

// ciscoZone reads the name that stands between the time and ": %FACILITY-N-MNEMONIC", where only a zone does. The administrator
// made it up: one that is not known by its letters refuses the stamp.
func (d *draft) ciscoZone() bool {
	end := d.at
	for end < len(d.text) && isLetter(d.text[end]) {
		end++
	}
	if length := end - d.at; length == 0 || length > longestCiscoZone || !isFacility(d.text, end) {
		return false
	}
	var space [longestCiscoZone]byte
	upper := space[:end-d.at]
	for i, c := range d.text[d.at:end] {
		upper[i] = c &^ 0x20
	}
	d.at = end
	if row := d.words.find(upper); row != nil && row.name != "Z" {
		d.abbreviated(row)
	} else {
		d.refuse(UnknownZone)
	}
	return true
}

// isFacility says whether a colon, a blank and a facility of Cisco's follow: ": %SYS-5-CONFIG_I".
func isFacility(text []byte, at int) bool {
	return at+len(": %S") <= len(text) && text[at] == ':' && text[at+1] == ' ' && text[at+2] == '%' && isLetter(text[at+3])
}
