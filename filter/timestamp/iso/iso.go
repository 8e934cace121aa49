package iso

import (
	"encoding/binary"
	"slices"
	"time"

	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// Append appends the text of an instant, in ns since 1970, to dst and returns the extended slice:
// 2006-01-02T15:04:05, a fraction of digits digits, 0 to 19, cut and never rounded, and the zone as
// Z or ±hh:mm. tail is the value of the digits-9 digits past the ninth. location decides the offset
// at that instant; where it is nil, offset does, in seconds east of UTC. Offsets are written in
// whole minutes, and 0 as Z.
func Append(dst []byte, nanos int64, tail uint64, digits int, location *time.Location, offset int32) []byte {
	var w Writer
	return w.Append(dst, nanos, tail, digits, location, offset)
}

// Writer writes instants and keeps what one shares with most that follow: the date and the offset.
// It keeps words of text, not bytes, since the processor waits for bytes that were just written in
// another width than they are read in. The zero value is ready to use; it is unfit for concurrent
// use.
type Writer struct {
	location *time.Location
	offset   int32
	written  int64 // the offset in the text, seconds east of UTC
	from, to int64 // the seconds since 1970 for which date and offset hold, to excluded
	midnight int64 // where the local day begins, in seconds since 1970

	yearMonth uint64 // "2006-01-", the first byte being the lowest
	day       uint64 // "02T"
}

// maxISO is the length of the longest text and of what its last word writes past it.
const maxISO = len("2006-01-02T15:04:05.9999999999999999999+00:00") + 3

// Append is the function Append with what the Writer keeps.
func (w *Writer) Append(dst []byte, nanos int64, tail uint64, digits int, location *time.Location, offset int32) []byte {
	seconds := nanos / calendar.NanosPerSecond
	fraction := nanos % calendar.NanosPerSecond
	if fraction < 0 {
		fraction += calendar.NanosPerSecond
		seconds--
	}
	if seconds < w.from || seconds >= w.to || location != w.location || offset != w.offset {
		w.setDate(seconds, location, offset)
	}
	secondOfDay := uint32(seconds - w.midnight)
	clock := w.day | twoBytes(int(secondOfDay/calendar.SecondsPerHour))<<24 | ':'<<40 | twoBytes(int(secondOfDay/calendar.SecondsPerMinute%60))<<48
	second := ':' | twoBytes(int(secondOfDay%60))<<8
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

// setDate keeps the date and offset of an instant, in seconds since 1970, and for how long they
// hold.
func (w *Writer) setDate(seconds int64, location *time.Location, offset int32) {
	w.location, w.offset = location, offset
	w.written = int64(writtenOffset(seconds, location, offset))
	days := calendar.DayOf(seconds + w.written)
	w.midnight = int64(days)*calendar.SecondsPerDay - w.written
	w.from, w.to = w.midnight, w.midnight+calendar.SecondsPerDay
	if location != nil && location != time.UTC {
		w.narrow(time.Unix(seconds, 0).In(location).ZoneBounds())
	}
	year, month, day := calendar.Civil(days)
	w.yearMonth = twoBytes(year/100) | twoBytes(year%100)<<16 | '-'<<32 | twoBytes(month)<<40 | '-'<<56
	w.day = twoBytes(day) | 'T'<<16
}

// narrow limits what is kept to a period of the zone, from start to end; a zero bound is none.
func (w *Writer) narrow(start, end time.Time) {
	if !start.IsZero() {
		w.from = max(w.from, start.Unix())
	}
	if !end.IsZero() {
		w.to = min(w.to, end.Unix())
	}
}

// twoDigits are the texts "00" to "99", the tens in the lower byte, so that one load replaces two
// divisions (BenchmarkAppendISO). There are as many as a byte has values, which needs no check of
// bounds.
var twoDigits = makeTwoDigits()

func makeTwoDigits() (t [256]uint16) {
	for value := range 100 {
		t[value] = uint16('0'+value/10) | uint16('0'+value%10)<<8
	}
	return t
}

// twoBytes returns the text of a value below 100, the tens in the lowest byte.
func twoBytes(value int) uint64 { return uint64(twoDigits[uint8(value)]) }

// threeBytes returns the text of a value below 1000, the hundreds in the lowest byte.
func threeBytes(value int64) uint64 {
	return twoBytes(int(value/10)) | uint64('0'+value%10)<<16
}

// writeFraction writes so many digits after the full stop, and returns where they end. It always
// writes nine, whose divisors are constants.
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

// writtenOffset returns the offset to write, in seconds but of whole minutes: ISO 8601 has no
// seconds in it, and local mean times before the standard zones had. Rounding down keeps the
// instant, since the local time is written by the same offset.
func writtenOffset(seconds int64, location *time.Location, offset int32) int {
	east := int(offset)
	if location == time.UTC {
		return 0
	}
	if location != nil {
		_, east = time.Unix(seconds, 0).In(location).Zone()
	}
	return calendar.FloorDivide(east, calendar.SecondsPerMinute) * calendar.SecondsPerMinute
}

func appendTwo(dst []byte, value int) []byte {
	return binary.LittleEndian.AppendUint16(dst, twoDigits[uint8(value)])
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
