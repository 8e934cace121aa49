package read

import (
	"time"

	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/stream"
	"timesync/filter/timestamp/zone"
)

// Options say how a Reader reads. The zero value reads every form that it knows, and takes UTC
// where no zone is named.
type Options struct {
	// Formats are tried in this order: strptime layouts in Fluent Bit's dialect, "epoch",
	// "epoch_ms", "epoch_us", "epoch_ns", "tai64n", "tai64n_tai", and "auto" for every form that the
	// package knows. None means "auto".
	Formats []string
	// Zone is the zone of stamps that name none and have no Context.Zone; nil is UTC.
	Zone *time.Location
	// GuessZone takes the zone of such stamps from the arrivals of their stream, whatever Zone is.
	// They are refused until those have shown it.
	GuessZone bool
	// Order is the order of dates like 02/03/2024, which are refused under OrderAuto.
	Order stream.DateOrder
	// Abbreviations gives zone abbreviations, in upper case, their meaning, in place of the
	// package's own.
	Abbreviations map[string]*time.Location
	// Overlap and Gap say how local times are read that a transition of the zone repeats or skips.
	Overlap Overlap
	Gap     Gap
}

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
}

// IsAhead reports whether an instant is later than the present, and so none that a record which is
// here can be of. nanos is in ns since 1970.
func (c *Context) IsAhead(nanos int64) bool {
	return c.Now != 0 && nanos > c.Now+stream.ClockTolerance*calendar.NanosPerSecond
}
