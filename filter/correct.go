package filter

import (
	"timesync/filter/timestamp/iso"
	"timesync/offsets/timemap"
)

// correction is what is to be written for a stamp.
type correction struct {
	nanos   int64 // the instant to write, cut to digits
	digits  int
	offset  int64   // what the clock says is to be added, ns; 0 for remote and marked records
	moved   bool    // the offset was applied: the record gets the mark
	mark    int64   // written minus read: what subtracting from the written instant gives back what was read
	outcome Outcome // Untouched while nothing speaks against it; emit decides the rest
}

// correct decides the instant to write for the stamp of a record. Only stamps that the host's clock
// wrote and nobody has corrected yet are moved.
func (f *Filter) correct(r *record) {
	s, c := &r.finding.stamp, &r.correction
	switch {
	case r.marked:
		c.outcome = Marked
	case r.pass.remote:
		c.outcome = Remote
	default:
		offset, outcome := r.pass.clock.Offset(s.Nanos)
		if c.offset, c.moved = offset, offset != 0; !c.moved {
			c.outcome = outcomeOf(outcome)
		}
	}
	c.digits = f.config.Precision.digits(s, c.moved)
	c.nanos = iso.Cut(s.Nanos+c.offset, c.digits)
	c.mark = c.nanos - s.Nanos
}

func outcomeOf(o timemap.Outcome) Outcome {
	switch o {
	case timemap.Unsynced:
		return Unsynced
	case timemap.UnknownPast:
		return UnknownPast
	}
	return Untouched
}

// final is the outcome once it is known whether the record changed.
func (c *correction) final(changed bool) Outcome {
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
