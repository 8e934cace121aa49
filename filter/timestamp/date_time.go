package timestamp

// afterDate reads the time behind a complete date, and its zone. Where dateOnly is allowed a value may be a date alone:
// the start of that day.
func (d *draft) afterDate(dateOnly bool) bool {
	if d.toClock() {
		if !d.clock() {
			return false
		}
		d.suffix()
		return true
	}
	if d.line || !dateOnly {
		return false
	}
	if c := d.peek(); c == '+' || c == '-' {
		if offset, length := readOffset(d.text[d.at:]); length >= len("+hhmm") {
			d.at += length
			d.zone, d.offset = zoneOffset, int32(offset)
		}
	} else {
		d.trailingWeekday()
	}
	return d.at == len(d.text)
}

// toClock steps over what separates a date from its time, and says whether a time follows.
func (d *draft) toClock() bool {
	from := d.at
	switch d.peek() {
	case 'T', 't', '_', '-':
		d.at++
	case ':':
		d.at++
		if d.format == "day_name" {
			d.skip(':') // 14-Jun-2024::10:11:12, of Erlang
		}
	case ',', ' ', '\t':
		d.skip(',')
		d.blanks()
		if key := d.at; !d.line && d.peek()|0x20 == 'a' {
			d.at += len("at")
			if d.at > len(d.text) || d.text[key+1]|0x20 != 't' || d.blanks() == 0 {
				d.at = key
			}
		}
	}
	if d.at == from || !isDigit(d.peek()) {
		d.at = from
		return false
	}
	return true
}

// trailingWeekday reads the weekday of May 12 2023 Friday.
func (d *draft) trailingWeekday() {
	from := d.at
	if d.blanks() > 0 && d.weekday == noWeekday {
		if day, length := readWeekday(d.text, d.at); length > 0 {
			d.weekday = int8(day)
			d.at += length
			return
		}
	}
	d.at = from
}
