package timestamp

// clock reads a time of day, H:M, H:M:S or H:M:S with fraction, and AM or PM behind it.
func (d *draft) clock() bool {
	var ok bool
	if d.hour, ok = d.number(1, 2); !ok || !d.skip(':') {
		return false
	}
	if d.minute, ok = d.number(1, 2); !ok {
		return false
	}
	d.hasTime = true
	if !d.skip(':') {
		return d.peek() != '.' && d.halfDay() && d.digits == 0 // no fraction of a minute, behind PM neither
	}
	if d.second, ok = d.number(1, 2); !ok {
		return false
	}
	return d.fraction() && d.halfDay()
}

// clockDots reads HH.MM.SS or HH.MM.SS.ffffff, as DB2 and Oracle write it.
func (d *draft) clockDots() bool {
	var ok bool
	if d.hour, ok = d.number(2, 2); !ok || !d.skip('.') {
		return false
	}
	if d.minute, ok = d.number(2, 2); !ok || !d.skip('.') {
		return false
	}
	if d.second, ok = d.number(2, 2); !ok {
		return false
	}
	d.hasTime = true
	return d.fraction() && d.halfDay()
}

// clockPacked reads HHMMSS or HHMM with nothing between.
func (d *draft) clockPacked() bool {
	run := digitRun(d.text, d.at)
	if run != len("150405") && (run != len("1504") || d.line) {
		return false
	}
	d.hour, _ = twoDigits(d.text, d.at)
	d.minute, _ = twoDigits(d.text, d.at+2)
	if run == len("150405") {
		d.second, _ = twoDigits(d.text, d.at+4)
	}
	d.at += run
	d.hasTime = true
	return run == len("1504") || d.peek() != ':' && d.fraction() // 111111:12 is two forms in one
}

// fraction reads what may follow the seconds: a decimal fraction behind a dot or comma, or milliseconds behind a colon.
func (d *draft) fraction() bool {
	run := digitRun(d.text, d.at+1)
	if run == 0 || d.at >= len(d.text) {
		return true
	}
	switch d.text[d.at] {
	case '.':
		d.decimals(run)
	case ',':
		if d.commaIsFraction(run) {
			d.decimals(run)
		}
	case ':':
		return d.colonFraction(run)
	}
	if d.digits > 0 && d.peek() == '\'' && digitRun(d.text, d.at+1) > 0 {
		d.refuse(Malformed) // 12.123'456: the digits are grouped, and more of them follow
	}
	return true
}

// decimals reads run digits behind a separator. The nineteenth is the last that is kept.
func (d *draft) decimals(run int) {
	from := d.at + 1
	d.at = from + run
	kept := min(run, maxDigits)
	first := min(kept, 9)
	d.nanos = decimal(d.text[from:from+first]) * int(powers[9-first])
	for _, c := range d.text[from+first : from+kept] {
		d.tail = d.tail*10 + uint64(c-'0')
	}
	d.digits = uint8(kept)
}

// colonFraction reads H:M:S:ms. Up to three digits are a count of milliseconds, which some programs do not pad; six or
// nine can only be decimals. Anything else is no time: a hardware address has colons too.
func (d *draft) colonFraction(run int) bool {
	if run == 6 || run == 9 {
		d.decimals(run)
		return true
	}
	if run > 3 {
		return false
	}
	d.nanos = decimal(d.text[d.at+1:d.at+1+run]) * (nanosPerSecond / 1000)
	d.digits = 3
	d.at += 1 + run
	return d.peek() != ':'
}
