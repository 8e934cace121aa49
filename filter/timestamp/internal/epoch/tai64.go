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

// Label is an external TAI64, TAI64N or TAI64NA label. What its seconds count depends on who wrote
// it: see Scales.
type Label struct {
	seconds     int64 // since 1970-01-01 00:00:00 TAI, as libtai defines labels
	nanos, tail uint64
	digits      uint8
}

// Scale is what the seconds of labels count.
type Scale struct {
	Format string // of stamps in it, and its name in a configuration
	isTAI  bool
}

// Scales are all scales: of daemontools' multilog, runit's svlogd and qmail, which add ten to the
// seconds of Unix whatever the leap seconds (4611686018427387914 in their taia_now.c), and of s6-log,
// which has the table of leap seconds (skalibs' leapsecs).
var Scales = [...]Scale{{"tai64n", false}, {"tai64n_tai", true}}

// ReadTAI64 reads an external label at the start of text: @ and 16, 24 or 32 hexadecimal digits, for
// seconds, nanoseconds and attoseconds (cr.yp.to/libtai/tai64.html). It returns its length, 0 with
// NoStamp where none stands there. A fraction of 1e9 parts or more is Impossible, seconds before
// 1972 are OutOfRange.
func ReadTAI64(text []byte) (l Label, length int, reason timestamp.Reason) {
	if len(text) == 0 || text[0] != '@' {
		return Label{}, 0, timestamp.NoStamp
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
		return Label{}, 0, timestamp.NoStamp
	}
	l = Label{seconds: int64(parts[0] - taiLabel), nanos: parts[1], tail: parts[2], digits: uint8(9 * (run/8 - 2))}
	switch {
	case parts[1] >= calendar.NanosPerSecond || parts[2] >= calendar.NanosPerSecond:
		return l, length, timestamp.Impossible
	case l.seconds < firstTAI:
		return l, length, timestamp.OutOfRange
	}
	return l, length, timestamp.Read
}

// In returns the instant of a label in a scale. It is OutOfRange where nanoseconds cannot hold it.
func (l *Label) In(scale *Scale) (stamp timestamp.Stamp, reason timestamp.Reason) {
	stamp = timestamp.Stamp{Tail: l.tail, Digits: l.digits, ZoneSource: timestamp.ZoneInStamp, Format: scale.Format}
	seconds, nanos := l.seconds-taiLead1972, l.nanos
	if scale.isTAI {
		if seconds, stamp.Leap = fromTAI(l.seconds); stamp.Leap {
			nanos, stamp.Tail = calendar.NanosPerSecond-1, LastTail(l.digits)
		}
	}
	var ok bool
	if stamp.Nanos, ok = calendar.Instant(seconds, int64(nanos)); !ok {
		return timestamp.Stamp{}, timestamp.OutOfRange
	}
	return stamp, timestamp.Read
}
