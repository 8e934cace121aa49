package zone

import (
	"time"

	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// MaxOffsetHour is the largest hour of an offset: RFC 3339 section 5.6 allows offsets to ±23:59.
const MaxOffsetHour = 23

// UnicodeMinus is U+2212, which ISO 8601 section 3.4.1 prefers to the hyphen.
const UnicodeMinus = "\u2212"

// InUse reports whether a zone of today may have an offset, in seconds east of UTC: a multiple of
// 15 minutes from -12:00 to +14:00.
func InUse(offset int) bool {
	return offset%(calendar.SecondsPerHour/4) == 0 && offset >= -12*calendar.SecondsPerHour && offset <= 14*calendar.SecondsPerHour
}

// ReadOffset reads ±hh, ±hhmm, ±hh:mm or ±h:mm at the start of text, with any sign that SignOf
// knows. It returns the seconds east of UTC and the length read, which is 0 where no offset stands
// there and -1 where its hour is above MaxOffsetHour or its minute above 59.
func ReadOffset(text []byte) (seconds, length int) {
	sign, at := SignOf(text)
	hour, ok := scan.TwoDigits(text, at)
	if sign == 0 {
		return 0, 0
	}
	if !ok {
		return shortHour(text, sign, at)
	}
	at += len("hh")
	minute, ok := 0, false
	if len(text) > at && text[at] == ':' {
		if minute, ok = scan.TwoDigits(text, at+1); ok {
			at += len(":mm")
		}
	} else if minute, ok = scan.TwoDigits(text, at); ok {
		at += len("mm")
	}
	if hour > MaxOffsetHour || ok && minute > 59 {
		return 0, -1
	}
	if !ok {
		minute = 0
	}
	return sign * (hour*calendar.SecondsPerHour + minute*calendar.SecondsPerMinute), at
}

// shortHour reads the h:mm of an offset whose hour has one digit, unless a further number makes it
// a duration.
func shortHour(text []byte, sign, at int) (seconds, length int) {
	end := at + len("h:mm")
	if scan.DigitRun(text, at) != 1 || at+1 == len(text) || text[at+1] != ':' || scan.DigitRun(text, at+2) != len("mm") ||
		end+1 < len(text) && text[end] == ':' && scan.IsDigit(text[end+1]) {
		return 0, 0
	}
	minute, _ := scan.TwoDigits(text, at+2)
	if minute > 59 {
		return 0, 0
	}
	return sign * (int(text[at]-'0')*calendar.SecondsPerHour + minute*calendar.SecondsPerMinute), end
}

// HourOffset reads the +2 of GMT+2: a sign and one digit at the start of text. It returns the
// seconds east of UTC and the length read, 0 where other text stands there.
func HourOffset(text []byte) (offset, length int) {
	sign, at := SignOf(text)
	if sign == 0 || scan.DigitRun(text, at) != 1 {
		return 0, 0
	}
	return sign * int(text[at]-'0') * calendar.SecondsPerHour, at + 1
}

// SignOf returns 1 or -1 for the plus, hyphen or UnicodeMinus at the start of text and its length,
// 0 and 0 where none stands there.
func SignOf(text []byte) (sign, length int) {
	switch {
	case len(text) == 0:
		return 0, 0
	case text[0] == '+':
		return 1, 1
	case text[0] == '-':
		return -1, 1
	case len(text) >= len(UnicodeMinus) && string(text[:len(UnicodeMinus)]) == UnicodeMinus:
		return -1, len(UnicodeMinus)
	}
	return 0, 0
}

// fixed returns the zone of an offset in seconds east of UTC.
func fixed(offset int) *time.Location {
	if offset == 0 {
		return time.UTC
	}
	return time.FixedZone("", offset)
}
