package filter

import (
	"bytes"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/read"
)

// Keys of MongoDB's extended JSON: {"$date": ...}, with {"$numberLong": "..."} inside for
// milliseconds.
var (
	dateKey       = []byte("$date")
	numberLongKey = []byte("$numberLong")
)

// Keys of PHP's DateTime as JSON.
var (
	phpDateKey = []byte("date")
	phpTypeKey = []byte("timezone_type")
)

// readMap reads a map under a time key: {"$date": ...} or a split epoch, with nothing beside them, or
// a date with its zone.
func (f *finder) readMap(r *record, reader *read.Reader, at int) (s timestamp.Stamp, reason timestamp.Reason) {
	pairs, _, _ := mapAt(r.chunk, at)
	switch pairs {
	case phpMembers:
		return f.readPHP(r, reader, at)
	case 1:
		value := member(r.chunk, at, dateKey)
		if value == absent {
			break
		}
		if long := member(r.chunk, value, numberLongKey); long != absent {
			value = long
		}
		if leads[r.chunk[value]].kind != kindMap {
			_, reason = f.readValue(r, reader, value, &s)
			return s, reason
		}
	case 2:
		names, values := twoMembers(r.chunk, at)
		digits, swapped, ok := read.Parts(names[0], names[1])
		if !ok {
			break
		}
		if swapped {
			values[0], values[1] = values[1], values[0]
		}
		seconds, isWhole := wholeNumber(r.chunk, values[0])
		fraction, isExact := wholeNumber(r.chunk, values[1])
		if isWhole && isExact {
			return reader.ReadParts(seconds, fraction, digits)
		}
	}
	return s, timestamp.NoStamp
}

// phpMembers are those of PHP's DateTime as JSON: {"date": "2024-06-14 10:11:12.123456",
// "timezone_type": 3, "timezone": "Europe/Berlin"}, which Monolog writes.
const phpMembers = 3

// readPHP reads the date of such a map in its zone.
func (f *finder) readPHP(r *record, reader *read.Reader, at int) (s timestamp.Stamp, reason timestamp.Reason) {
	date := member(r.chunk, at, phpDateKey)
	if date == absent || leads[r.chunk[date]].kind != kindString || member(r.chunk, at, phpTypeKey) == absent {
		return s, timestamp.NoStamp
	}
	named, ok := f.zones.inMap(r.chunk, at)
	if !ok {
		return s, timestamp.NoStamp
	}
	outer, unknown := r.context.Zone, r.unknownZone
	r.context.Zone, r.unknownZone = named, named == nil
	_, reason = f.readValue(r, reader, date, &s)
	r.context.Zone, r.unknownZone = outer, unknown
	return s, reason
}

// twoMembers returns the names of the two pairs of the map at b[at], nil for those that are no
// strings, and where their values begin.
func twoMembers(b []byte, at int) (names [2][]byte, values [2]int) {
	_, at, _ = mapAt(b, at)
	for i := range names {
		name, value, isString := stringAt(b, at)
		if !isString {
			value = skip(b, at)
		}
		names[i], values[i] = name, value
		at = skip(b, value)
	}
	return names, values
}

// wholeNumber reads a number that is no negative and no fraction, as integer or as its digits in a
// string (protobuf writes int64 so).
func wholeNumber(b []byte, at int) (uint64, bool) {
	switch leads[b[at]].kind {
	case kindInt:
		n, _, err := msgp.ReadInt64Bytes(b[at:])
		return uint64(n), err == nil && n >= 0
	case kindUint:
		n, _, err := msgp.ReadUint64Bytes(b[at:])
		return n, err == nil
	case kindString:
		digits, _, _ := stringAt(b, at)
		return number(digits)
	}
	return 0, false
}

// number reads up to 18 digits and nothing else.
func number(digits []byte) (value uint64, ok bool) {
	if len(digits) == 0 || len(digits) > 18 || len(bytes.Trim(digits, "0123456789")) > 0 {
		return 0, false
	}
	for _, c := range digits {
		value = value*10 + uint64(c-'0')
	}
	return value, true
}
