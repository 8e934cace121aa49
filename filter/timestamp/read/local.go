package read

import (
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/stream"
	"timesync/filter/timestamp/zone"
)

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
func (r *Reader) fromLocal(wall int64, location *time.Location, c *Context) (seconds int64, in *zone.Period, reason timestamp.Reason) {
	before, after := r.Zones.LocalPeriods(wall, location)
	early, late := wall-int64(before.Offset), wall-int64(after.Offset)
	if before == after {
		return early, before, timestamp.Read
	}
	isEarly, isLate := early < before.End, late >= after.Start
	switch {
	case isEarly && isLate:
		return r.chooseRepeated(early, late, before, after, c)
	case isLate:
		return late, after, timestamp.Read
	case !isEarly && r.gap == GapReject:
		return 0, nil, timestamp.Impossible
	}
	return early, inForce(early, before, after), timestamp.Read
}

// inForce returns the period whose offset is in force at an instant: a skipped time lies in the later one.
func inForce(seconds int64, before, after *zone.Period) *zone.Period {
	if seconds >= after.Start {
		return after
	}
	return before
}

// chooseRepeated picks the pass that the options name. Under OverlapEvidence it is the first if the second one is still to
// come, the second if it was just now, else the one that continues the stream, and none otherwise.
func (r *Reader) chooseRepeated(early, late int64, before, after *zone.Period, c *Context) (int64, *zone.Period, timestamp.Reason) {
	now := calendar.FloorSeconds(c.Now)
	continuesEarly, continuesLate := c.Stream.Pass(early, late)
	switch {
	case r.overlap == OverlapEarlier:
		return early, before, timestamp.Read
	case r.overlap == OverlapLater:
		return late, after, timestamp.Read
	case r.overlap == OverlapReject || c.Now == 0 || early > now+stream.ClockTolerance:
		return 0, nil, timestamp.AmbiguousTime
	case late > now+stream.ClockTolerance:
		return early, before, timestamp.Read
	case now-late < stream.SoonAfter:
		return late, after, timestamp.Read
	case continuesEarly:
		return early, before, timestamp.Read
	case continuesLate:
		return late, after, timestamp.Read
	}
	return 0, nil, timestamp.AmbiguousTime
}
