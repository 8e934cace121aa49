package timestamp

import (
	"encoding/binary"
	"time"
)

// hotDate remembers the last date that was read, as bytes and as the seconds it begins at: logs stay within a day. With
// it a stamp costs a third of what time.Parse takes for the same layout.
type hotDate struct {
	yearMonth uint64 // "2006-01-"
	day       uint16 // "02"
	seconds   int64
}

// hot reads the commonest stamps at the start of text: YYYY-MM-DD, T or a blank, HH:MM:SS, up to nine digits behind a dot
// or comma, and Z, ±hh:mm or no zone. It returns where the stamp ends, and 0 for everything else, also for whatever
// is to be refused: the general way then reads it again, and what is read here is read there to the same
// instant.
func (r *Reader) hot(text []byte, c *Context, stamp *Stamp) (end int) {
	if len(text) < isoLength {
		return 0
	}
	yearMonth, day := binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint16(text[8:])
	if (yearMonth != r.date.yearMonth || day != r.date.day) && !r.learnDate(text) {
		return 0
	}
	s := text[10:isoLength]
	if s[0] != 'T' && s[0] != ' ' || s[3] != ':' || s[6] != ':' {
		return 0
	}
	h1, h0, m1, m0, s1, s0 := s[1]-'0', s[2]-'0', s[4]-'0', s[5]-'0', s[7]-'0', s[8]-'0'
	if h1 > 2 || h0 > 9 || m1 > 5 || m0 > 9 || s1 > 5 || s0 > 9 {
		return 0
	}
	hour := int64(h1)*10 + int64(h0)
	if hour > 23 {
		return 0
	}
	seconds := r.date.seconds + hour*secondsPerHour + (int64(m1)*10+int64(m0))*secondsPerMinute + int64(s1)*10 + int64(s0)
	nanos, digits, end := hotFraction(text)
	if end < 0 {
		return 0
	}
	*stamp = Stamp{Digits: uint8(digits), Format: "iso8601"}
	if end, seconds = r.hotZone(text, end, seconds, c, stamp); end == 0 || seconds < minSecond || seconds > maxSecond {
		return 0
	}
	stamp.Nanos = seconds*nanosPerSecond + nanos
	if stamp.ZoneSource == ZoneInStamp && s[0] == 'T' {
		stamp.Format = "rfc3339"
	}
	if digits > 0 && text[isoLength] == ',' {
		stamp.Format = "log4j"
	}
	return end
}

// hotInLine is hot for the beginning of a line's text, with the conditions that a line sets.
func (r *Reader) hotInLine(text []byte, c *Context, stamp *Stamp) (end int) {
	end = r.hot(text, c, stamp)
	if end == 0 || !endsAt(text, end) {
		return 0
	}
	if end > isoLength && text[isoLength] == ',' && stamp.Digits%3 != 0 {
		return 0 // perhaps the next column of comma separated values
	}
	return end
}

// hotFraction returns the fraction behind the seconds and where it ends, -1 where it is longer than nine digits.
func hotFraction(text []byte) (nanos int64, digits, end int) {
	end = isoLength
	if end == len(text) || text[end] != '.' && text[end] != ',' {
		return 0, 0, end
	}
	for end++; end < len(text) && isDigit(text[end]); end++ {
		nanos = nanos*10 + int64(text[end]-'0')
		if end > isoLength+9 {
			return 0, 0, -1
		}
	}
	digits = end - isoLength - 1
	if digits == 0 {
		return 0, 0, -1
	}
	return nanos * int64(powers[9-digits]), digits, end
}

// hotZone applies the zone that stands at text[end:], or the assumed one if nothing can be a zone there.
func (r *Reader) hotZone(text []byte, end int, wall int64, c *Context, stamp *Stamp) (int, int64) {
	if end < len(text) {
		switch b := text[end]; {
		case b == 'Z':
			return end + 1, wall
		case b == '+' || b == '-':
			return hotOffset(text, end, wall, stamp)
		case b == ']' || b == ')' || b == '"' || b == '|':
		case b != ' ' || r.zoneMayFollow(text, end+1):
			return 0, 0
		}
	}
	zone, source := r.assumed(c)
	stamp.Zone, stamp.ZoneSource = zone, source
	if zone == time.UTC {
		return end, wall
	}
	known := &r.lastPeriod
	if known.zone != zone || wall-offsetSpan < known.start || wall+offsetSpan >= known.end {
		return 0, 0
	}
	stamp.Offset = known.offset
	return end, wall - int64(known.offset)
}

// hotOffset reads ±hh:mm.
func hotOffset(text []byte, end int, wall int64, stamp *Stamp) (int, int64) {
	offset, length := readOffset(text[end:])
	if length != len("+hh:mm") {
		return 0, 0
	}
	stamp.Offset = int32(offset)
	return end + length, wall - int64(offset)
}

// zoneMayFollow says whether the text behind the blank that follows a time of day may be its zone or half of the day.
func (r *Reader) zoneMayFollow(text []byte, at int) bool {
	if at >= len(text) {
		return true
	}
	c := text[at]
	if !isLetter(c) {
		return c == '+' || c == '-' || c == '(' || c == unicodeMinus[0] || isSpace(c) || c == '[' && r.words.inBrackets(text[at:]) > 0
	}
	end := at
	for end < len(text) && isLetter(text[end]) {
		end++
	}
	switch end - at {
	case 1, 2:
		return true
	case 3, 4:
		return r.words.find(text[at:end]) != nil || end < len(text) && text[end] == '/'
	}
	return end < len(text) && text[end] == '/' || r.words[string(text[at:end])] != nil
}

// learnDate reads the date YYYY-MM-DD into the memory, if it exists.
func (r *Reader) learnDate(text []byte) bool {
	if text[4] != '-' || text[7] != '-' {
		return false
	}
	century, ok1 := twoDigits(text, 0)
	year, ok2 := twoDigits(text, 2)
	month, ok3 := twoDigits(text, 5)
	day, ok4 := twoDigits(text, 8)
	year += century * 100
	if !ok1 || !ok2 || !ok3 || !ok4 || !(dated{year, month, day}).exists() {
		return false
	}
	r.date = hotDate{
		yearMonth: binary.LittleEndian.Uint64(text),
		day:       binary.LittleEndian.Uint16(text[8:]),
		seconds:   int64(dayNumber(year, month, day)) * secondsPerDay,
	}
	return true
}
