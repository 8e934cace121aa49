package offsets

import (
	"context"
	"math/rand/v2"
	"time"

	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// seams are what the clock uses of the world. Tests replace them; nothing else does.
type seams struct {
	readClocks  func() hostclock.Reading
	disciplined func() bool  // somebody disciplines the host clock, or it is not known
	unknown     func() error // why that is not known; nil: it is
	query       func(ctx context.Context, to ntp.Endpoint) (ntp.Exchange, hostclock.Reading, hostclock.Reading, ntp.Rejection)
	resolve     resolver                                        // nil: servers have no addresses, each name is one
	random      func() float64                                  // uniform in [0, 1)
	noticeSteps func(ctx context.Context, stepped func()) error // nil: steps are found by reading the clocks only
}

func networkSeams() seams {
	return seams{
		readClocks:  hostclock.Read,
		disciplined: hostclock.Disciplined,
		unknown:     func() error { return hostclock.ReadKernel().Refused },
		query:       ntp.NewClient().Query,
		resolve:     ntp.Resolve,
		random:      rand.Float64,
		noticeSteps: hostclock.NoticeSteps,
	}
}

// NewClock makes the clock of a set of servers, each host or host:port; repeated ones count once.
// It starts nothing and sends nothing. Without servers it never synchronises.
func NewClock(servers []string) *Clock { return NewMeasured(named(servers)) }

// NewMeasured is NewClock of servers some of which may share a key with us.
func NewMeasured(servers []Server) *Clock {
	c := newMeasured(servers, networkSeams())
	c.crossCheck = newCrossCheck(c, hostWitnesses())
	return c
}

// NewFixed makes a clock whose offset is given: bound 0, state Fixed, no packets.
func NewFixed(offset time.Duration) *Clock {
	c := NewClock(nil)
	c.given, c.state = true, timemap.Fixed
	c.estimate = estimate.Estimate{Theta: int64(offset)}
	close(c.first)
	return c
}

// NewReplay makes a clock that its caller drives, from a recording or a simulation: read is asked
// for the host's clocks instead of the machine, Add brings the exchanges, and Tick is to be called
// each second of that time. It sends nothing, starts nothing, and its host is disciplined by
// nobody.
func NewReplay(servers []string, read func() hostclock.Reading) *Clock {
	c := newClock(servers, seams{readClocks: read, disciplined: func() bool { return false }})
	c.configure(c.pool.polling)
	return c
}

func newClock(names []string, s seams) *Clock { return newMeasured(named(names), s) }

// newMeasured makes a clock that no witness is asked about.
func newMeasured(servers []Server, s seams) *Clock {
	c := &Clock{seams: s, first: make(chan struct{}), names: namesOf(servers), timelines: map[Policy]*Timeline{}}
	c.pool.polling, c.pool.drift = Polling{}.withDefaults(), estimate.DriftTolerance
	c.poller.clock, c.keeper.clock = c, c
	c.crossCheck = newCrossCheck(c, nil)
	for _, each := range servers {
		if c.pool.find(each.Name) == nil {
			c.pool.servers = append(c.pool.servers, newServer(each))
			c.pool.add(c.pool.servers[len(c.pool.servers)-1])
		}
	}
	return c
}
