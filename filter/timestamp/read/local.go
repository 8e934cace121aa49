package read

import (
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/doubt"
	"timesync/filter/timestamp/zone"
)

// Overlap says which pass is meant of an hour that the end of daylight saving time repeats.
type Overlap uint8

// The passes. Under OverlapEvidence a time is read only if its arrival or the stream's last stamp
// decides; under OverlapReject never.
const (
	OverlapEvidence Overlap = iota
	OverlapEarlier
	OverlapLater
	OverlapReject
)

// Gap says how a time is read that the start of daylight saving time skips.
type Gap uint8

// The readings: by the offset before the transition, which moves the time forward, or not at all.
const (
	GapForward Gap = iota
	GapReject
)

// fromLocal returns the instant of a wall time and its period, both times in seconds.
// Options.Overlap and Options.Gap decide on times that the zone's clocks show twice or never.
func (r *Reader) fromLocal(wall int64, location *time.Location, c *Context) (seconds int64, in *zone.Period, reason timestamp.Reason) {
	before, after := r.Zones.LocalPeriods(wall, location)
	early, late := wall-int64(before.Offset), wall-int64(after.Offset)
	if before == after {
		return early, before, timestamp.Read
	}
	isEarly, isLate := early < before.End, late >= after.Start
	switch {
	case isEarly && isLate:
		pass, reason := repeatedHour.Decide(witness{overlap: r.overlap, now: c.Now, stream: c.Stream}, doubt.Of(
			doubt.Reading{Value: early, Assumes: earlierPass}, doubt.Reading{Value: late, Assumes: laterPass}))
		if reason != timestamp.Read {
			return 0, nil, reason
		}
		if pass.Assumes == laterPass {
			return late, after, timestamp.Read
		}
		return early, before, timestamp.Read
	case isLate:
		return late, after, timestamp.Read
	case !isEarly && r.gap == GapReject:
		return 0, nil, timestamp.Impossible
	}
	return early, inForce(early, before, after), timestamp.Read
}

// inForce returns the period that an instant lies in; a skipped time lies in the later one.
func inForce(seconds int64, before, after *zone.Period) *zone.Period {
	if seconds >= after.Start {
		return after
	}
	return before
}
