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
	offset  int64   // what the clock says is to be added, ns; 0 where another clock wrote the stamp
	moved   bool    // the offset was applied
	marks   bool    // the record gets the mark
	mark    int64   // written minus read: what subtracting from the written instant gives back what was read
	local   bool    // the host's clock wrote it
	retimed bool    // it is the arrival, in the place of a refused stamp
	outcome Outcome // Untouched while nothing speaks against it; emit decides the rest
	failure string  // what timesync_error says; empty: nothing
}

// correct decides the instant to write for the stamp of a record. Only stamps that the host's clock
// wrote are moved.
func (f *Filter) correct(r *record) {
	c := &r.correction
	if c.local = f.isLocal(r); c.local {
		f.move(r)
	} else {
		c.outcome = Remote
	}
	f.write(r)
	if f.config.FlagUnsynced && (c.outcome == Unsynced || c.outcome == UnknownPast) {
		c.failure = c.outcome.String()
	}
}

// isLocal reports whether the host's clock wrote the stamp of a record. An event time that is the
// arrival of another machine's record is by this host's clock.
func (f *Filter) isLocal(r *record) bool {
	switch r.pass.owner {
	case LocalClock:
		return true
	case RemoteStamps:
		return r.finding.origin == fromEvent && r.event.isExt && !r.otlp &&
			f.arrivals.holds(r.finding.stamp.Nanos, r.pass.clock.HostNow())
	}
	return false
}

// move finds the offset of a stamp by the host's clock.
func (f *Filter) move(r *record) {
	c := &r.correction
	offset, outcome := r.pass.clock.Offset(r.finding.stamp.Nanos)
	if c.offset, c.moved = offset, offset != 0; c.moved {
		c.marks, f.rounds = f.config.Mark, true
	} else {
		c.outcome = outcomeOf(outcome)
	}
}

// write settles instant and digits. What was moved is rounded to the nearest, since cutting is half
// a unit early on average; what was not is cut, as read. Once an instance has moved an instant by
// the host's clock it rounds all of that clock: a later one, cut where the offset has come to
// nothing, could be written before it.
func (f *Filter) write(r *record) {
	s, c := &r.finding.stamp, &r.correction
	c.digits = f.config.Precision.digits(s, c.moved)
	if at := s.Nanos + c.offset; c.local && f.rounds {
		c.nanos = iso.Round(at, c.digits)
	} else {
		c.nanos = iso.Cut(at, c.digits)
	}
	c.mark = c.nanos - s.Nanos
}

// refuse passes a record whose stamp is refused, as on_error says.
func (f *Filter) refuse(r *record) {
	reason := r.finding.reason.String()
	if f.config.OnError == RetimeRecord && f.retime(r) {
		r.correction.failure = reason
		f.emitter.emit(r)
		return
	}
	f.emitter.refuse(r, reason)
}

// retime makes the arrival the time of a record: what the host's clock shows as its chunk comes,
// corrected like any of that clock. It reports whether that clock is to be believed.
func (f *Filter) retime(r *record) bool {
	arrival := r.pass.clock.HostNow()
	if r.pass.clock.TrueNow() < f.config.BuiltAt {
		return false
	}
	r.finding = finding{stamp: timestamp.Stamp{Nanos: arrival, Digits: 9, Format: "arrival"}, origin: fromEvent}
	r.correction = correction{local: true, retimed: true}
	f.move(r)
	f.write(r)
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
