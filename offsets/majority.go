package offsets

import (
	"slices"

	"timesync/offsets/estimate"
	"timesync/offsets/timemap"
)

// pollsToJump is how many polls running must contradict the estimate before it is given up.
const pollsToJump = 2

// reselect looks for a majority among those who answer and those whose first answer is still awaited, so that a single
// fast liar does not win at the start. now is a RAW moment, at or a little after the newest reading.
func (c *Clock) reselect(now int64) {
	voters, fit, candidates := 0, make([]*association, 0, len(c.associations)), make([]estimate.Candidate, 0, len(c.associations))
	for _, s := range c.associations {
		s.estimator.Abstain()
		vote, ok := s.candidate(now)
		if ok || s.open {
			voters++
		}
		if ok {
			fit, candidates = append(fit, s), append(candidates, vote)
		}
	}
	whole := c.wholePoll(fit)
	if estimate, ok := estimate.Choose(candidates, voters, now); ok {
		c.adopt(estimate, whole)
	} else if c.state == timemap.Synced {
		c.turn(timemap.Holdover)
		c.review()
	}
}

// wholePoll reports whether every association that is fit to vote was renewed, or a poll interval passed, since it last said so.
func (c *Clock) wholePoll(fit []*association) bool {
	whole := len(fit) > 0
	for _, s := range fit {
		whole = whole && s.renewed
	}
	if !whole && c.last.Mono-c.lastPoll < int64(c.shortestInterval()) {
		return false
	}
	for _, s := range c.associations {
		s.renewed = false
	}
	c.lastPoll = c.last.Mono
	return true
}

// adopt takes the majority's estimate, unless it contradicts the one before: then RAW was disturbed (a virtual machine was
// paused, say) or the servers were, and a second poll must confirm it before all older samples are dropped.
func (c *Clock) adopt(estimate estimate.Estimate, whole bool) {
	jumped := c.contradicts(estimate)
	if jumped && !c.confirmed {
		if c.confirm(estimate, whole) {
			c.reselect(estimate.At)
		}
		return
	}
	c.contrary, c.doubted, c.confirmed = 0, false, false
	c.estimate, c.estimated = estimate, true
	c.flagDrift()
	if c.state != timemap.Synced {
		c.turn(timemap.Synced)
	}
	if whole {
		c.judge.poll(evidence{offsetAt(&estimate, c.last), estimate.Bound, estimate.Agree}, c.disciplined)
		c.requestCrossCheck()
	}
	c.revise(change{at: c.last, estimate: estimate, fresh: true, jumped: jumped})
	c.announce()
}

// announce ends WaitFirst, unless a policy finds the majority too small and more answers may come.
func (c *Clock) announce() {
	for _, t := range c.timelines {
		if t.verdict.target == nothing && slices.ContainsFunc(c.associations, func(s *association) bool { return s.open }) {
			return
		}
	}
	select {
	case <-c.first:
	default:
		close(c.first)
	}
}

func (c *Clock) contradicts(e estimate.Estimate) bool {
	return c.estimated &&
		abs(e.Theta-c.estimate.ThetaAt(e.At)) > e.Bound+c.estimate.BoundAt(e.At, estimate.DriftTolerance)
}

// confirm counts the polls that contradict the estimate, after asking all servers once more; when they are enough, samples
// from before the first are dropped.
func (c *Clock) confirm(e estimate.Estimate, whole bool) bool {
	if !c.doubted {
		c.doubted, c.doubtedRaw = true, e.At-maxDelay // the sample that began it is at most this old
		for _, s := range c.associations {
			c.hasten(s)
		}
	}
	if whole {
		c.contrary++
	}
	c.confirmed = c.contrary >= pollsToJump
	if c.confirmed {
		c.dropSamples(c.doubtedRaw)
	}
	return c.confirmed
}

func (c *Clock) dropSamples(until int64) {
	for _, s := range c.associations {
		s.estimator.Drop(until)
	}
}

// review applies the policies again to the same estimate, for it has grown older or the state has changed.
func (c *Clock) review() { c.revise(change{at: c.last, estimate: c.estimate}) }

func (c *Clock) revise(to change) {
	for _, t := range c.timelines {
		t.update(to)
	}
}
