package main

import (
	"timesync/offsets"
	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// judging is one run under way: the same exchanges go to the clock and to the naive clients, and
// all are judged at the same marks. The clock is judged by its map as records get it.
type judging struct {
	clock                *offsets.Clock
	line                 *offsets.Timeline
	newest, low8         naive
	byNewest, byLow8, us score
}

func newJudging(servers []string, policy offsets.Policy, read func() hostclock.Reading) *judging {
	j := &judging{clock: offsets.NewReplay(servers, read)}
	j.line = j.clock.Timeline(policy)
	j.newest = naive{1, map[string][]held{}}
	j.low8 = naive{8, map[string][]held{}}
	return j
}

func (j *judging) exchange(e ntp.Exchange, before, after hostclock.Reading) {
	j.newest.add(e)
	j.low8.add(e)
	j.clock.Add(e, before, after)
}

// mark judges everybody now, by the true offset in ns.
func (j *judging) mark(truth float64) {
	view := j.line.View()
	if c := view.Now(); c.Outcome == timemap.Applied {
		j.us.add(float64(c.Offset), float64(c.Bound), truth)
	} else {
		j.us.without++
	}
	for _, client := range []struct {
		naive *naive
		score *score
	}{{&j.newest, &j.byNewest}, {&j.low8, &j.byLow8}} {
		if offset, bound, ok := client.naive.estimate(view.HostNow()); ok {
			client.score.add(offset, bound, truth)
		} else {
			client.score.without++
		}
	}
}
