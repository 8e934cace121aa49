package filter

import (
	"timesync/filter/timestamp"
	"timesync/offsets"
)

// correction is what is to be written for a stamp.
type correction struct {
	clock   offsets.Correction // what the clock says about the stamp's instant; zero for remote and marked records
	nanos   int64              // the instant to write, cut to digits
	digits  int
	moved   bool    // the offset was applied: the record gets the mark
	outcome Outcome // Untouched while nothing speaks against it; emit decides the rest
}

// mark is what subtracting from the written instant gives back what was read.
func (c *correction) mark(s *timestamp.Stamp) int64 { return c.nanos - s.Nanos }

// correct decides the instant to write for a stamp. Only stamps that the host's
// clock wrote and nobody has corrected yet are moved.
func (f *Filter) correct(r *record, s *timestamp.Stamp) correction {
	c := correction{outcome: Untouched}
	switch {
	case r.marked:
		c.outcome = Marked
	case r.pass.remote:
		c.outcome = Remote
	default:
		c.clock = r.pass.clock.Lookup(s.Nanos)
		if c.moved = c.clock.Offset != 0; !c.moved {
			c.outcome = outcomeOf(c.clock.Outcome)
		}
	}
	c.nanos = s.Nanos + c.clock.Offset
	c.digits = f.config.Precision.digits(s, c.moved)
	c.nanos = timestamp.Cut(c.nanos, c.digits)
	return c
}

func outcomeOf(o offsets.Outcome) Outcome {
	switch o {
	case offsets.Unsynced:
		return Unsynced
	case offsets.UnknownPast:
		return UnknownPast
	}
	return Untouched
}

// settled is the outcome once it is known whether the record changed.
func (c *correction) settled(changed bool) Outcome {
	switch {
	case c.outcome != Untouched:
		return c.outcome
	case c.moved:
		return Corrected
	case changed:
		return Rewritten
	}
	return Untouched
}

// state is what details says about the clock.
func (c *correction) state() string {
	if c.outcome == Marked || c.outcome == Remote {
		return c.outcome.String()
	}
	return c.clock.State.String()
}
