package zone

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata"

	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// InUse reports whether a zone of today may have an offset: a multiple of 15 minutes from -12:00 to +14:00.
func InUse(offset int) bool {
	return offset%(calendar.SecondsPerHour/4) == 0 && offset >= -12*calendar.SecondsPerHour && offset <= 14*calendar.SecondsPerHour
}

// HourOffset reads the +2 of GMT+2.
func HourOffset(text []byte) (offset, length int) {
	sign, at := SignOf(text)
	if sign == 0 || scan.DigitRun(text, at) != 1 {
		return 0, 0
	}
	return sign * int(text[at]-'0') * calendar.SecondsPerHour, at + 1
}

func IsPOSIXName(name []byte) bool {
	switch string(name) {
	case "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT":
		return true
	}
	return false
}

// IsArea reports whether a word is the first part of IANA names; so no other word is ever looked up as a zone.
func IsArea(word []byte) bool {
	switch string(word) {
	case "AFRICA", "AMERICA", "ANTARCTICA", "ARCTIC", "ASIA", "ATLANTIC", "AUSTRALIA", "EUROPE", "INDIAN", "PACIFIC": // Oracle
		return true
	case "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
		"Etc", "US", "Canada", "Brazil", "Chile", "Mexico":
		return true
	}
	return false
}

func IsNameByte(c byte) bool {
	return scan.IsLetter(c) || scan.IsDigit(c) || c == '/' || c == '_' || c == '-' || c == '+'
}

// ParseZone returns the zone that a configuration or a record names: "UTC" or "Z", "local" (the host's), an offset
// "+hh:mm", "+hhmm" or "+hh", or an IANA name. UTC and local may be in any case.
func Parse(name string) (*time.Location, error) {
	switch strings.ToLower(name) {
	case "utc", "z":
		return time.UTC, nil
	case "local":
		return time.Local, nil
	}
	if offset, length := ReadOffset([]byte(name)); length > 0 && length == len(name) {
		return Fixed(offset), nil
	}
	if name != "" && isZoneName(name) {
		if zone, err := time.LoadLocation(name); err == nil {
			return zone, nil
		}
	}
	return nil, fmt.Errorf("zone %q is not known; allowed are an IANA name such as Europe/Berlin, ±hh:mm, UTC and local", name)
}

// isZoneName keeps everything but plain IANA names away from the file system.
func isZoneName(name string) bool {
	for i := 0; i < len(name); i++ {
		if c := name[i]; !scan.IsLetter(c) && !scan.IsDigit(c) && c != '/' && c != '_' && c != '-' && c != '+' {
			return false
		}
	}
	return scan.IsLetter(name[0])
}

func Fixed(offset int) *time.Location {
	if offset == 0 {
		return time.UTC
	}
	return time.FixedZone("", offset)
}

// MaxOffsetHour: RFC 3339 section 5.6 allows offsets to ±23:59.
const MaxOffsetHour = 23

// UnicodeMinus is U+2212, which ISO 8601 section 3.4.1 prefers to the hyphen.
const UnicodeMinus = "\u2212"

// ReadOffset reads ±hh, ±hhmm, ±hh:mm or ±h:mm at the start of text. It returns the seconds east of UTC and the length read,
// 0 where there is no offset and -1 where there is one that no zone has.
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

// shortHour reads the h:mm of an offset whose hour has one digit, if no further number makes it a duration.
func shortHour(text []byte, sign, at int) (seconds, length int) {
	end := at + len("h:mm")
	if scan.DigitRun(text, at) != 1 || at+1 == len(text) || text[at+1] != ':' || scan.DigitRun(text, at+2) != len("mm") || end+1 < len(text) && text[end] == ':' && scan.IsDigit(text[end+1]) {
		return 0, 0
	}
	minute, _ := scan.TwoDigits(text, at+2)
	if minute > 59 {
		return 0, 0
	}
	return sign * (int(text[at]-'0')*calendar.SecondsPerHour + minute*calendar.SecondsPerMinute), end
}

// SignOf returns 1 or -1 and the length of the sign at the start of text, or 0.
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
