package offsets

import "timesync/offsets/estimate"

// alarm is raised by the first sample that contradicts the estimate, of a server that agreed so
// far: either that server is wrong from now on, or the estimate, because the machine stood still or
// its oscillator changed. Until enough servers have been asked again the published bound covers
// both, and nothing else changes: a single server must not move what is applied. The zero alarm is
// none.
type alarm struct {
	raised bool
	since  int64   // RAW ns of the sample that raised it
	at     int64   // RAW ns of the newest one that contradicts the estimate
	reach  int64   // how far the truth may be from the estimate then, ns
	growth float64 // of the reach, s/s
}

// add takes a sample that contradicts the estimate, and reports whether it is the first. The reach
// grows by no more than an oscillator can be off; a clock that was paused seems to be off by more.
func (a *alarm) add(sample *estimate.Sample, e *estimate.Estimate) (first bool) {
	first = !a.raised
	miss := abs(sample.Theta - e.ThetaAt(sample.At))
	if first {
		*a = alarm{raised: true, since: sample.At}
	}
	a.reach, a.at = max(a.reachAt(sample.At), miss+sample.Distance()), sample.At
	a.growth = max(a.growth, min(estimate.MaxSlope, float64(miss)/float64(max(1, sample.At-e.At))))
	return first
}

// reachAt is how far the truth may be from the estimate at a RAW moment, 0 without alarm.
func (a *alarm) reachAt(raw int64) int64 {
	if !a.raised {
		return 0
	}
	return a.reach + int64(a.growth*float64(max(0, raw-a.at)))
}

// heed raises the alarm, and has all servers asked at once, if a sample of a server that agreed
// contradicts the estimate.
func (c *Clock) heed(a *association, sample *estimate.Sample) {
	if !c.estimated || c.host != nil || a.estimator.Standing() != estimate.Truechimer && !c.alarm.raised {
		return
	}
	allowed := sample.Distance() + c.estimate.BoundAt(sample.At, c.pool.drift)
	if abs(sample.Theta-c.estimate.ThetaAt(sample.At)) <= allowed {
		return
	}
	if c.alarm.add(sample, &c.estimate) {
		c.pool.hasten(c.watch.last.Mono)
	}
}

// calm ends the alarm once more than half of the voters agree and have been heard since: what they
// agree on is not what was before the alarm.
func (c *Clock) calm(voters int) {
	if !c.alarm.raised {
		return
	}
	heard := 0
	for _, a := range c.pool.associations {
		newest, ok := a.estimator.Newest()
		if ok && newest.At >= c.alarm.since && a.estimator.Standing() == estimate.Truechimer {
			heard++
		}
	}
	if 2*heard > voters {
		c.alarm = alarm{}
	}
}
