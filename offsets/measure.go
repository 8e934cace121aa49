package offsets

import (
	"math"
	"time"

	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/timemap"
)

// observe takes a reading of the clocks: it notices steps and suspends of the host and fixes the
// maps up to now. slack is the deviation, ns, that begins a new knot of a map. Readings older than
// the newest one are ignored.
func (c *Clock) observe(now hostclock.Reading, slack int64) {
	then := c.watch.last
	switch {
	case then == hostclock.Reading{}:
		c.watch.begin(now, false)
	case now.Mono <= then.Mono:
		return
	case now.SleptSince(then):
		c.sleep(then, now)
	case now.StepSince(then) != 0:
		c.step(then, now)
	default:
		c.watch.follow(now, slack)
		for _, t := range c.timelines {
			t.advance(then, now, slack)
		}
	}
	c.watch.last = now
}

// step goes over a step of the host clock at an unknown moment between then and now. Theta is
// untouched by it, so every map is right again at once.
func (c *Clock) step(then, now hostclock.Reading) {
	step := now.StepSince(then)
	for _, t := range c.timelines {
		t.stepped(then, now, step)
	}
	c.watch.resume(then, now, step)
}

// sleep goes over a suspend: RAW stood still for a time that is not known well enough, so all that
// was measured is void.
func (c *Clock) sleep(then, now hostclock.Reading) {
	step := (now.Real - now.Mono) - (then.Real - then.Mono)
	for _, t := range c.timelines {
		t.suspended(then, now, step)
	}
	c.pool.drop(now.Raw)
	c.estimated, c.judge, c.doubt, c.alarm, c.trust = false, judge{}, doubt{}, alarm{}, trust{}
	if !c.given {
		c.turn(timemap.Disrupted)
	}
	c.watch.resume(then, now, step)
	c.pool.hasten(then.Mono)
}

// turn changes the state and reports it.
func (c *Clock) turn(to timemap.State) {
	c.reports.say(levelInfo, "clock %s, was %s", to, c.state)
	c.state = to
}

// reselect looks for a majority among those who answer and those whose first answer is still
// awaited, so that a single fast liar does not win at the start. now is a RAW moment, at or a
// little after the newest reading.
func (c *Clock) reselect(now int64) {
	fit, candidates, voters := c.pool.ballot(now)
	whole := c.pool.wholePoll(fit, c.watch.last.Mono)
	majority, ok := estimate.Choose(candidates, voters, now)
	switch {
	case !ok:
		c.holdOver()
	case c.trust.outvotes(&majority, c.pool.drift):
		c.refuse(&majority)
	default:
		c.adopt(majority, whole, voters)
	}
}

// holdOver carries the estimate on without a majority.
func (c *Clock) holdOver() {
	if c.state == timemap.Synced {
		c.turn(timemap.Holdover)
		c.review()
	}
}

// refuse holds over what several servers agreed on, and says once that one is not followed.
func (c *Clock) refuse(majority *estimate.Estimate) {
	if !c.trust.refuses {
		c.trust.refuses = true
		c.reports.say(levelWarn, "one server alone puts the host clock's offset at %s ± %s: it is not followed, for %d servers agreed on %s %s ago",
			seconds(offsetAt(majority, c.watch.last)), micros(majority.Bound), c.trust.estimate.Agree,
			seconds(offsetAt(&c.trust.estimate, c.watch.last)), time.Duration(majority.At-c.trust.estimate.At).Round(time.Second))
	}
	for _, a := range c.pool.associations {
		a.estimator.Outvote()
	}
	c.holdOver()
}

// adopt takes the majority's estimate, unless it contradicts the one before: then a second poll
// must confirm it before all older samples are dropped.
func (c *Clock) adopt(majority estimate.Estimate, whole bool, voters int) {
	jumped := c.contradicts(majority)
	if jumped && !c.doubt.confirmed && c.host == nil {
		if c.confirm(majority, whole) {
			c.reselect(majority.At)
		}
		return
	}
	c.doubt = doubt{}
	c.calm(voters)
	c.estimate, c.estimated = majority, true
	c.trust.learn(&majority)
	c.flagDrift()
	if c.state != timemap.Synced {
		c.turn(timemap.Synced)
	}
	if whole {
		c.judge.poll(evidence{offsetAt(&majority, c.watch.last), majority.Bound, majority.Agree}, c.disciplined)
		c.crossCheck.request()
	}
	c.revise(change{at: c.watch.last, estimate: majority, fresh: true, jumped: jumped})
	c.announce()
}

func (c *Clock) contradicts(majority estimate.Estimate) bool {
	return c.estimated &&
		abs(majority.Theta-c.estimate.ThetaAt(majority.At)) > majority.Bound+c.estimate.BoundAt(majority.At, c.pool.drift)
}

// confirm counts the polls that contradict the estimate, after asking all servers once more; when
// they are enough, samples from before the first are dropped, unless another rate of the oscillator
// explains the contradiction: then they are what tells that rate.
func (c *Clock) confirm(majority estimate.Estimate, whole bool) bool {
	if c.doubt.raise(majority.At, c.alarm.raised) {
		c.pool.hasten(c.watch.last.Mono)
	}
	enough := c.doubt.count(whole)
	if enough && !c.runsOtherwise(&majority) {
		c.pool.drop(c.doubt.since)
	}
	return enough
}

// runsOtherwise reports whether the majority's rate differs from the estimate's by more than the
// rates of sound oscillators do. Of a smaller change few samples after the contradiction cannot
// tell.
func (c *Clock) runsOtherwise(majority *estimate.Estimate) bool {
	return math.Abs(majority.Slope-c.estimate.Slope) > c.estimate.Skew+estimate.FreshSkew
}

// review applies the policies again to the same estimate, for it has grown older or the state has
// changed.
func (c *Clock) review() { c.revise(change{at: c.watch.last, estimate: c.estimate}) }

func (c *Clock) revise(to change) {
	for _, t := range c.timelines {
		t.update(to)
	}
}

// announce ends WaitFirst, unless a policy finds the majority too small and more answers may come.
func (c *Clock) announce() {
	for _, t := range c.timelines {
		if t.verdict.target == nothing && c.pool.awaited() {
			return
		}
	}
	select {
	case <-c.first:
	default:
		close(c.first)
	}
}

// flagDrift reports once when the oscillator turns out to be far from what crystals do, and once
// when it is back: the host's timer is broken or emulated, or all servers run wrong.
func (c *Clock) flagDrift() {
	e := &c.estimate
	far := math.Abs(e.Slope)-e.Skew > estimate.FreshSkew
	if far == c.drifting || !far && math.Abs(e.Slope)+e.Skew > estimate.FreshSkew {
		return
	}
	c.drifting = far
	if far {
		c.reports.say(levelWarn, "this host's oscillator is off by %+.0f ppm, more than any sound one (%.0f ppm): it is followed",
			e.Slope*1e6, estimate.FreshSkew*1e6)
		return
	}
	c.reports.say(levelInfo, "this host's oscillator is within %.0f ppm again", estimate.FreshSkew*1e6)
}
