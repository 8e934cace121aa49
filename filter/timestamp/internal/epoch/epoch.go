package epoch

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// A number is taken for an epoch where it lies in these years. Its magnitude tells the unit: the
// ranges of the units do not touch.
const (
	FirstYear   = 1990
	LastYear    = 2100       // excluded
	FirstSecond = 631152000  // 1990-01-01, in seconds since 1970
	LastSecond  = 4102444800 // 2100-01-01, excluded
)

// Unit is the unit of an epoch.
type Unit struct {
	Format string // of stamps in it, and its name in a configuration
	Digits uint8  // fraction digits of a second: 0, 3, 6 or 9
}

// Units are all units, seconds being the first.
var Units = [...]Unit{{"epoch", 0}, {"epoch_ms", 3}, {"epoch_us", 6}, {"epoch_ns", 9}}

// The numbers that are .NET ticks (100 ns since the year 1) of 1990 to 2100. As nanoseconds they
// would lie in 1989 to 1991: a number with both readings is no epoch.
const (
	firstTick = 627667488_000_000_000
	lastTick  = 662380416_000_000_000
)

// unitOf returns the unit by magnitude. It reports false where the number is no epoch.
func unitOf(value uint64) (u Unit, ok bool) {
	if value >= firstTick && value < lastTick {
		return Unit{}, false
	}
	for _, u := range Units {
		if scale := calendar.Powers[u.Digits]; value >= FirstSecond*scale && value < LastSecond*scale {
			return u, true
		}
	}
	return Unit{}, false
}

// FILETIME counts units of 100 ns since 1601. Its numbers of these years lie between the
// microseconds and the nanoseconds of 1990 to 2100; as numbers of 18 digits are more often
// identifiers, no further years are believed.
const (
	filetimeTo1970 = 116444736_000_000_000
	firstFiletime  = 125911584_000_000_000 // 2000-01-01
	lastFiletime   = 141690816_000_000_000 // 2050-01-01, excluded
)

// FiletimeFormat is the Format of stamps that were a FILETIME.
const FiletimeFormat = "filetime"

// ByMagnitude returns the instant that a number is by its magnitude: an epoch in one of Units, from
// 1990 to 2100, or a FILETIME from 2000 to 2050. Any other number is NoStamp.
func ByMagnitude(value uint64) (timestamp.Stamp, timestamp.Reason) {
	if value >= firstFiletime && value < lastFiletime {
		return timestamp.Stamp{Nanos: int64(value-filetimeTo1970) * 100, Digits: 7, ZoneSource: timestamp.ZoneInStamp, Format: FiletimeFormat}, timestamp.Read
	}
	u, ok := unitOf(value)
	if !ok {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return InUnit(value, &u)
}

// InUnit returns the instant of a number in a unit, of any year. The reason is OutOfRange where
// nanoseconds cannot hold it.
func InUnit(value uint64, u *Unit) (timestamp.Stamp, timestamp.Reason) {
	scale := calendar.Powers[9-u.Digits]
	if value > (1<<63-1-calendar.NanosPerSecond)/scale { // a fraction may follow
		return timestamp.Stamp{}, timestamp.OutOfRange
	}
	return timestamp.Stamp{Nanos: int64(value * scale), Digits: u.Digits, ZoneSource: timestamp.ZoneInStamp, Format: u.Format}, timestamp.Read
}

// Read reads an epoch at the start of text: digits, with or without a fraction after a full stop. u
// is its unit; nil stands for what ByMagnitude tells. It returns where the epoch ends, 0 where no
// digits stand there or more than calendar.MaxDigits.
func Read(text []byte, u *Unit) (stamp timestamp.Stamp, end int, reason timestamp.Reason) {
	run := scan.DigitRun(text, 0)
	if run == 0 || run > calendar.MaxDigits {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	if u == nil && (run < len("631152000") || text[0] == '0') { // the least of all; nobody pads them
		return timestamp.Stamp{}, run, timestamp.NoStamp
	}
	value := uint64(0)
	for _, c := range text[:run] {
		value = value*10 + uint64(c-'0')
	}
	if u == nil {
		stamp, reason = ByMagnitude(value)
	} else {
		stamp, reason = InUnit(value, u)
	}
	fraction := 0
	if run < len(text) && text[run] == '.' {
		fraction = scan.DigitRun(text, run+1)
	}
	if reason != timestamp.Read || fraction == 0 {
		return stamp, run, reason
	}
	addFraction(&stamp, text[run+1:run+1+fraction])
	return stamp, run + 1 + fraction, timestamp.Read
}

// addFraction adds the digits after the decimal point to a stamp that is whole in its unit.
func addFraction(stamp *timestamp.Stamp, digits []byte) {
	place := int(stamp.Digits)
	for _, c := range digits[:min(len(digits), calendar.MaxDigits-place)] {
		if place++; place <= 9 {
			stamp.Nanos += int64(c-'0') * int64(calendar.Powers[9-place])
		} else {
			stamp.Tail = stamp.Tail*10 + uint64(c-'0')
		}
	}
	stamp.Digits = uint8(place)
}

// LastTail returns the Tail of the last instant of a second that is written in so many digits.
func LastTail(digits uint8) uint64 {
	if digits <= 9 {
		return 0
	}
	return calendar.Powers[digits-9] - 1
}
