package timestamp

import "time"

// maxDigits is the longest fraction that is kept: 9 digits in nanoseconds and 10 more, which a uint64 holds.
const maxDigits = 19

// powers[n] is 10 to the power of n.
var powers = [maxDigits + 1]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
	1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// Cut returns the latest instant not after nanos that has at most that many fraction digits: it rounds down, before
// 1970 too. digits above 8 change nothing.
func Cut(nanos int64, digits int) int64 {
	if digits >= 9 {
		return nanos
	}
	unit := int64(powers[9-max(digits, 0)])
	over := nanos % unit
	if over < 0 {
		over += unit
	}
	if nanos < -1<<63+over { // the first cut below the range: its own last value is all that can be said
		return nanos
	}
	return nanos - over
}

// AppendISO appends the instant as ISO 8601: 2006-01-02T15:04:05, the fraction cut (never rounded) to digits, 0 to 19,
// and the zone: Z, or ±hh:mm. Digits 10 to 19 are those of tail, which holds the value of the digits-9 digits past the
// ninth. zone decides the offset at that instant; where it is nil, offset (seconds east of UTC) does, whole minutes
// being written, and 0 is written as Z.
func AppendISO(dst []byte, nanos int64, tail uint64, digits int, zone *time.Location, offset int32) []byte {
	seconds := nanos / nanosPerSecond
	fraction := nanos % nanosPerSecond
	if fraction < 0 {
		fraction += nanosPerSecond
		seconds--
	}
	written := writtenOffset(seconds, zone, offset)
	local := seconds + int64(written)
	days := dayOf(local)
	second := int(local - int64(days)*secondsPerDay)
	year, month, day := civil(days)

	var text isoText
	text.putTwo(0, year/100)
	text.putTwo(2, year%100)
	text[4] = '-'
	text.putTwo(5, month)
	text[7] = '-'
	text.putTwo(8, day)
	text[10] = 'T'
	text.putTwo(11, second/secondsPerHour)
	text[13] = ':'
	text.putTwo(14, second/secondsPerMinute%60)
	text[16] = ':'
	text.putTwo(17, second%60)
	if digits > 0 {
		text.putNanos(int(fraction))
		dst = append(dst, text[:isoLength+1+min(digits, 9)]...)
		dst = appendTail(dst, tail, digits)
	} else {
		dst = append(dst, text[:isoLength]...)
	}
	return appendOffset(dst, written)
}

// writtenOffset returns the offset to write, in whole minutes: ISO 8601 has no seconds in it, and local mean times
// before the standard zones had. Rounding down keeps the instant, since the local time is written by the same offset.
func writtenOffset(seconds int64, zone *time.Location, offset int32) int {
	east := int(offset)
	if zone == time.UTC {
		return 0
	}
	if zone != nil {
		_, east = time.Unix(seconds, 0).In(zone).Zone()
	}
	return floorDivide(east, secondsPerMinute) * secondsPerMinute
}

// isoText is the text up to the ninth digit, before it is known how much of it is wanted.
type isoText [len("2006-01-02T15:04:05.999999999")]byte

// twoDigitTexts are "00" to "99": one load in the place of two divisions takes a quarter off AppendISO.
const twoDigitTexts = "00010203040506070809101112131415161718192021222324" +
	"25262728293031323334353637383940414243444546474849" +
	"50515253545556575859606162636465666768697071727374" +
	"75767778798081828384858687888990919293949596979899"

func (text *isoText) putTwo(at, value int) {
	text[at], text[at+1] = twoDigitTexts[2*value], twoDigitTexts[2*value+1]
}

// putNanos writes a full stop and nine digits behind the seconds. All nine are cheaper than as many as asked for, since
// the divisors are constants.
func (text *isoText) putNanos(nanos int) {
	text[isoLength] = '.'
	text.putTwo(isoLength+1, nanos/1e7)
	text.putTwo(isoLength+3, nanos/1e5%100)
	text.putTwo(isoLength+5, nanos/1e3%100)
	text.putTwo(isoLength+7, nanos/10%100)
	text[isoLength+9] = byte('0' + nanos%10)
}

// appendTail writes the digits past the ninth.
func appendTail(dst []byte, tail uint64, digits int) []byte {
	for place := min(digits, maxDigits) - 10; place >= 0; place-- {
		dst = append(dst, byte('0'+tail/powers[place]%10))
	}
	return dst
}

func appendTwo(dst []byte, value int) []byte {
	return append(dst, twoDigitTexts[2*value:2*value+2]...)
}

func appendOffset(dst []byte, offset int) []byte {
	if offset == 0 {
		return append(dst, 'Z')
	}
	sign := byte('+')
	if offset < 0 {
		sign, offset = '-', -offset
	}
	dst = appendTwo(append(dst, sign), offset/secondsPerHour)
	return appendTwo(append(dst, ':'), offset/secondsPerMinute%60)
}
