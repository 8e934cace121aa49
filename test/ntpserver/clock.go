package ntpserver

import "time"

// clock is the server's clock: the host's, moved by an offset that drifts.
// Changing the drift bends the clock, it does not let it jump.
type clock struct {
	offset  time.Duration // what Settings.Offset says
	drift   float64       // gain per second of host time
	accrued time.Duration // what drift added before since
	since   time.Time     // carries a monotonic reading: a step of the host clock is no drift
}

// set changes offset and drift at the moment now.
func (c *clock) set(offset time.Duration, driftPPM float64, now time.Time) {
	c.accrued, c.since = c.drifted(now), now
	c.offset, c.drift = offset, driftPPM/1e6
}

// at is server clock minus host clock at the host's reading now.
func (c *clock) at(now time.Time) time.Duration {
	return c.offset + c.drifted(now)
}

func (c *clock) drifted(now time.Time) time.Duration {
	return c.accrued + time.Duration(c.drift*float64(now.Sub(c.since)))
}
