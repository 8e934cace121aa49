package read

import (
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/stream"
	"timesync/filter/timestamp/zone"
)

// Context is what is known about a record apart from its stamp.
type Context struct {
	// Zone is the zone that another key names; nil: Options.Zone applies.
	Zone *zone.Named
	// Now is true time, in ns since 1970-01-01 UTC; 0: not known, and yearless stamps are refused.
	Now int64
	// Arrival is what the clock that wrote the stamps shows when the record arrives, in ns since
	// 1970-01-01 UTC; 0: not known, then it is no evidence and times of day have no date.
	Arrival int64
	// Event is the event time of the record, in ns since 1970-01-01 UTC; 0: not known.
	Event int64
	// Stream is what the stamps before it showed; nil: every stamp stands alone. Reading adds to
	// it.
	Stream *stream.Stream
	// Said: the text is what a program says beside the head of its line, which another key has.
	Said bool
}

// How far a time may lie from what attests it: up to what it takes to write a line and hand it on.
const (
	besideEvent   = 1 * calendar.NanosPerSecond // from an event time, which may be cut to whole seconds
	beforeArrival = 2 * calendar.NanosPerSecond
	afterArrival  = 1 * calendar.NanosPerSecond
)

// Attests reports whether an instant is the event time of the record, or the present of one that has
// just arrived. nanos is in ns since 1970.
func (c *Context) Attests(nanos int64) bool {
	return c.Event != 0 && isWithin(nanos-c.Event, -besideEvent, besideEvent) ||
		c.Arrival != 0 && isWithin(nanos-c.Arrival, -beforeArrival, afterArrival)
}

func isWithin(nanos, first, last int64) bool { return first <= nanos && nanos <= last }

// IsAhead reports whether an instant is later than the present, and so none that a record which is
// here can be of. nanos is in ns since 1970.
func (c *Context) IsAhead(nanos int64) bool {
	return c.Now != 0 && nanos > c.Now+stream.ClockTolerance*calendar.NanosPerSecond
}
