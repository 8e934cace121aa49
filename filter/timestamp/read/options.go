package read

import (
	"time"

	"timesync/filter/timestamp/stream"
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
