package main

import (
	"sync/atomic"

	"timesync/filter"
	"timesync/filter/timestamp"
)

// totals counts the records of all instances of one name, also over hot reloads.
// Two processors and a filter may share a name, and the scrape shows one of them:
// the sum is then right whichever it is.
type totals struct {
	outcomes    [filter.OutcomeCount]atomic.Uint64
	reasons     [timestamp.ReasonCount]atomic.Uint64
	leapSeconds atomic.Uint64
	zoneBehind  atomic.Int64 // filter.ZoneFinding.Behind, the last found
}

// add counts one chunk.
func (t *totals) add(chunk *filter.Tally) {
	for i, n := range chunk.Outcomes {
		if n > 0 {
			t.outcomes[i].Add(n)
		}
	}
	if chunk.LeapSeconds > 0 {
		t.leapSeconds.Add(chunk.LeapSeconds)
	}
	if chunk.Zone.Behind != 0 {
		t.zoneBehind.Store(int64(chunk.Zone.Behind))
	}
	if chunk.Outcomes[filter.Refused] == 0 {
		return
	}
	for i, n := range chunk.Reasons {
		if n > 0 {
			t.reasons[i].Add(n)
		}
	}
}
