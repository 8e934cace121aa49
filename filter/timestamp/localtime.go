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

// zoneMemory is the zones that stamps named, and the stretch of time that the last stamp lay in.
type zoneMemory struct {
	lastPeriod period
	twoPeriods [2]period
	names      map[string]*time.Location // by IANA name; nil for names that no zone has
}

func newZoneMemory() zoneMemory { return zoneMemory{names: make(map[string]*time.Location)} }

// known is the stretch of zone's time that a wall time surely lies in, if it is the one remembered.
func (r *zoneMemory) known(wall int64, zone *time.Location) (offset int32, ok bool) {
	p := &r.lastPeriod
	return p.offset, p.zone == zone && wall-offsetSpan >= p.start && wall+offsetSpan < p.end
}

// offsetSpan is more than the largest offset of any zone, past or present.
const offsetSpan = 16 * secondsPerHour

// localPeriods returns the stretches of zone's time in which its clocks may have shown a wall time (in seconds since
// 1970, read as if it were UTC): the one before and the one after a change near it, or the same one twice.
func (r *zoneMemory) localPeriods(wall int64, zone *time.Location) (before, after *period) {
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

// Overlap says which pass of an hour that the end of daylight saving repeats is meant.
type Overlap uint8

// The passes. OverlapEvidence reads only what arrival or the stream's last stamp decides.
const (
	OverlapEvidence Overlap = iota
	OverlapEarlier
	OverlapLater
	OverlapReject
)

// Gap says how a time is read that the start of daylight saving skips.
type Gap uint8

// The readings: by the offset before the change, which moves it forward, or not at all.
const (
	GapForward Gap = iota
	GapReject
)

// fromLocal turns a wall time into an instant, both in seconds. Options.Overlap and Options.Gap say what becomes of times
// that the zone's clocks show twice or never.
func (r *Reader) fromLocal(wall int64, zone *time.Location, c *Context) (seconds int64, in *period, why Reason) {
	before, after := r.zones.localPeriods(wall, zone)
	early, late := wall-int64(before.offset), wall-int64(after.offset)
	if before == after {
		return early, before, Read
	}
	isEarly, isLate := early < before.end, late >= after.start
	switch {
	case isEarly && isLate:
		return r.chooseRepeated(early, late, before, after, c)
	case isLate:
		return late, after, Read
	case !isEarly && r.gap == GapReject:
		return 0, nil, Impossible
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

// chooseRepeated picks the pass that the options name. Under OverlapEvidence it is the first if the second one is still to
// come, the second if it was just now, else the one that continues the stream, and none otherwise.
func (r *Reader) chooseRepeated(early, late int64, before, after *period, c *Context) (int64, *period, Reason) {
	now := floorSeconds(c.Now)
	continuesEarly, continuesLate := c.Stream.pass(early, late)
	switch {
	case r.overlap == OverlapEarlier:
		return early, before, Read
	case r.overlap == OverlapLater:
		return late, after, Read
	case r.overlap == OverlapReject || c.Now == 0 || early > now+clockTolerance:
		return 0, nil, AmbiguousTime
	case late > now+clockTolerance:
		return early, before, Read
	case now-late < soonAfter:
		return late, after, Read
	case continuesEarly:
		return early, before, Read
	case continuesLate:
		return late, after, Read
	}
	return 0, nil, AmbiguousTime
}

func floorSeconds(nanos int64) int64 {
	return floorDivide(nanos, nanosPerSecond)
}
