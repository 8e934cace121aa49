package offsets

import (
	"timesync/offsets/hostclock"
	"timesync/offsets/timemap"
)

// observe takes a reading of the clocks: it notices steps and suspends of the host and fixes the maps up to now. slack is
// the deviation, ns, that begins a new knot of a map. Readings older than the newest one are ignored.
func (c *Clock) observe(now hostclock.Reading, slack int64) {
	then := c.last
	switch {
	case then == hostclock.Reading{}:
		c.last = now
		c.watchFrom(now, false)
		return
	case now.Mono <= then.Mono:
		return
	case now.SleptSince(then):
		c.sleep(then, now)
	case now.StepSince(then) != 0:
		c.step(then, now)
	default:
		c.pace(now)
		c.watch.Advance(now.Real, rawAt(now), timemap.Pace{Offset: -c.leadRate}, slack+now.Width)
		c.watch.Trim()
		for _, t := range c.timelines {
			t.advance(then, now, slack)
		}
	}
	c.last = now
}

// broken tells whether nothing is known of the time up to the reading, or the host was stepped or slept in it.
func (c *Clock) broken(now hostclock.Reading) bool {
	return c.last == hostclock.Reading{} || now.SleptSince(c.last) || now.StepSince(c.last) != 0
}

// rawAt is a point of the watched map, from host time to RAW.
func rawAt(r hostclock.Reading) timemap.Point { return timemap.Point{Offset: -r.Lead()} }

func (c *Clock) watchFrom(r hostclock.Reading, limited bool) {
	c.watch = timemap.NewTrack(r.Real, rawAt(r), timemap.Pace{Offset: -c.leadRate})
	c.watched = r
	c.limited = limited
	c.anchor = r
}

// pace measures how fast the host clock gains on RAW, over a second or more.
func (c *Clock) pace(now hostclock.Reading) {
	if span := now.Mono - c.anchor.Mono; span >= paceSpan {
		c.leadRate = float64(now.Lead()-c.anchor.Lead()) / float64(span)
		c.anchor = now
	}
}

// paceSpan, ns: a reading each second, less a tick's jitter.
const paceSpan = 900_000_000

// step goes over a step of the host clock at an unknown moment between then and now. Theta is untouched by it, so every
// map is right again at once.
func (c *Clock) step(then, now hostclock.Reading) {
	step := now.StepSince(then)
	for _, t := range c.timelines {
		t.stepped(then, now, step)
	}
	c.watchFrom(then.Shifted(step), true)
	c.watch.Advance(now.Real, rawAt(now), timemap.Pace{Offset: -c.leadRate}, bendSlack+now.Width)
}

// sleep goes over a suspend: RAW stood still for a time that is not known well enough, so all that was measured is void.
func (c *Clock) sleep(then, now hostclock.Reading) {
	step := (now.Real - now.Mono) - (then.Real - then.Mono)
	for _, t := range c.timelines {
		t.suspended(then, now, step)
	}
	c.dropSamples(now.Raw)
	c.estimated, c.judge = false, judge{}
	c.contrary, c.doubted, c.confirmed = 0, false, false
	if !c.given {
		c.turn(timemap.Disrupted)
	}
	c.watchFrom(then.Shifted(step), true)
	c.watch.Advance(now.Real, rawAt(now), timemap.Pace{Offset: -c.leadRate}, bendSlack+now.Width)
	for _, s := range c.associations {
		c.hasten(s)
	}
}
