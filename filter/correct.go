package filter

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/iso"
	"timesync/offsets/timemap"
)

// correction is what is to be written for a stamp.
type correction struct {
	nanos   int64 // the instant to write, of digits fraction digits
	digits  int
	offset  int64            // what the clock says is to be added, ns; 0 where another clock wrote the stamp
	mark    int64            // written minus read: what subtracting from the written instant gives back what was read
	local   bool             // the host's clock wrote the stamp
	moved   bool             // the offset was applied
	marks   bool             // the record gets the mark
	refused timestamp.Reason // why the arrival takes the place of the stamp; Read: it does not
	outcome Outcome          // Untouched while nothing speaks against it; emit decides the rest
}

// correct decides the instant to write for the stamp of a record. Only stamps that the host's clock
// wrote are moved.
func (f *Filter) correct(r *record) {
	c := &r.correction
	if c.local = r.pass.owner == LocalClock || f.isArrival(r); !c.local {
		c.outcome = Remote
	}
	f.settle(r)
}

// isArrival reports whether the stamp is the arrival of another machine's record: an event time that
// the host's clock wrote.
func (f *Filter) isArrival(r *record) bool {
	return r.pass.owner == RemoteStamps && r.finding.origin == fromEvent && r.event.isExt && !r.otlp &&
		f.arrivals.holds(r.finding.stamp.Nanos, r.pass.clock.HostNow())
}

// settle finds the offset of a stamp by the host's clock, instant and digits. What was moved is
// rounded to the nearest, since cutting is half a unit early on average; what was not is cut, as
// read. Once an instance has moved an instant by the host's clock it rounds all of that clock: a
// later one, cut where the offset has come to nothing, could be written before it.
func (f *Filter) settle(r *record) {
	s, c := &r.finding.stamp, &r.correction
	if c.local {
		offset, outcome := r.pass.clock.Offset(s.Nanos)
		if c.offset, c.moved = offset, offset != 0; c.moved {
			c.marks, f.rounds = f.config.Mark, true
		} else {
			c.outcome = outcomeOf(outcome)
		}
	}
	c.digits = f.config.Precision.digits(s, c.moved)
	c.nanos = s.Nanos + c.offset
	if c.digits < 9 {
		if c.local && f.rounds {
			c.nanos = iso.Round(c.nanos, c.digits)
		} else {
			c.nanos = iso.Cut(c.nanos, c.digits)
		}
	}
	c.mark = c.nanos - s.Nanos
}

// refuse passes a record whose stamp is refused, as on_error says.
func (f *Filter) refuse(r *record) {
	if f.config.OnError == RetimeRecord && f.retime(r) {
		f.emitter.emit(r)
		return
	}
	f.emitter.refuse(r, r.finding.reason)
}

// retime makes the arrival the time of a record: what the host's clock shows as its chunk comes,
// corrected like any of that clock. It reports whether that clock is to be believed.
func (f *Filter) retime(r *record) bool {
	if r.pass.clock.TrueNow() < f.config.BuiltAt {
		return false
	}
	r.correction = correction{local: true, refused: r.finding.reason}
	r.finding = finding{stamp: timestamp.Stamp{Nanos: r.pass.clock.HostNow(), Digits: 9, Format: "arrival"}, origin: fromEvent}
	f.settle(r)
	return true
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
