package timestamp

// The year that asctime, date(1) and some devices write behind the time: Jun 14 10:11:12 2024. In a line a host's address or
// the first number of the message may stand there as well, so a number is believed to be the year where something shows it.

const firstYearBehind = 1970

// yearBehind reads the zone and the year behind the time of a stamp that has none yet, in either order, and says whether the
// year stood there. One that nothing proves is remembered for checkDoubtfulYear and left to the message.
func (d *draft) yearBehind() bool {
	d.suffix()
	from := d.at
	year, bracketed, ok := d.yearNext()
	if !ok {
		d.at = from
		d.unknownBeforeYear()
		return false
	}
	zoned := d.zone != zoneNone
	end := d.at
	if !zoned {
		d.suffix()
	} else if !d.line {
		d.repeatedZone()
	}
	comware := d.from > 0 && d.text[d.from-1] == '%' // it writes the year always
	proven := !d.line || comware || d.weekday != noWeekday || d.zone != zoneNone || !bracketed && (end == len(d.text) || !isBlank(d.text[end]))
	if !proven {
		d.at, d.doubtful = from, year
		return false
	}
	d.year = year
	return true
}

// yearNext reads blanks and a year, with a comma before it or in parentheses, and nothing that goes on as another number, an
// address or a name.
func (d *draft) yearNext() (year int, bracketed, ok bool) {
	d.skip(',')
	if d.blanks() == 0 {
		return 0, false, false
	}
	bracketed = d.skip('(')
	year, ok = d.number(4, 4)
	ok = ok && year >= firstYearBehind && year < lastYear && d.ends() && !numberGoesOn(d.text, d.at)
	return year, bracketed, ok && (!bracketed || d.skip(')'))
}

// numberGoesOn says whether what follows four digits makes them a part of an address of IPv6 (2001:db8::1, RFC 4291 section
// 2.2) or of a longer number (2,000 or 2'000).
func numberGoesOn(text []byte, at int) bool {
	if at+1 >= len(text) {
		return false
	}
	switch text[at] {
	case ',', '\'':
		return isDigit(text[at+1])
	case ':':
		end := at + 1
		for end < len(text) && isHex(text[end]) {
			end++
		}
		return end-at-1 <= 4 && end < len(text) && text[end] == ':'
	}
	return false
}

// unknownBeforeYear refuses Mon Jun 14 10:11:12 XYZ 2021: between the time and the year of date(1) stands nothing but a zone.
func (d *draft) unknownBeforeYear() {
	from := d.at
	if d.zone == zoneNone && d.weekday != noWeekday && d.blanks() > 0 {
		word := d.at
		for d.at < len(d.text) && isLetter(d.text[d.at]) {
			d.at++
		}
		if _, _, ok := d.yearNext(); ok && d.at > word {
			d.refuse(UnknownZone)
		}
	}
	d.at = from
}

// checkDoubtfulYear refuses a stamp that a number beside it contradicts, which may be its year. Where it says the same as
// the rule for stamps without year, both readings are one.
func (d *draft) checkDoubtfulYear() Reason {
	if d.doubtful != 0 && d.doubtful != d.year {
		return AmbiguousDate
	}
	return Read
}
