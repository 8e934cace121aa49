package timemap

import "math"

// State is how well the offset is known.
type State uint8

const (
	Unknown   State = iota // nothing usable was measured, or its bound has grown too large
	Synced                 // a majority of servers agrees on a fresh measurement
	Holdover               // the last majority's line is carried on, with a growing bound
	Disrupted              // the machine slept: what was measured before does not hold any more
	Fixed                  // the offset was given, not measured
	Manual                 // a manual correction decides this instant, whatever was measured
)

func (s State) String() string {
	return [...]string{"unknown", "synced", "holdover", "disrupted", "fixed", "manual"}[s]
}

// Outcome is what a lookup's correction means.
type Outcome uint8

const (
	Unsynced    Outcome = iota // no usable offset for this instant: the host's time stands
	Applied                    // the offset is what was measured or given; it may be 0
	HostKept                   // the host is disciplined and within the majority's interval: its time is right
	DryRun                     // a dry run: Offset is 0, Would is what would have been applied
	UnknownPast                // before everything that was watched and too old to carry an offset back to
)

func (o Outcome) String() string {
	return [...]string{"unsynced", "applied", "host kept", "dry run", "unknown past"}[o]
}

// Unbounded is the bound of a correction about whose error nothing is known.
const Unbounded int64 = math.MaxInt64 / 4

// Correction is what the map says of one host instant. Offset is to be added whatever the Outcome
// is: while a change is still being slewed away, instants without a usable offset are moved too.
type Correction struct {
	Offset    int64 // ns to add to the host instant
	Bound     int64 // largest error of host instant + Offset, ns; Unbounded if not known
	Would     int64 // ns that would be added, were it not a dry run; otherwise equal to Offset
	State     State
	Outcome   Outcome
	Segment   uint32 // number of the segment; within one, order is kept. 0: none
	Ambiguous bool   // the host clock showed this instant twice, or never; Bound covers the readings
}
