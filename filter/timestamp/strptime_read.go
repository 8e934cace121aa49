package timestamp

// layoutState is what the conversions of a layout leave to be put together at its end.
type layoutState struct {
	century, yearOfCentury, dayOfYear int // -1 where not read
	half                              byte
	isEpoch                           bool
	epoch                             Stamp
}

// readLayout reads a text that a layout describes as a whole.
func (r *Reader) readLayout(l *layout, text []byte, c *Context) (Stamp, Reason) {
	stamp, end, why := r.prefixLayout(l, text, c)
	if end != len(text) {
		return Stamp{}, NoStamp
	}
	return stamp, why
}

// prefixLayout reads what a layout describes at the start of text, and returns where it ends.
func (r *Reader) prefixLayout(l *layout, text []byte, c *Context) (stamp Stamp, end int, why Reason) {
	d := draft{cursor: cursor{text: text}, words: r.words}
	d.restart(0)
	d.month, d.day, d.format = 1, 1, "strptime"
	state := layoutState{century: -1, yearOfCentury: -1, dayOfYear: -1}
	for _, s := range l.steps {
		if !d.step(s, &state) {
			return Stamp{}, 0, NoStamp
		}
	}
	if state.isEpoch {
		stamp, why = state.epochStamp(&d)
		return stamp, d.at, why
	}
	d.settle(&state)
	stamp, why = r.finish(&d, c)
	return stamp, d.at, why
}

// epochStamp is what %s gives; a fraction read by %L adds to it, a zone says only where it was written.
func (state *layoutState) epochStamp(d *draft) (Stamp, Reason) {
	if d.why != Read {
		return Stamp{}, d.why
	}
	stamp := state.epoch
	stamp.Format = "strptime"
	if d.digits > 0 {
		stamp.Nanos, stamp.Tail, stamp.Digits = stamp.Nanos+int64(d.nanos), d.tail, d.digits
	}
	return stamp, Read
}

// settle joins the year's halves, the half of the day and the day of the year.
func (d *draft) settle(state *layoutState) {
	switch {
	case state.yearOfCentury >= 0 && state.century >= 0:
		d.year = state.century*100 + state.yearOfCentury
	case state.yearOfCentury >= 0:
		d.year = fullYear(state.yearOfCentury)
	}
	if state.half != 0 {
		d.applyHalf(state.half)
	}
	if state.dayOfYear > 0 && d.year != noYear {
		first := dayNumber(d.year, 1, 1)
		year, month, day := civil(first + state.dayOfYear - 1)
		if year != d.year {
			d.refuse(Impossible)
		}
		d.month, d.day = month, day
	}
}

// step reads one conversion at the draft's place. Numbers may have fewer digits than usual, never more.
func (d *draft) step(s step, state *layoutState) bool {
	switch s.conversion {
	case literal:
		return d.skip(s.literal)
	case space:
		for d.at < len(d.text) && isSpace(d.text[d.at]) {
			d.at++
		}
		return true
	case 'a', 'A':
		return d.weekdayName()
	case 'b', 'B', 'h':
		return d.monthName()
	case 'C':
		return d.upTo(2, 0, 99, &state.century)
	case 'd', 'e':
		d.blanks()
		return d.upTo(2, 1, 31, &d.day)
	case 'f', 'L':
		return d.layoutFraction()
	case 'H', 'k':
		d.blanks()
		return d.upTo(2, 0, 23, &d.hour)
	case 'I', 'l':
		d.blanks()
		return d.upTo(2, 1, 12, &d.hour)
	case 'j':
		return d.upTo(3, 1, 366, &state.dayOfYear)
	case 'm':
		return d.upTo(2, 1, 12, &d.month)
	case 'M':
		return d.upTo(2, 0, 59, &d.minute)
	case 'p':
		return d.layoutHalf(state)
	case 's':
		return d.layoutEpoch(state)
	case 'S':
		return d.upTo(2, 0, 60, &d.second)
	case 'y':
		return d.upTo(2, 0, 99, &state.yearOfCentury)
	case 'Y':
		return d.upTo(4, 0, 9999, &d.year)
	case 'z', 'Z':
		return d.layoutZone()
	case 'G':
		return d.ignore(4, 0, 9999)
	case 'u':
		return d.weekdayNumber(1, 7)
	case 'w':
		return d.weekdayNumber(0, 6)
	case 'U', 'W': // numbers of weeks, which the date repeats
		return d.ignore(2, 0, 53)
	case 'V':
		return d.ignore(2, 1, 53)
	}
	return d.ignore(2, 0, 99) // g, the year of a week
}

// upTo reads a number of at most so many digits within a range.
func (d *draft) upTo(digits, least, most int, value *int) bool {
	run := min(digitRun(d.text, d.at), digits)
	if run == 0 {
		return false
	}
	*value = decimal(d.text[d.at : d.at+run])
	d.at += run
	return *value >= least && *value <= most
}

func (d *draft) ignore(digits, least, most int) bool {
	var value int
	return d.upTo(digits, least, most, &value)
}

func (d *draft) weekdayNumber(least, most int) bool {
	var value int
	if !d.upTo(1, least, most, &value) {
		return false
	}
	d.weekday = int8(value % 7)
	return true
}

func (d *draft) weekdayName() bool {
	day, length := readWeekday(d.text, d.at)
	d.weekday = int8(day)
	d.at += length
	return length > 0
}

func (d *draft) monthName() bool {
	month, length := readMonth(d.text, d.at)
	d.month = month
	if length > 0 && d.text[d.at+length-1] == '.' {
		length-- // the layout says whether a full stop follows
	}
	d.at += length
	return length > 0
}

// layoutFraction reads %L: digits, behind a dot or comma that the layout did not name.
func (d *draft) layoutFraction() bool {
	if c := d.peek(); c == '.' || c == ',' {
		d.at++
	}
	run := digitRun(d.text, d.at)
	if run == 0 {
		return false
	}
	d.at--
	d.decimals(run)
	return true
}

// layoutHalf reads %p, which may stand before the hour too.
func (d *draft) layoutHalf(state *layoutState) bool {
	if d.at+2 > len(d.text) || d.text[d.at+1]|0x20 != 'm' {
		return false
	}
	state.half = d.text[d.at] | 0x20
	d.at += 2
	return state.half == 'a' || state.half == 'p'
}

// layoutEpoch reads %s, whole seconds.
func (d *draft) layoutEpoch(state *layoutState) bool {
	run := digitRun(d.text, d.at)
	if run == 0 || run > maxDigits {
		return false
	}
	stamp, _, why := readEpoch(d.text[d.at:d.at+run], &units[0])
	d.at += run
	state.isEpoch, state.epoch = true, stamp
	return why == Read
}

// layoutZone reads %z or %Z: any zone that a stamp can carry.
func (d *draft) layoutZone() bool {
	d.blanks()
	return d.offsetZone(0) || d.zoneWord()
}
