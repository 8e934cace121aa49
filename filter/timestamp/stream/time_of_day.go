package stream

import "timesync/filter/timestamp/internal/calendar"

// A time of day without a date, 10:11:12.123, tells neither its day nor whether it is a duration.
// It gets a date only where a single one is possible, and where the stream has shown that such
// times are a clock's:
//
//   - from the present, in a live stream: for liveFor all its times of day were just now when
//     they arrived. A backlog passes the present time of day as it is read, but does not stay
//     near it.
//   - from the stream: it follows soon after the stamp before it, as times of day between stamps
//     with a date have done before, and the same time a day later is still to come.
//
// Any other is no stamp, and never a refused one: the event time serves, and a wrong day would be
// worse. Under a fixed present (reference_time) none has a date, since a job that writes at three
// each morning follows itself soon as well.
const (
	liveFor     = 10 * calendar.SecondsPerMinute * calendar.NanosPerSecond
	liveLag     = 5 * calendar.NanosPerSecond // how long a line may be on its way
	clocksApart = 1 * calendar.NanosPerSecond // by how much the clocks of two writers may differ

	// After the stamp before it.
	followsSoon = 1 * calendar.SecondsPerMinute * calendar.NanosPerSecond
	// Consecutive times that stamps with a date have proven right.
	followsNeeded = 3

	// From a time of day to the next one like it, at the least.
	shortestDay = 23 * calendar.SecondsPerHour * calendar.NanosPerSecond
)

// timesOfDay is what the times of day of a stream have shown.
type timesOfDay struct {
	since   int64 // the arrival of the first of the latest ones that were all just now; 0: the last was not
	next    int64 // the instant of the last one if it follows the stamp before it; 0: it does not, or was read
	proven  uint8 // how many consecutive such instants the stamp after them has proven right
	clock   bool  // one was dated: they are a clock's
	counter bool  // they fit since the first hour of a day: perhaps they count from a start at midnight
}

func isWithin(nanos, first, last int64) bool { return first <= nanos && nanos <= last }

// Day is the day that a time of day belongs to.
type Day uint8

// The days: none that is known, that of its arrival, and that of the stamp before it.
const (
	NoDay Day = iota
	DayOfArrival
	DayOfLast
)

// DayOf returns the day that a time of day in that hour belongs to, and remembers what it shows.
// present and next are the instants nearest to arrival and to the stream's last stamp that it can
// be, 0 where there is none; all are in ns since 1970. The stream must not be nil.
func (s *Stream) DayOf(hour int, present, next, arrival int64) Day {
	t := &s.times
	justNow := present != 0 && isWithin(present, arrival-liveLag, arrival+clocksApart)
	follows := next != 0 && s.follows(next, arrival)
	isClock := t.isClock(justNow || follows, hour)
	isLive := t.isLive(justNow, arrival)
	t.next = 0
	switch {
	case isClock && isLive:
		t.clock = true
		return DayOfArrival
	case isClock && follows && t.proven >= followsNeeded:
		t.clock = true
		return DayOfLast
	case follows:
		t.next = next
	}
	return NoDay
}

// isLive notes whether a time of day was just now when it arrived, and reports whether all have
// been for liveFor.
func (t *timesOfDay) isLive(justNow bool, arrival int64) bool {
	switch {
	case !justNow:
		t.since = 0
		return false
	case t.since == 0 || arrival < t.since:
		t.since = arrival
	}
	return arrival-t.since >= liveFor
}

// follows reports whether an instant, the nearest to the stream's last stamp that a time of day can
// be, follows that stamp soon and is the only one before its arrival.
func (s *Stream) follows(nanos, arrival int64) bool {
	return isWithin(nanos, s.last-clocksApart, s.last+followsSoon) && isWithin(nanos, arrival-shortestDay, arrival+clocksApart)
}

// judge lets the next stamp of the stream prove or disprove the time of day before it.
func (t *timesOfDay) judge(nanos int64) {
	if !isWithin(nanos, t.next-clocksApart, t.next+followsSoon) {
		t.proven = 0
	} else if t.proven < followsNeeded {
		t.proven++
	}
	t.next = 0
}

// isClock notes whether a time of day fits at all, and reports whether it can be dated: time that
// is counted from a start at midnight fits as well, until the next day. Consecutive times that fit
// since the first hour of a day are therefore no evidence.
func (t *timesOfDay) isClock(fits bool, hour int) bool {
	switch {
	case !fits:
		t.counter, t.proven = false, 0
	case hour == 0 && !t.clock:
		t.counter = true
	}
	return fits && !t.counter
}
