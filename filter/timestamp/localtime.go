package timestamp

import "time"

// period is a stretch of time in which a zone keeps one offset.
type period struct {
	zone       *time.Location
	start, end int64 // seconds since 1970, end excluded
	offset     int32
	name       string // the zone's abbreviation in it
}

const (
	beginning = -1 << 62 // earlier than any transition
	forever   = 1 << 62
)

// periodAt returns the stretch of zone's time around an instant, in seconds since 1970.
func periodAt(zone *time.Location, seconds int64) period {
	at := time.Unix(seconds, 0).In(zone)
	p := period{zone: zone, start: beginning, end: forever}
	p.name, p.offset = zoneOf(at)
	start, end := at.ZoneBounds()
	if !start.IsZero() {
		p.start = start.Unix()
	}
	if !end.IsZero() {
		p.end = end.Unix()
	}
	if p.end <= seconds {
		// After the last change in its table the library takes each year as 365 days long, and so ends the last day of a
		// leap year before it begins (Go 1.26, time.tzset). The offset is right; the day is all that is claimed.
		p.end = int64(dayOf(seconds)+1) * secondsPerDay
	}
	return p
}

func zoneOf(at time.Time) (name string, offset int32) {
	name, east := at.Zone()
	return name, int32(east)
}

// offsetSpan is more than the largest offset of any zone, past or present.
const offsetSpan = 16 * secondsPerHour

// localPeriods returns the stretches of zone's time in which its clocks may have shown a wall time (in seconds since
// 1970, read as if it were UTC): the one before and the one after a change near it, or the same one twice.
func (r *Reader) localPeriods(wall int64, zone *time.Location) (before, after *period) {
	known := &r.lastPeriod
	if known.zone != zone || wall-offsetSpan < known.start || wall+offsetSpan >= known.end {
		first := periodAt(zone, wall-offsetSpan)
		if wall+offsetSpan >= first.end {
			r.twoPeriods[0], r.twoPeriods[1] = first, periodAt(zone, first.end)
			return &r.twoPeriods[0], &r.twoPeriods[1]
		}
		*known = first
	}
	return known, known
}

// fromLocal turns a wall time into an instant, both in seconds. In the hour that is repeated the present decides, if it
// can; a time that the clocks skipped is read by the offset before the change, which moves it forward.
func (r *Reader) fromLocal(wall int64, zone *time.Location, c *Context) (seconds int64, in *period, why Reason) {
	before, after := r.localPeriods(wall, zone)
	early, late := wall-int64(before.offset), wall-int64(after.offset)
	if before == after {
		return early, before, Read
	}
	isEarly, isLate := early < before.end, late >= after.start
	switch {
	case isEarly && isLate:
		return chooseRepeated(early, late, before, after, c)
	case isLate:
		return late, after, Read
	}
	return early, inForce(early, before, after), Read
}

// inForce returns the period whose offset is in force at an instant: a skipped time lies in the later one.
func inForce(seconds int64, before, after *period) *period {
	if seconds >= after.start {
		return after
	}
	return before
}

// Evidence for the pass of a repeated hour: a record arrives after its stamp, and a live one soon after it.
const (
	clockTolerance = 60       // seconds by which a stamp may be ahead of the present
	soonAfter      = halfHour // half of the hour that is repeated
)

// chooseRepeated picks the first pass if the second one is still to come, the second if it was just now, and refuses
// otherwise.
func chooseRepeated(early, late int64, before, after *period, c *Context) (int64, *period, Reason) {
	now := floorSeconds(c.Now)
	switch {
	case c.Now == 0 || early > now+clockTolerance:
		return 0, nil, AmbiguousTime
	case late > now+clockTolerance:
		return early, before, Read
	case now-late < soonAfter:
		return late, after, Read
	}
	return 0, nil, AmbiguousTime
}

func floorSeconds(nanos int64) int64 {
	return floorDivide(nanos, nanosPerSecond)
}
