package iso

import (
	"encoding/binary"
	"slices"
	"time"

	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// AppendISO appends the instant as ISO 8601: 2006-01-02T15:04:05, the fraction cut (never rounded) to digits, 0 to 19,
// and the zone: Z, or ±hh:mm. Digits 10 to 19 are those of tail, which holds the value of the digits-9 digits past the
// ninth. zone decides the offset at that instant; where it is nil, offset (seconds east of UTC) does, whole minutes
// being written, and 0 is written as Z.
func Append(dst []byte, nanos int64, tail uint64, digits int, zone *time.Location, offset int32) []byte {
	var w Writer
	return w.Append(dst, nanos, tail, digits, zone, offset)
}

// Writer writes instants as AppendISO does and keeps what the last one shares with most that follow: its day, often its
// second. With it a stamp costs a third. It keeps words of text, not bytes: bytes that are read in another width than they
// were written in a moment ago make the processor wait. The zero value is ready.
type Writer struct {
	zone     *time.Location
	offset   int32
	written  int64 // the offset in the text, seconds east of UTC
	from, to int64 // the seconds since 1970 for which date and offset hold, to not among them
	midnight int64 // where the local day begins

	yearMonth uint64 // "2006-01-", the first being the lowest byte
	day       uint64 // "02T"
}

// maxISO is the longest text, written in words.
const maxISO = len("2006-01-02T15:04:05.9999999999999999999+00:00") + 3

// Append appends the text of an instant.
func (w *Writer) Append(dst []byte, nanos int64, tail uint64, digits int, zone *time.Location, offset int32) []byte {
	seconds := nanos / calendar.NanosPerSecond
	fraction := nanos % calendar.NanosPerSecond
	if fraction < 0 {
		fraction += calendar.NanosPerSecond
		seconds--
	}
	if seconds < w.from || seconds >= w.to || zone != w.zone || offset != w.offset {
		w.setDate(seconds, zone, offset)
	}
	ofDay := uint32(seconds - w.midnight)
	clock := w.day | twoBytes(int(ofDay/calendar.SecondsPerHour))<<24 | ':'<<40 | twoBytes(int(ofDay/calendar.SecondsPerMinute%60))<<48
	second := ':' | twoBytes(int(ofDay%60))<<8
	start := len(dst)
	if cap(dst)-start < maxISO {
		dst = slices.Grow(dst, maxISO)
	}
	dst = dst[:start+maxISO]
	text := (*[maxISO]byte)(dst[start:])
	binary.LittleEndian.PutUint64(text[0:], w.yearMonth)
	binary.LittleEndian.PutUint64(text[8:], clock)
	if digits == 3 && w.written == 0 { // what most logs have: one word ":05.999Z"
		binary.LittleEndian.PutUint64(text[16:], second|threeBytes(fraction/1e6)<<32|'.'<<24|'Z'<<56)
		return dst[:start+len("2006-01-02T15:04:05.999Z")]
	}
	binary.LittleEndian.PutUint32(text[16:], uint32(second)|'.'<<24)
	end := scan.IsoLength
	if digits > 0 {
		end = writeFraction(text, int(fraction), tail, min(digits, calendar.MaxDigits))
	}
	return appendOffset(dst[:start+end], int(w.written))
}

// setDate takes the day that an instant lies in, and notes how long it and the zone's offset last.
func (w *Writer) setDate(seconds int64, zone *time.Location, offset int32) {
	w.zone, w.offset = zone, offset
	w.written = int64(writtenOffset(seconds, zone, offset))
	days := calendar.DayOf(seconds + w.written)
	w.midnight = int64(days)*calendar.SecondsPerDay - w.written
	w.from, w.to = w.midnight, w.midnight+calendar.SecondsPerDay
	if zone != nil && zone != time.UTC {
		w.narrow(time.Unix(seconds, 0).In(zone).ZoneBounds())
	}
	year, month, day := calendar.Civil(days)
	w.yearMonth = twoBytes(year/100) | twoBytes(year%100)<<16 | '-'<<32 | twoBytes(month)<<40 | '-'<<56
	w.day = twoBytes(day) | 'T'<<16
}

// narrow keeps what is noted of a day to the time in which the zone has one offset. A bound is zero where there is none.
func (w *Writer) narrow(start, end time.Time) {
	if !start.IsZero() {
		w.from = max(w.from, start.Unix())
	}
	if !end.IsZero() {
		w.to = min(w.to, end.Unix())
	}
}

// twoDigitTexts are "00" to "99": one load in the place of two divisions takes a quarter off a text.
const twoDigitTexts = "00010203040506070809101112131415161718192021222324" +
	"25262728293031323334353637383940414243444546474849" +
	"50515253545556575859606162636465666768697071727374" +
	"75767778798081828384858687888990919293949596979899"

// twoBytes is the text of a value below 100, the tens in the lowest byte.
func twoBytes(value int) uint64 {
	return uint64(twoDigitTexts[2*value]) | uint64(twoDigitTexts[2*value+1])<<8
}

// threeBytes is the text of a value below 1000.
func threeBytes(value int64) uint64 {
	return twoBytes(int(value/10)) | uint64('0'+value%10)<<16
}

// writeFraction writes so many digits behind the full stop, and returns where they end. All nine are cheaper than as many as
// asked for, since the divisors are constants.
func writeFraction(text *[maxISO]byte, nanos int, tail uint64, digits int) (end int) {
	const first = scan.IsoLength + 1
	binary.LittleEndian.PutUint16(text[first:], uint16(twoBytes(nanos/1e7)))
	binary.LittleEndian.PutUint16(text[first+2:], uint16(twoBytes(nanos/1e5%100)))
	binary.LittleEndian.PutUint16(text[first+4:], uint16(twoBytes(nanos/1e3%100)))
	binary.LittleEndian.PutUint16(text[first+6:], uint16(twoBytes(nanos/10%100)))
	text[first+8] = byte('0' + nanos%10)
	for place := 9; place < digits; place++ {
		text[first+place] = byte('0' + tail/calendar.Powers[digits-1-place]%10)
	}
	return first + digits
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
	return calendar.FloorDivide(east, calendar.SecondsPerMinute) * calendar.SecondsPerMinute
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
	dst = appendTwo(append(dst, sign), offset/calendar.SecondsPerHour)
	return appendTwo(append(dst, ':'), offset/calendar.SecondsPerMinute%60)
}
