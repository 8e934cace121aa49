package filter

import (
	"bytes"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
)

// splitEpoch is an epoch that a serialiser wrote as a map of two numbers: seconds, and a fraction in units of digits decimal
// places.
type splitEpoch struct {
	seconds, fraction []byte
	digits            uint8
}

// splitEpochs are those of java.time.Instant (Log4j's JSON layout), protobuf's Timestamp, Rust's SystemTime, ROS, the C
// library's timespec and timeval, and Firestore.
var splitEpochs = [...]splitEpoch{
	{[]byte("epochSecond"), []byte("nanoOfSecond"), 9},
	{[]byte("epochSecond"), []byte("nano"), 9},
	{[]byte("seconds"), []byte("nanos"), 9},
	{[]byte("secs_since_epoch"), []byte("nanos_since_epoch"), 9},
	{[]byte("secs"), []byte("nsecs"), 9},
	{[]byte("sec"), []byte("nsec"), 9},
	{[]byte("sec"), []byte("usec"), 6},
	{[]byte("tv_sec"), []byte("tv_nsec"), 9},
	{[]byte("tv_sec"), []byte("tv_usec"), 6},
	{[]byte("_seconds"), []byte("_nanoseconds"), 9},
}

// Keys of MongoDB's extended JSON: {"$date": ...}, with {"$numberLong": "..."} inside for milliseconds.
var (
	dateKey       = []byte("$date")
	numberLongKey = []byte("$numberLong")
)

// readMap reads a map under a time key: {"$date": ...} or a split epoch, with nothing beside them.
func (f *Filter) readMap(r *record, reader *timestamp.Reader, at int) (timestamp.Stamp, timestamp.Reason) {
	pairs, _, _ := mapAt(r.chunk, at)
	switch pairs {
	case 1:
		value := member(r.chunk, at, dateKey)
		if value < 0 {
			break
		}
		if long := member(r.chunk, value, numberLongKey); long >= 0 {
			value = long
		}
		if leads[r.chunk[value]].kind != kindMap {
			return f.readValue(r, reader, value)
		}
	case 2:
		for i := range splitEpochs {
			form := &splitEpochs[i]
			seconds, fraction := member(r.chunk, at, form.seconds), member(r.chunk, at, form.fraction)
			if seconds < 0 || fraction < 0 {
				continue
			}
			whole, ok := wholeNumber(r.chunk, seconds)
			part, exact := wholeNumber(r.chunk, fraction)
			if !ok || !exact {
				break
			}
			return reader.ReadParts(whole, part, form.digits)
		}
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}

// wholeNumber reads a number that is no negative and no fraction, as integer or as its digits in a string (protobuf writes
// int64 so).
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
