package timestamp

// afterDate reads the time behind a complete date, and its zone. Where dateOnly is allowed a value may be a date alone:
// the start of that day.
func (d *draft) afterDate(dateOnly bool) bool {
	if d.hasTime {
		return d.endsDate()
	}
	if d.toClock() {
		if !d.clock() && !d.wordedClock() && !(d.text[d.at-1] == 'T' && d.clockPacked()) { // 2024-06-14T1011Z
			return false
		}
		d.applyHalfBefore()
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
