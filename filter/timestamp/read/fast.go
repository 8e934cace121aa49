package read

import (
	"encoding/binary"
	"math/bits"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// fastPaths read the commonest forms at once, without a draft, where they need not decide anything.
// What they read, the general way reads to the same stamp. They remember the last dates and stand
// on instants, which give them the assumed zone and the offset that it had for the stamp before; a
// date whose month is a name they know from LearnName alone.
type fastPaths struct {
	instants
	Words zone.Words // Options.Abbreviations
	date  fastDate
	names [fastShapes]fastName
}

func newFastPaths(o *Options) fastPaths {
	return fastPaths{instants: newInstants(o), Words: zone.NewWords(o.Abbreviations), date: firstFastDate}
}

// fastDate is the last date that was read, since logs stay within a day. BenchmarkReadText compares
// what that saves with time.Parse.
type fastDate struct {
	yearMonth uint64 // "2006-01-", the first byte being the lowest
	day       uint16 // "02"
	slashes   bool   // 2006/01/02, of nginx
	seconds   int64  // where the day begins, in seconds since 1970 as if it were UTC
}

// firstFastDate is the fastDate before any date was read: a true one, so that a text that matches
// it is not misread.
var firstFastDate = fastDate{yearMonth: binary.LittleEndian.Uint64([]byte("1970-01-")), day: binary.LittleEndian.Uint16([]byte("01"))}

// fast reads the commonest stamps at the start of text: YYYY-MM-DD or YYYY/MM/DD, T or a blank,
// HH:MM:SS, up to nine digits after a full stop or comma, and Z, ±hh:mm, ±hhmm or no zone. It
// returns where the stamp ends, and 0 for everything else, whatever is to be refused included: the
// general way then reads it again, and reads what fast reads to the same instant. stamp must be
// zero, and is of no use where the result is 0.
func (f *fastPaths) fast(text []byte, c *Context, stamp *timestamp.Stamp) (end int) {
	if len(text) < scan.IsoLength {
		return 0
	}
	yearMonth, day := binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint16(text[8:])
	if (yearMonth != f.date.yearMonth || day != f.date.day) && !f.learnDate(text) {
		return 0
	}
	separator := text[10]
	secondOfDay, ok := clockWord(binary.LittleEndian.Uint64(text[11:]))
	if !ok || separator != 'T' && separator != ' ' {
		return 0
	}
	nanos, digits, end := 0, 0, scan.IsoLength
	if end < len(text) && (text[end] == '.' || text[end] == ',') {
		if millis, ok := fastMillis(text[end:]); ok { // three digits and the end, without the calls
			nanos, digits = millis*1e6, 3
		} else if nanos, digits = fastFraction(text, end+1); digits == 0 {
			return 0
		}
		end += 1 + digits
	}
	seconds, format := f.date.seconds+secondOfDay, "iso8601"
	stamp.Digits = uint8(digits)
	switch {
	case end < len(text) && text[end] == 'Z':
		end++
	case end < len(text) && (text[end] == '+' || text[end] == '-'):
		end, seconds = fastOffset(text, end, seconds, stamp)
	case end == len(text) && c.Zone == nil && f.zone == time.UTC:
		stamp.Zone, stamp.ZoneSource = time.UTC, timestamp.ZoneConfigured
	default:
		end, seconds = f.fastZone(text, end, seconds, c, stamp)
	}
	if end == 0 || seconds < calendar.MinSecond || seconds > calendar.MaxSecond {
		return 0
	}
	switch {
	case f.date.slashes:
		format = "nginx_error"
	case digits > 0 && text[scan.IsoLength] == ',':
		format = "log4j"
	case stamp.ZoneSource == timestamp.ZoneInStamp && separator == 'T':
		format = "rfc3339"
	}
	stamp.Nanos, stamp.Format = seconds*calendar.NanosPerSecond+int64(nanos), format
	return end
}

// clockWord returns the second of the day that the eight bytes of "15:04:05" are, the first byte
// being the lowest. It checks all at once: against "00:00:00" the digits differ by their value and
// the colons by nothing, and a byte above its limit carries into its high bit.
func clockWord(clock uint64) (seconds int64, ok bool) {
	const (
		zeros = 0x30303a30303a3030 // "00:00:00"
		limit = 0x767a7f767a7f767d // 0x7f less the largest value of each byte: 2 9 : 5 9 : 5 9
		high  = 0x8080808080808080
	)
	fields := clock ^ zeros
	if (fields|(fields+limit))&high != 0 {
		return 0, false
	}
	pairs := fields*10 + fields>>8 // tens and ones joined in the byte of the tens
	hour, minute, second := pairs&0xff, pairs>>24&0xff, pairs>>48&0xff
	return int64(hour*calendar.SecondsPerHour + minute*calendar.SecondsPerMinute + second), hour < 24
}

// yearFirst reports whether a date may begin with a year of four digits.
func yearFirst(text []byte) bool {
	return len(text) > 4 && (text[4] == '-' || text[4] == '/')
}

// Fast reads a stamp at the start of text, which is part of a line, if it is in one of the
// commonest forms, and overwrites stamp in any case. It returns where the stamp ends, and 0 for
// everything else: the general way then has to read it. The byte after a year tells the form.
func (f *fastPaths) Fast(text []byte, c *Context, stamp *timestamp.Stamp) (end int) {
	*stamp = timestamp.Stamp{}
	if yearFirst(text) {
		end = f.fast(text, c, stamp)
	} else {
		end = f.fastNamed(text, c, stamp)
	}
	if end == 0 || !scan.EndsAt(text, end) || end < len(text) && text[end] == '[' { // perhaps a zone that contradicts the offset
		return 0
	}
	if end > scan.IsoLength && text[scan.IsoLength] == ',' && stamp.Digits%3 != 0 {
		return 0 // perhaps the next column of comma-separated values
	}
	return end
}

// fastFraction reads the one to nine digits at text[at:], at being at least 8. digits is 0 where
// there are none or more.
func fastFraction(text []byte, at int) (nanos, digits int) {
	word := restWord(text, at) ^ eightZeros
	others := (word | (word + 0x7676767676767676)) & 0x8080808080808080 // the high bit of each byte that is no digit, up to the first
	if others != 0 {
		digits = bits.TrailingZeros64(others) / 8
		return eightDigits(word&(1<<(8*digits)-1)) * 10, digits
	}
	nanos = eightDigits(word) * 10
	if digits = 8; at+8 < len(text) && scan.IsDigit(text[at+8]) {
		if at+9 < len(text) && scan.IsDigit(text[at+9]) {
			return 0, 0
		}
		nanos, digits = nanos+int(text[at+8]-'0'), 9
	}
	return nanos, digits
}

// fastMillis returns the value of three digits after a separator. It reports false for any other
// text.
func fastMillis(text []byte) (millis int, ok bool) {
	if len(text) != len(".999") {
		return 0, false
	}
	digits := binary.LittleEndian.Uint32(text)>>8 ^ 0x303030
	if (digits|(digits+0x767676))&0x808080 != 0 {
		return 0, false
	}
	return int(digits&0xff)*100 + int(digits>>8&0xff)*10 + int(digits>>16), true
}

const eightZeros = 0x3030303030303030 // "00000000"

// restWord returns the eight bytes at text[at:], the first being the lowest, and zeros past the end
// of text, which has eight bytes or more.
func restWord(text []byte, at int) uint64 {
	if at+8 <= len(text) {
		return binary.LittleEndian.Uint64(text[at:])
	}
	missing := at + 8 - len(text)
	return binary.LittleEndian.Uint64(text[len(text)-8:]) >> (8 * missing)
}

// eightDigits returns the value of eight digits, one a byte, the first being the lowest: neighbours
// are joined to pairs, pairs to fours, fours to eight.
func eightDigits(word uint64) int {
	word = word*10 + word>>8
	word = (word&0x00ff00ff00ff00ff)*100 + word>>16&0x00ff00ff00ff00ff
	word = (word&0x0000ffff0000ffff)*10000 + word>>32&0x0000ffff
	return int(word & 0xffffffff)
}

// learnDate makes the YYYY-MM-DD or YYYY/MM/DD that text begins with the last date. It reports
// false where none stands there, and where it does not exist.
func (f *fastPaths) learnDate(text []byte) bool {
	if text[4] != text[7] || text[4] != '-' && text[4] != '/' {
		return false
	}
	century, ok1 := scan.TwoDigits(text, 0)
	year, ok2 := scan.TwoDigits(text, 2)
	month, ok3 := scan.TwoDigits(text, 5)
	day, ok4 := scan.TwoDigits(text, 8)
	year += century * 100
	if !ok1 || !ok2 || !ok3 || !ok4 || !(calendar.Date{Year: year, Month: month, Day: day}).Exists() {
		return false
	}
	f.date = fastDate{
		yearMonth: binary.LittleEndian.Uint64(text),
		day:       binary.LittleEndian.Uint16(text[8:]),
		slashes:   text[4] == '/',
		seconds:   int64(calendar.DayNumber(year, month, day)) * calendar.SecondsPerDay,
	}
	return true
}
