package timestamp

// timeFirst reads a time of day, its zone perhaps, and the date behind it: 10:11:12.123 CEST Fri Jun 14 2024 (Cisco's show clock),
// 10:11:12 2024-06-14. In a line the year must have four digits, and nowhere may a time follow the date: it is that one's.
func (d *draft) timeFirst() bool {
	d.restart(d.from)
	if !isTimeOfDay(d.text, d.at) || !d.clock() {
		return false
	}
	d.suffix()
	date := d.at
	if d.blanks() == 0 || !d.dateBehind() || d.line && !hasLongYear(d.text[date:d.at]) {
		return false
	}
	d.format = "time_first"
	return true
}

// dateBehind reads a date with its year, and the weekday before it.
func (d *draft) dateBehind() bool {
	if day, length := readWeekday(d.text, d.at); length > 0 {
		d.at += length
		d.weekday = int8(day)
		if d.skip(','); d.blanks() == 0 {
			return false
		}
	}
	if month, length := readMonth(d.text, d.at); length > 0 {
		d.at += length
		d.month = month
		return d.nameFirst()
	}
	switch digitRun(d.text, d.at) {
	case 1, 2:
		return d.shortFirst()
	case len("2006"):
		return d.yearFirst()
	}
	return false
}

func hasLongYear(text []byte) bool {
	for at := range text {
		if digitRun(text, at) == len("2006") {
			return true
		}
	}
	return false
}

// endsDate says whether a date whose time stood before it ends here.
func (d *draft) endsDate() bool {
	from := d.at
	timed := d.toClock()
	d.at = from
	return !timed
}

// findTimeFirst reads such a stamp where the text of a line begins.
func (r *Reader) findTimeFirst(line []byte, head int, c *Context) (st Stamp, end int, why Reason) {
	if !isTimeOfDay(line, head) {
		return Stamp{}, 0, NoStamp
	}
	d := draft{cursor: cursor{text: line}, line: true, head: true, order: r.order, words: r.words, stream: c.Stream}
	d.restart(head)
	if !d.timeFirst() || !d.ends() {
		return Stamp{}, 0, NoStamp
	}
	st, why = r.finish(&d, c)
	st.Format = ciscoForm(st.Format, markBefore(line, head))
	return st, d.at, why
}
