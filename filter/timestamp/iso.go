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
	over := beyond(nanos, digits)
	if over < 0 {
		over += int64(powers[9-max(digits, 0)])
	}
	if nanos < -1<<63+over { // the first cut below the range: its own last value is all that can be said
		return nanos
	}
	return nanos - over
}

// beyond is what nanos has past that many digits. The usual numbers of digits are constants to divide by: a third of the time.
func beyond(nanos int64, digits int) int64 {
	switch digits {
	case 3:
		return nanos % 1e6
	case 6:
		return nanos % 1e3
	}
	return nanos % int64(powers[9-max(digits, 0)])
}

// AppendISO appends the instant as ISO 8601: 2006-01-02T15:04:05, the fraction cut (never rounded) to digits, 0 to 19,
// and the zone: Z, or ±hh:mm. Digits 10 to 19 are those of tail, which holds the value of the digits-9 digits past the
// ninth. zone decides the offset at that instant; where it is nil, offset (seconds east of UTC) does, whole minutes
// being written, and 0 is written as Z.
func AppendISO(dst []byte, nanos int64, tail uint64, digits int, zone *time.Location, offset int32) []byte {
	var w Writer
	return append(dst, w.Write(nanos, tail, digits, zone, offset)...)
}

// Writer writes instants as AppendISO does, and keeps its last text: stamps of a log share their day and often their second,
// and what they share is not written again. With it a stamp costs a third. The zero value is ready.
type Writer struct {
	text     [len("2006-01-02T15:04:05.9999999999999999999+00:00")]byte
	zone     *time.Location
	offset   int32
	written  int64 // the offset in the text, seconds east of UTC
	from, to int64 // the seconds since 1970 for which date and offset hold, to not among them
	midnight int64 // where the local day begins
	second   int64 // the second in the text
}

// Write returns the text of an instant, which holds until the next call.
func (w *Writer) Write(nanos int64, tail uint64, digits int, zone *time.Location, offset int32) []byte {
	seconds := nanos / nanosPerSecond
	fraction := nanos % nanosPerSecond
	if fraction < 0 {
		fraction += nanosPerSecond
		seconds--
	}
	if seconds < w.from || seconds >= w.to || zone != w.zone || offset != w.offset {
		w.writeDate(seconds, zone, offset)
		w.writeClock(seconds)
	} else if seconds != w.second {
		w.writeClock(seconds)
	}
	end := isoLength
	if digits > 0 {
		end = w.writeFraction(int(fraction), tail, digits)
	}
	if w.written == 0 {
		w.text[end] = 'Z'
		return w.text[:end+1]
	}
	return appendOffset(w.text[:end], int(w.written))
}

// writeDate writes the day that an instant lies in, and notes how long it and the zone's offset last.
func (w *Writer) writeDate(seconds int64, zone *time.Location, offset int32) {
	w.zone, w.offset = zone, offset
	w.written = int64(writtenOffset(seconds, zone, offset))
	days := dayOf(seconds + w.written)
	w.midnight = int64(days)*secondsPerDay - w.written
	w.from, w.to = w.midnight, w.midnight+secondsPerDay
	if zone != nil && zone != time.UTC {
		start, end := time.Unix(seconds, 0).In(zone).ZoneBounds()
		w.narrow(start, end)
	}
	year, month, day := civil(days)
	w.putTwo(0, year/100)
	w.putTwo(2, year%100)
	w.text[4] = '-'
	w.putTwo(5, month)
	w.text[7] = '-'
	w.putTwo(8, day)
	w.text[10] = 'T'
}

// narrow keeps what is noted of a day to the time in which the zone has one offset. Bounds are zero where there is none.
func (w *Writer) narrow(start, end time.Time) {
	if !start.IsZero() {
		w.from = max(w.from, start.Unix())
	}
	if !end.IsZero() {
		w.to = min(w.to, end.Unix())
	}
}

func (w *Writer) writeClock(seconds int64) {
	w.second = seconds
	ofDay := uint32(seconds - w.midnight)
	w.putTwo(11, int(ofDay/secondsPerHour))
	w.text[13] = ':'
	w.putTwo(14, int(ofDay/secondsPerMinute%60))
	w.text[16] = ':'
	w.putTwo(17, int(ofDay%60))
}

// twoDigitTexts are "00" to "99": one load in the place of two divisions takes a quarter off a text.
const twoDigitTexts = "00010203040506070809101112131415161718192021222324" +
	"25262728293031323334353637383940414243444546474849" +
	"50515253545556575859606162636465666768697071727374" +
	"75767778798081828384858687888990919293949596979899"

func (w *Writer) putTwo(at, value int) {
	w.text[at], w.text[at+1] = twoDigitTexts[2*value], twoDigitTexts[2*value+1]
}

// writeFraction writes a full stop and so many digits, and returns where they end. Three are what most logs have; of more,
// all nine are cheaper than as many as asked for, since the divisors are constants.
func (w *Writer) writeFraction(nanos int, tail uint64, digits int) (end int) {
	w.text[isoLength] = '.'
	w.putTwo(isoLength+1, nanos/1e7)
	w.putTwo(isoLength+3, nanos/1e5%100)
	if digits > 4 {
		w.putTwo(isoLength+5, nanos/1e3%100)
		w.putTwo(isoLength+7, nanos/10%100)
		w.text[isoLength+9] = byte('0' + nanos%10)
	}
	end = isoLength + 1 + digits
	if digits > 9 {
		end = len(appendTail(w.text[:isoLength+10], tail, digits))
	}
	return end
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
