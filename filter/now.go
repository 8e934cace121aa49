package filter

import (
	"time"

	"timesync/filter/timestamp"
	"timesync/offsets/timemap"
)

// now is the instant that stamps without year are read against, or 0 where the clock is not to be
// believed.
func (c *Config) now(clock *timemap.View) int64 {
	if c.Reference != 0 {
		return c.Reference
	}
	if now := clock.TrueNow(); now >= c.BuiltAt {
		return now
	}
	return 0
}

// arrival is what the clock that wrote a chunk's stamps shows as it arrives, or 0
// where that is not known: it is evidence where a stamp has several readings. The
// host's own clock counts as it is, since its stamps are not corrected yet. A
// reference_time says that the records are not of today.
func (c *Config) arrival(clock *timemap.View, owner ClockOwner) int64 {
	switch {
	case c.Reference != 0 || owner == UnknownClock:
		return 0
	case owner != LocalClock:
		return c.now(clock)
	case clock.HostNow() >= c.BuiltAt:
		return clock.HostNow()
	}
	return 0
}

// Window says how far a record's corrected time may lie from true now. 0 is any distance.
type Window struct {
	Past   time.Duration // window_past
	Future time.Duration // window_future
}

// judge returns OutsideWindow where an instant lies too far before now or after latest, all in ns
// since 1970. A clock that is not to be believed (now is 0) judges nothing.
func (w *Window) judge(nanos, now, latest int64) timestamp.Reason {
	switch {
	case now == 0:
	case w.Past > 0 && nanos < now-int64(w.Past), w.Future > 0 && nanos > latest+int64(w.Future):
		return timestamp.OutsideWindow
	}
	return timestamp.Read
}
