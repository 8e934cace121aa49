package timestamp

// What stands between a date and its time. Here alone is decided which joints are read.

// toClock steps over the joint behind a date, and half a day's name before the time, and says whether a time follows.
func (d *draft) toClock() bool {
	from := d.at
	if !d.plainJoint() {
		d.at = from
		if !d.wideJoint() || !d.clockWithSeconds() {
			d.at = from
			return false
		}
		d.format = "columns"
	}
	return true
}

// plainJoint steps over the usual ones: T, an underscore, a hyphen, a colon, blanks, a comma before blanks or alone, and "at".
// A time of hours and minutes is enough behind it.
func (d *draft) plainJoint() bool {
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
		d.skipAt()
		d.halfBefore()
	default:
		if d.format != "cjk" { // 2024年06月14日10:11:12
			return false
		}
		d.halfBefore()
	}
	return isDigit(d.peek())
}

// skipAt steps over the word of June 14, 2024 at 10:11:12.
func (d *draft) skipAt() {
	from := d.at
	if d.line || len(d.text)-d.at < len("at ") || d.text[d.at]|0x20 != 'a' || d.text[d.at+1]|0x20 != 't' {
		return
	}
	if d.at += len("at"); d.blanks() == 0 {
		d.at = from
	}
}

// wideJoint steps over the signs that columns and headings have between date and time: ; | , @ - -- with blanks around them or
// none, a full stop without any, brackets about both, and quotes about both, "2024-06-14","10:11:12".
func (d *draft) wideJoint() bool {
	if d.skip('.') {
		return true
	}
	if d.skip(']') {
		d.blanks()
		return d.skip('[')
	}
	quote := d.peek()
	if quote != '"' && quote != '\'' {
		quote = 0
	} else {
		d.at++
	}
	gap := d.blanks()
	switch d.peek() {
	case ';', '|', ',', '@':
		d.at++
	case '-':
		d.at++
		d.skip('-')
	default:
		if quote == 0 || gap == 0 {
			return false
		}
	}
	d.blanks()
	return quote == 0 || d.skip(quote)
}

// clockWithSeconds says whether H:MM:SS follows: behind a wide joint less may be a duration or a number of its own.
func (d *draft) clockWithSeconds() bool {
	run := digitRun(d.text, d.at)
	minutes := d.at + run + 1
	return run >= 1 && run <= 2 && digitRun(d.text, minutes) == 2 && digitRun(d.text, minutes+3) == 2 &&
		d.text[minutes-1] == ':' && d.text[minutes+2] == ':'
}

// halves are the names of the halves of the day that stand before the time, and the hours that their clocks have. In Japanese
// the twelfth hour before noon is noon to some.
var halves = [...]struct {
	name        string
	half        byte
	least, most int
}{
	{"AM ", 'a', 1, 12}, {"PM ", 'p', 1, 12}, {"am ", 'a', 1, 12}, {"pm ", 'p', 1, 12},
	{"오전", 'a', 0, 12}, {"오후", 'p', 0, 12}, {"上午", 'a', 0, 12}, {"下午", 'p', 0, 12},
	{"午前", 'a', 0, 11}, {"午後", 'p', 0, 11},
}

// halfBefore notes the half of the day that stands before the time, PM 10:11:12 and 下午10:11:12.
func (d *draft) halfBefore() {
	if isDigit(d.peek()) {
		return
	}
	for i := range halves {
		if d.skipText(halves[i].name) {
			d.half = int8(i + 1)
			d.blanks()
			return
		}
	}
}

// applyHalfBefore moves the hour into the half of the day that stands before the time, if one does.
func (d *draft) applyHalfBefore() {
	if d.half == 0 {
		return
	}
	d.format = "half_first"
	named := &halves[d.half-1]
	if d.hour < named.least || d.hour > named.most {
		d.refuse(Impossible)
	}
	d.hour %= 12
	if named.half == 'p' {
		d.hour += 12
	}
}
