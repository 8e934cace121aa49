package filter

import (
	"time"

	"timesync/filter/timestamp"
)

// Outcome is what became of one record. Each record has exactly one, so their
// counts add up to the records that came in.
type Outcome uint8

const (
	Untouched   Outcome = iota // nothing to change: it passed byte for byte
	Rewritten                  // written as ISO 8601, its instant not moved
	Corrected                  // its instant was moved by the host clock's offset
	Refused                    // its stamp has two readings, or none that can be
	Marked                     // an instance before this one has corrected it: it passed byte for byte
	Remote                     // another machine's clock wrote it, or nothing tells whose
	Unsynced                   // there was no usable offset
	UnknownPast                // it is older than what is known about the clock
	outcomes
)

// OutcomeCount is the number of outcomes.
const OutcomeCount = int(outcomes)

// String returns the name that the metric's label outcome uses.
func (o Outcome) String() string {
	return [outcomes]string{"untouched", "rewritten", "corrected", "refused",
		"marked", "remote", "unsynced", "unknown_past"}[o]
}

// Outcomes lists all of them in the order of their values.
func Outcomes() []Outcome {
	all := make([]Outcome, outcomes)
	for i := range all {
		all[i] = Outcome(i)
	}
	return all
}

// Tally counts the records of one chunk: by outcome, the refused ones by
// reason (index: timestamp.Reason), and those written in a leap second.
type Tally struct {
	Outcomes    [outcomes]uint64
	Reasons     [timestamp.ReasonCount]uint64
	LeapSeconds uint64
	Zone        ZoneFinding
}

// ZoneFinding says that the stamps of the chunk's tag that name no zone were written in another one
// than is assumed, once for each that is found. The zero value says nothing.
type ZoneFinding struct {
	Behind time.Duration // how long they are behind their arrival; ahead of it, if negative
	Offset int           // of the zone that makes them now, in seconds east of UTC
}

// Records is the number of records counted.
func (t *Tally) Records() (sum uint64) {
	for _, n := range t.Outcomes {
		sum += n
	}
	return sum
}
