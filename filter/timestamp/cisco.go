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
	d := draft{text: text, head: true, order: r.order, words: r.words, stream: c.Stream}
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
