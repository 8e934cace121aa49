package offsets

import "timesync/offsets/hostclock"

// NewReplay makes a clock that its caller drives, from a recording or a simulation: read is asked for the host's clocks
// instead of the machine, Add brings the exchanges, and Tick is to be called each second of that time. It sends nothing,
// starts nothing, and its host is disciplined by nobody.
func NewReplay(servers []string, read func() hostclock.Reading) *Clock {
	c := newClock(servers, seams{readClocks: read, disciplined: func() bool { return false }})
	c.configure(c.polling)
	return c
}

// Tick lets time do its part: the maps are fixed up to now, and what was measured grows older. A running clock does this by
// itself.
func (c *Clock) Tick() { c.tick() }
