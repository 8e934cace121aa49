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

// readOffset reads ±hh, ±hhmm or ±hh:mm at the start of text. It returns the seconds east of UTC and the length read,
// 0 where there is no offset and -1 where there is one that no zone has.
func readOffset(text []byte) (seconds, length int) {
	if len(text) < len("+hh") || text[0] != '+' && text[0] != '-' {
		return 0, 0
	}
	hour, ok := twoDigits(text, 1)
	if !ok {
		return 0, 0
	}
	minute, length := 0, len("+hh")
	if len(text) > length && text[length] == ':' {
		if minute, ok = twoDigits(text, length+1); ok {
			length = len("+hh:mm")
		}
	} else if minute, ok = twoDigits(text, length); ok {
		length = len("+hhmm")
	}
	if hour > maxOffsetHour || ok && minute > 59 {
		return 0, -1
	}
	seconds = hour * secondsPerHour
	if ok {
		seconds += minute * secondsPerMinute
	}
	if text[0] == '-' {
		seconds = -seconds
	}
	return seconds, length
}
