package timemap

import "time"

// unwatchedDrift bounds how fast the offset may have changed while nobody watched: the kernel slews
// the host clock by at most 500 ppm (MAXFREQ, include/linux/timex.h), s/s.
const unwatchedDrift = 500e-6

// View is a snapshot of the map at one moment. It is a value, never changes, and may be used by
// many goroutines.
type View struct {
	closed   []Segment // oldest first
	foreign  int       // of closed, the first so many are of earlier boots
	manual   Corrections
	current  Segment // the newest; without knots if it is watched but not measured yet
	present  present // what of it is of the last moments
	now      int64   // host time of the snapshot
	state    State
	holdover time.Duration
	limited  bool // the host clock was stepped before the oldest segment: its offset says nothing of earlier times
	dryRun   bool // no instant is moved
	given    bool // the offset is fixed for all times
}

// HostNow returns the host time of the snapshot, ns.
func (v *View) HostNow() int64 { return v.now }

// TrueNow returns the true time of the snapshot as far as it is applied: host now while there is no
// usable offset.
func (v *View) TrueNow() int64 { return v.now + v.Now().Offset }

// Override lets manual corrections decide where they say something, whatever is measured.
func (v *View) Override(by Corrections) {
	v.manual = by
	if len(by) > 0 {
		v.present = present{} // it knows of none
	}
}

// Now returns the present correction.
func (v *View) Now() Correction { return v.Lookup(v.now) }

// Lookup returns the correction of a host instant, ns since the Unix epoch. Instants up to HostNow
// keep theirs in all later views, unless they were Unsynced or UnknownPast; later ones get the
// present one.
func (v *View) Lookup(host int64) Correction {
	if v.present.holds(host) {
		return v.present.correction(host)
	}
	return v.search(host)
}

// Offset is Lookup for those who want its offset and outcome alone: cheaper for an instant of the
// last moments.
func (v *View) Offset(host int64) (offset int64, outcome Outcome) {
	if v.present.holds(host) {
		return v.present.knot.offsetAt(host), v.present.knot.Outcome
	}
	c := v.search(host)
	return c.Offset, c.Outcome
}

func (v *View) search(host int64) Correction {
	c := v.lookup(host)
	if v.dryRun {
		c.Offset = 0
		if c.Outcome == Applied || c.Outcome == HostKept {
			c.Outcome = DryRun
		}
	}
	return c
}

// lookup goes from the newest segment to the oldest: the first that holds the instant decides, any
// other one that holds it too makes it ambiguous.
func (v *View) lookup(host int64) Correction {
	if len(v.manual) > 0 {
		if c, ok := v.manual.lookup(host); ok {
			return c
		}
	}
	if v.given {
		return v.current.correction(host)
	}
	if v.measured() && v.current.holds(host) {
		return v.covered(v.current.correction(host), host, len(v.closed))
	}
	if !v.measured() && v.current.Start <= host && host <= v.now {
		return v.unsynced()
	}
	for i := len(v.closed) - 1; i >= 0 && host <= v.closed[i].reach; i-- {
		if v.closed[i].holds(host) {
			return v.covered(v.closed[i].correction(host), host, i)
		}
	}
	return v.outside(host)
}

func (v *View) measured() bool { return len(v.current.Knots) > 0 }

// covered looks for other readings of the instant in the segments older than the newer one that
// decided, and before them.
func (v *View) covered(c Correction, host int64, newer int) Correction {
	for i := newer - 1; i >= 0 && host <= v.closed[i].reach; i-- {
		if v.closed[i].holds(host) {
			c = c.covering(v.closed[i].correction(host))
		}
	}
	if v.carriesBack(host) {
		c = c.covering(v.carriedBack(host))
	}
	return c
}

// outside is for instants in no segment: before the first, later than now, or in a gap between two.
func (v *View) outside(host int64) Correction {
	if v.foreign == 0 && v.carriesBack(host) {
		return v.carriedBack(host)
	}
	if host > v.current.Start {
		if !v.measured() {
			return v.unsynced()
		}
		return v.current.correction(v.current.Frontier)
	}
	return v.between(host)
}

// oldest is the first segment of this boot that was measured, nil if there is none.
func (v *View) oldest() *Segment {
	switch {
	case len(v.closed) > v.foreign:
		return &v.closed[v.foreign]
	case v.measured():
		return &v.current
	}
	return nil
}

// carriesBack reports whether the instant is so little before the first segment that its earliest
// offset is good for it.
func (v *View) carriesBack(host int64) bool {
	first := v.oldest()
	return first != nil && !v.limited && host < first.Start && first.Start-host <= int64(v.holdover)
}

func (v *View) carriedBack(host int64) Correction {
	first := v.oldest()
	c := first.correction(first.Start)
	c.Bound = AddBounds(c.Bound, unwatched(first.Start-host))
	return c
}

// between answers for an instant that the host clock jumped over, by the nearer end of the gap if
// it is as near as an offset may be carried.
func (v *View) between(host int64) Correction {
	before, after := v.neighbours(host)
	nearer, farther := before, after
	switch {
	case after == nil: // what follows is watched but not measured
		return v.unsynced()
	case before == nil, v.limited && after == v.oldest():
		return v.unknownPast()
	case after.distance(host) < before.distance(host):
		nearer, farther = after, before
	}
	if nearer.distance(host) > int64(v.holdover) {
		return v.unknownPast()
	}
	c := nearer.correction(host).covering(farther.correction(host))
	c.Bound = AddBounds(c.Bound, unwatched(nearer.distance(host)))
	return c
}

// neighbours returns the measured segments that end last before and begin first after the instant,
// nil where there is none.
func (v *View) neighbours(host int64) (before, after *Segment) {
	if v.measured() && v.current.Start > host {
		after = &v.current
	}
	for i := range v.closed {
		s := &v.closed[i]
		if s.Frontier < host && (before == nil || s.Frontier > before.Frontier) {
			before = s
		}
		if s.Start > host && (after == nil || s.Start < after.Start) {
			after = s
		}
	}
	return before, after
}

func unwatched(age int64) int64 { return int64(unwatchedDrift * float64(age)) }

func (v *View) unsynced() Correction {
	return Correction{Bound: Unbounded, State: v.state, Outcome: Unsynced}
}

func (v *View) unknownPast() Correction {
	return Correction{Bound: Unbounded, State: v.state, Outcome: UnknownPast}
}
