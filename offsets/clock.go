package offsets

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/journal"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// seams are the doors to the world. Tests replace them; nothing else does.
type seams struct {
	readClocks  func() hostclock.Reading
	disciplined func() bool // does somebody discipline the host clock
	query       func(ctx context.Context, to ntp.Endpoint) (ntp.Exchange, hostclock.Reading, hostclock.Reading, ntp.Rejection)
	resolve     resolver                                        // nil: servers have no addresses, each name is one
	witnesses   []witness                                       // asked after each poll
	random      func() float64                                  // uniform in [0, 1)
	noticeSteps func(ctx context.Context, stepped func()) error // nil: steps are found by reading the clocks only
}

// unwatchedGap is the longest time between two readings over which a slew of the host clock is taken as even.
const unwatchedGap = 5 * time.Second

// Clock is the measured clock of one set of servers: its sources, its poller and the timelines made from it. It outlives
// those who use it: Stop and Start keep its history.
type Clock struct {
	seams   seams
	reports reporter
	poller  poller
	given   bool          // the offset is fixed
	host    *hostSource   // the one source is on this host; nil: servers
	first   chan struct{} // closed once a usable majority was found
	polled  chan struct{} // asks for a cross-check
	names   string        // the servers as they were named, in alphabetical order

	mu           sync.Mutex // guards all below, held for microseconds at most
	polling      Polling
	servers      []*server      // as configured
	associations []*association // one at least of each server
	timelines    map[Policy]*Timeline
	last         hostclock.Reading // newest reading of the clocks
	watch        timemap.Track     // host time to RAW, since the first reading or the last step or suspend
	watched      hostclock.Reading // where the watch begins
	limited      bool              // the watch began with a step or a suspend
	anchor       hostclock.Reading // where the lead's rate is measured from
	leadRate     float64           // change of host minus RAW, s/s
	disciplined  bool
	judge        judge
	estimate     estimate.Estimate
	estimated    bool
	state        timemap.State
	lastPoll     int64 // Mono when a whole poll was last counted
	newest       int64 // host time of the newest sample
	contrary     int   // polls running whose majority contradicts the estimate
	doubted      bool  // a majority contradicts the estimate; not yet confirmed
	doubtedRaw   int64 // RAW just before the first of them
	confirmed    bool  // they were enough: the next majority is believed
	drifting     bool  // the oscillator is far outside what crystals do: it was said
	journal      journal.Folder

	disagreements []Disagreement // of each witness
}

// NewClock makes the clock of a set of servers, each host or host:port; repeated ones count once. It starts nothing and
// sends nothing. Without servers it never synchronises.
func NewClock(servers []string) *Clock { return newClock(servers, networkSeams()) }

// NewMeasured is NewClock of servers some of which may share a key with us.
func NewMeasured(servers []Server) *Clock { return newMeasured(servers, networkSeams()) }

func networkSeams() seams {
	return seams{
		readClocks:  hostclock.Read,
		disciplined: hostclock.Disciplined,
		query:       ntp.NewClient().Query,
		resolve:     ntp.Resolve,
		witnesses:   hostWitnesses(),
		random:      rand.Float64,
		noticeSteps: hostclock.NoticeSteps,
	}
}

// NewFixed makes a clock whose offset is given: bound 0, state Fixed, no packets.
func NewFixed(offset time.Duration) *Clock {
	c := NewClock(nil)
	c.given, c.state = true, timemap.Fixed
	c.estimate = estimate.Estimate{Theta: int64(offset)}
	close(c.first)
	return c
}

func newClock(names []string, s seams) *Clock { return newMeasured(named(names), s) }

func newMeasured(servers []Server, s seams) *Clock {
	c := &Clock{seams: s, first: make(chan struct{}), polled: make(chan struct{}, 1), timelines: map[Policy]*Timeline{}}
	c.names = namesOf(servers)
	c.polling = Polling{}.withDefaults()
	for _, w := range s.witnesses {
		c.disagreements = append(c.disagreements, Disagreement{With: w.name})
	}
	for _, each := range servers {
		if c.association(each.Name) == nil {
			c.servers = append(c.servers, newServer(each))
			c.associations = append(c.associations, c.newAssociation(c.servers[len(c.servers)-1]))
		}
	}
	return c
}

// Timeline returns the map under a policy, the same one for an equal policy. A new one begins with what the clock has
// watched since the last step, and with what the journal knows of the time before.
func (c *Clock) Timeline(p Policy) *Timeline {
	p = p.withDefaults()
	past := c.recall(p)
	reading := c.seams.readClocks()
	c.mu.Lock()
	defer c.mu.Unlock()
	if t := c.timelines[p]; t != nil {
		t.restore(past)
		return t
	}
	c.observe(reading, bendSlack)
	t := &Timeline{clock: c, policy: p, state: c.state}
	if c.given {
		t.segments.Give(timemap.Point{Offset: c.estimate.Theta, State: timemap.Fixed, Outcome: timemap.Applied})
	}
	t.restore(past)
	c.timelines[p] = t
	if c.estimated {
		t.update(change{at: c.last, estimate: c.estimate, fresh: true})
	}
	return t
}

// WaitFirst waits at most d for a first majority that suits the timelines made so far, or for all first answers, and tells
// whether there was one, now or ever.
func (c *Clock) WaitFirst(d time.Duration) bool {
	select {
	case <-c.first:
		return true
	default:
	}
	if len(c.associations) == 0 {
		return false
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-c.first:
		return true
	case <-c.host.silence():
	case <-timer.C:
	}
	return false
}

// Add takes an exchange with one of the servers and the clocks as they were read just before and just after it. It is the
// one door by which measurements enter, from the network or from a recording.
func (c *Clock) Add(e ntp.Exchange, before, after hostclock.Reading) { c.add(e, before, after) }

// add lets the exchange count before the map is fixed up to its end, so that records of that moment profit from it.
func (c *Clock) add(e ntp.Exchange, before, after hostclock.Reading) ntp.Rejection {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.broken(after) {
		c.observe(after, bendSlack)
	}
	defer c.observe(after, bendSlack)
	s := c.association(e.Server)
	if s == nil {
		return ntp.Malformed
	}
	o := observation{e, before, after}
	why := o.rejection()
	if why != ntp.Accepted {
		s.reject(why)
		c.host.refused()
	} else {
		c.welcome(s)
		c.host.forget(s, after.Raw)
		sample := o.sample()
		if s.accept(sample, e.Stratum) && c.estimated {
			s.estimator.Compare(sample, c.estimate.ThetaAt(sample.At))
		}
		c.newest = e.T4
	}
	c.reselect(after.Raw)
	return why
}

// welcome hastens the other silent servers when one answers that was not heard lately: the network is there, and the first
// to be heard must not be a majority of one.
func (c *Clock) welcome(back *association) {
	if back.fresh(c.last.Raw) {
		return
	}
	for _, s := range c.associations {
		if s != back && !s.open && !s.fresh(c.last.Raw) {
			c.hasten(s)
		}
	}
}

// missed notes a query that gave no exchange.
func (c *Clock) missed(s *association, why ntp.Rejection) {
	reading := c.seams.readClocks()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.observe(reading, bendSlack)
	s.reject(why)
	c.host.refused()
	c.reselect(reading.Raw)
}

func (c *Clock) association(name string) *association {
	for _, s := range c.associations {
		if s.name == name {
			return s
		}
	}
	return nil
}

// tick reads the clocks, asks the kernel, and lets time do its part: a measurement grows old, a bound too large.
func (c *Clock) tick() {
	reading, disciplined := c.seams.readClocks(), c.seams.disciplined()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.observe(reading, bendSlack)
	c.disciplined = disciplined
	if c.state == timemap.Synced && !c.fresh() {
		c.turn(timemap.Holdover)
	}
	if c.estimated {
		c.review()
	}
}

// fresh tells whether any source of the majority has a sample of the last few polls.
func (c *Clock) fresh() bool {
	for _, s := range c.associations {
		if s.estimator.Standing() == estimate.Truechimer && s.fresh(c.last.Raw) {
			return true
		}
	}
	return false
}

// turn changes the state and says so.
func (c *Clock) turn(to timemap.State) {
	c.reports.say(levelInfo, "clock %s, was %s", to, c.state)
	c.state = to
}
