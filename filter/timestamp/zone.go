package timestamp

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // a minimal container has no zoneinfo
)

// ParseZone returns the zone that a configuration or a record names: "UTC" or "Z", "local" (the host's), an offset
// "+hh:mm", "+hhmm" or "+hh", or an IANA name. UTC and local may be in any case.
func ParseZone(name string) (*time.Location, error) {
	switch strings.ToLower(name) {
	case "utc", "z":
		return time.UTC, nil
	case "local":
		return time.Local, nil
	}
	if offset, length := readOffset([]byte(name)); length > 0 && length == len(name) {
		return fixedZone(offset), nil
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
		if c := name[i]; !isLetter(c) && !isDigit(c) && c != '/' && c != '_' && c != '-' && c != '+' {
			return false
		}
	}
	return isLetter(name[0])
}

func fixedZone(offset int) *time.Location {
	if offset == 0 {
		return time.UTC
	}
	return time.FixedZone("", offset)
}

// maxOffsetHour: RFC 3339 section 5.6 allows offsets to ±23:59.
const maxOffsetHour = 23

// unicodeMinus is U+2212, which ISO 8601 section 3.4.1 prefers to the hyphen.
const unicodeMinus = "\u2212"

// readOffset reads ±hh, ±hhmm, ±hh:mm or ±h:mm at the start of text. It returns the seconds east of UTC and the length read,
// 0 where there is no offset and -1 where there is one that no zone has.
func readOffset(text []byte) (seconds, length int) {
	sign, at := signOf(text)
	hour, ok := twoDigits(text, at)
	if sign == 0 {
		return 0, 0
	}
	if !ok {
		return shortHour(text, sign, at)
	}
	at += len("hh")
	minute, ok := 0, false
	if len(text) > at && text[at] == ':' {
		if minute, ok = twoDigits(text, at+1); ok {
			at += len(":mm")
		}
	} else if minute, ok = twoDigits(text, at); ok {
		at += len("mm")
	}
	if hour > maxOffsetHour || ok && minute > 59 {
		return 0, -1
	}
	if !ok {
		minute = 0
	}
	return sign * (hour*secondsPerHour + minute*secondsPerMinute), at
}

// shortHour reads the h:mm of an offset whose hour has one digit, if no further number makes it a duration.
func shortHour(text []byte, sign, at int) (seconds, length int) {
	end := at + len("h:mm")
	if digitRun(text, at) != 1 || at+1 == len(text) || text[at+1] != ':' || digitRun(text, at+2) != len("mm") || end+1 < len(text) && text[end] == ':' && isDigit(text[end+1]) {
		return 0, 0
	}
	minute, _ := twoDigits(text, at+2)
	if minute > 59 {
		return 0, 0
	}
	return sign * (int(text[at]-'0')*secondsPerHour + minute*secondsPerMinute), end
}

// signOf returns 1 or -1 and the length of the sign at the start of text, or 0.
func signOf(text []byte) (sign, length int) {
	switch {
	case len(text) == 0:
		return 0, 0
	case text[0] == '+':
		return 1, 1
	case text[0] == '-':
		return -1, 1
	case len(text) >= len(unicodeMinus) && string(text[:len(unicodeMinus)]) == unicodeMinus:
		return -1, len(unicodeMinus)
	}
	return 0, 0
}
