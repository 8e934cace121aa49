package offsets

import (
	"math"

	"timesync/offsets/estimate"
)

// flagDrift says once when the oscillator turns out to be far from what crystals do, and once when it is back: the host's
// timer is broken or emulated, or all servers run wrong.
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
