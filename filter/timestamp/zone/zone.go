package zone

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // the database, for hosts without one

	"timesync/filter/timestamp/internal/scan"
)

// Parse returns the zone that a configuration or a record names: UTC or Z, local (the host's), an
// offset in one of the shapes of ReadOffset, or an IANA name. UTC, Z and local may be in any case.
// Its error says what is allowed.
func Parse(name string) (*time.Location, error) {
	switch strings.ToLower(name) {
	case "utc", "z":
		return time.UTC, nil
	case "local":
		return time.Local, nil
	}
	if offset, length := ReadOffset([]byte(name)); length > 0 && length == len(name) {
		return fixed(offset), nil
	}
	if isPlainName(name) {
		if location, err := time.LoadLocation(name); err == nil {
			return location, nil
		}
	}
	return nil, fmt.Errorf("zone %q is not known; allowed are an IANA name such as Europe/Berlin, ±hh:mm, UTC and local", name)
}

// isPlainName reports whether name may be looked up: it is no path of the file system, nor what
// means the zone of the process (Local, localtime) or zones that count leap seconds (right/UTC).
func isPlainName(name string) bool {
	if name == "" || strings.HasPrefix(name, "right/") || strings.HasPrefix(strings.ToLower(name), "local") {
		return false
	}
	for i := 0; i < len(name); i++ {
		if !IsNameByte(name[i]) {
			return false
		}
	}
	return scan.IsLetter(name[0])
}

// IsPOSIXName reports whether name is one of the four POSIX names that the zone database has.
func IsPOSIXName(name []byte) bool {
	switch string(name) {
	case "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT":
		return true
	}
	return false
}

// IsArea reports whether word is what IANA names begin with, up to the slash. Only names that
// begin so need to be looked up.
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

// IsNameByte reports whether c may stand in an IANA name.
func IsNameByte(c byte) bool {
	return scan.IsLetter(c) || scan.IsDigit(c) || c == '/' || c == '_' || c == '-' || c == '+'
}
