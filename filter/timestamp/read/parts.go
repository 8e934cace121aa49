package read

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
)

// Serialisers write an epoch as two members of an object: its seconds and its fraction.

// partNames are the names of the members, and how many decimal places the unit of the fraction has:
// of java.time.Instant (Log4j's JSON layout), protobuf's Timestamp, Rust's SystemTime, ROS, the C
// library's timespec and timeval, and Firestore.
var partNames = [...]struct {
	seconds, fraction string
	digits            uint8
}{
	{"epochSecond", "nanoOfSecond", 9},
	{"epochSecond", "nano", 9},
	{"seconds", "nanos", 9},
	{"secs_since_epoch", "nanos_since_epoch", 9},
	{"secs", "nsecs", 9},
	{"sec", "nsec", 9},
	{"sec", "usec", 6},
	{"tv_sec", "tv_nsec", 9},
	{"tv_sec", "tv_usec", 6},
	{"_seconds", "_nanoseconds", 9},
}

// Parts tells what two members of an object are by their names: seconds and a fraction in units of
// digits decimal places, the fraction standing first if swapped. ok is false where they are
// something else.
func Parts(first, second []byte) (digits uint8, swapped, ok bool) {
	for i := range partNames {
		switch names := &partNames[i]; {
		case string(first) == names.seconds && string(second) == names.fraction:
			return names.digits, false, true
		case string(second) == names.seconds && string(first) == names.fraction:
			return names.digits, true, true
		}
	}
	return 0, false, false
}

// IsPartName reports whether a member is one part of an epoch by its name, and so not to be read
// without the other.
func IsPartName(name []byte) bool {
	for i := range partNames {
		if string(name) == partNames[i].seconds || string(name) == partNames[i].fraction {
			return true
		}
	}
	return false
}

// ofParts reads an epoch whose seconds and fraction stand apart; see Reader.ReadParts.
func ofParts(seconds, fraction uint64, digits uint8) (timestamp.Stamp, timestamp.Reason) {
	if seconds < epoch.FirstSecond || seconds >= epoch.LastSecond {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	if fraction >= calendar.Powers[digits] {
		return timestamp.Stamp{}, timestamp.Impossible
	}
	nanos := seconds*calendar.NanosPerSecond + fraction*calendar.Powers[9-digits]
	return timestamp.Stamp{Nanos: int64(nanos), Digits: digits, ZoneSource: timestamp.ZoneInStamp, Format: "epoch_parts"}, timestamp.Read
}
