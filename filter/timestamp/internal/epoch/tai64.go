package epoch

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// taiSteps are the days on which TAI gained a second on UTC, a leap second having ended the day
// before (IERS Bulletin C; the list ends with the last one announced). On 1 January 1972 it led by
// ten.
var taiSteps = [...]struct{ year, month int }{
	{1972, 7}, {1973, 1}, {1974, 1}, {1975, 1}, {1976, 1}, {1977, 1}, {1978, 1}, {1979, 1}, {1980, 1}, {1981, 7},
	{1982, 7}, {1983, 7}, {1985, 7}, {1988, 1}, {1990, 1}, {1991, 1}, {1992, 7}, {1993, 7}, {1994, 7}, {1996, 1},
	{1997, 7}, {1999, 1}, {2006, 1}, {2009, 1}, {2012, 7}, {2015, 7}, {2017, 1},
}

const (
	taiLead1972 = 10
	firstTAI    = 63072000 + taiLead1972 // 1972-01-01 UTC; before, UTC's seconds were not TAI's
	taiLabel    = 1 << 62                // the label of 1970-01-01 00:00:00 TAI
)

// fromTAI returns the seconds since 1970 of UTC for those of TAI, counted from 1970-01-01 00:00:00
// TAI. For a leap second, which UTC's cannot name, it returns the second before and leap.
func fromTAI(tai int64) (seconds int64, leap bool) {
	for i := len(taiSteps) - 1; i >= 0; i-- {
		step := taiSteps[i]
		begins := int64(calendar.DayNumber(step.year, step.month, 1)) * calendar.SecondsPerDay
		lead := int64(taiLead1972 + i + 1)
		if tai >= begins+lead {
			return tai - lead, false
		}
		if tai == begins+lead-1 {
			return begins - 1, true
		}
	}
	return tai - taiLead1972, false
}

// ReadTAI64 reads an external TAI64, TAI64N or TAI64NA label at the start of text: @ and 16, 24 or
// 32 hexadecimal digits, for seconds, nanoseconds and attoseconds (cr.yp.to/libtai/tai64.html). It
// returns the label's length, 0 with NoStamp where none stands there. A fraction of 1e9 parts or
// more is Impossible; instants before 1972 or past the range of nanoseconds are OutOfRange.
func ReadTAI64(text []byte) (stamp timestamp.Stamp, length int, reason timestamp.Reason) {
	if len(text) == 0 || text[0] != '@' {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	var parts [3]uint64 // seconds, nanoseconds, attoseconds
	run := 0
	for ; run < 32 && 1+run < len(text) && scan.IsHex(text[1+run]); run++ {
		part := max(run/8, 1) - 1
		parts[part] = parts[part]<<4 | uint64(scan.HexValue(text[1+run]))
	}
	length = 1 + run
	if run != 16 && run != 24 && run != 32 || length < len(text) && scan.IsWord(text[length]) ||
		parts[0] < taiLabel || parts[0] >= 2*taiLabel {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	if parts[1] >= calendar.NanosPerSecond || parts[2] >= calendar.NanosPerSecond {
		return timestamp.Stamp{}, length, timestamp.Impossible
	}
	tai := int64(parts[0] - taiLabel)
	if tai < firstTAI {
		return timestamp.Stamp{}, length, timestamp.OutOfRange
	}
	seconds, leap := fromTAI(tai)
	stamp = timestamp.Stamp{Tail: parts[2], Digits: uint8(9 * (run/8 - 2)), ZoneSource: timestamp.ZoneInStamp, Format: "tai64"}
	if leap {
		parts[1], stamp.Tail, stamp.Leap = calendar.NanosPerSecond-1, LastTail(stamp.Digits), true
	}
	nanos, ok := calendar.Instant(seconds, int64(parts[1]))
	if !ok {
		return timestamp.Stamp{}, length, timestamp.OutOfRange
	}
	stamp.Nanos = nanos
	return stamp, length, timestamp.Read
}
