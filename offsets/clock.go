package offsets

import (
	"slices"
	"sync"
	"time"

	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/journal"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// Clock is the measured clock of one set of servers: its associations, its poller and the timelines
// made from it. It outlives those who use it: Stop and Start keep its history.
type Clock struct {
	seams      seams
	reports    reporter
	poller     poller
	crossCheck crossCheck
	keeper     keeper
	given      bool          // the offset is fixed
	host       *hostSource   // the one source is on this host; nil: servers
	first      chan struct{} // closed once a usable majority was found
	asked      bool          // for the reason why the kernel does not tell of the host clock
	names      string        // the servers as they were named, in alphabetical order

	mu          sync.Mutex // protects all below, held for microseconds at most
	pool        pool
	timelines   map[Policy]*Timeline
	watch       watch
	disciplined bool // somebody disciplines the host clock
	judge       judge
	estimate    estimate.Estimate
	estimated   bool
	doubt       doubt
	alarm       alarm
	trust       trust
	drifting    bool // the oscillator is far outside what crystals do: it was said
	state       timemap.State
	newest      int64 // host time of the newest sample
	journal     journal.Folder
}

// Start begins to ask the servers, or resumes it, with a burst; what was measured before stays, and
// what happened to the clocks meanwhile is noticed. On a running clock it takes over the settings
// and the log.
func (c *Clock) Start(p Polling, log Log) {
	c.poller.lifecycle.Lock()
	defer c.poller.lifecycle.Unlock()
	c.reports.replace(log)
	c.configure(c.host.polling(p.withDefaults()))
	if c.poller.cancel != nil || len(c.pool.associations) == 0 {
		return
	}
	c.warnOfUnknown()
	c.Tick()
	c.poller.start()
}

// warnOfUnknown says once why it is not known whether somebody disciplines the host clock.
func (c *Clock) warnOfUnknown() {
	if c.seams.unknown == nil || c.asked {
		return
	}
	c.asked = true
	if err := c.seams.unknown(); err != nil {
		c.reports.say(levelWarn, "the kernel does not tell whether the host clock is synchronised (adjtimex: %v): with correct auto "+
			"its time is kept unless %d servers agree against it", err, trustedServers)
	}
}

func (c *Clock) configure(p Polling) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pool.polling = p
	if c.poller.cancel != nil {
		return
	}
	for _, a := range c.pool.associations {
		a.open = c.watch.last.Mono >= a.deniedUntil
		a.interval = p.Min
	}
}

// Stop ends all queries, closes all sockets and waits until all goroutines have ended:
// milliseconds, also when servers are silent. The history stays; the log given to Start is not
// called any more.
func (c *Clock) Stop() {
	c.poller.lifecycle.Lock()
	defer c.poller.lifecycle.Unlock()
	if c.poller.cancel != nil {
		c.poller.stop()
	}
	c.reports.flush(time.Now())
	c.reports.replace(Log{})
}

// UseJournal names the journal, before Start and before the first Timeline that is to profit from
// it. A running clock keeps the one it has.
func (c *Clock) UseJournal(j journal.Folder) {
	if j.Path == "" {
		return
	}
	j = j.WithDefaults()
	c.poller.lifecycle.Lock()
	defer c.poller.lifecycle.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.poller.cancel != nil && c.journal.Path != "" {
		if c.journal.Path != j.Path {
			c.reports.say(levelWarn, "journal %s is not used: the clock of these servers keeps its own in %s", j.Path, c.journal.Path)
		}
		return
	}
	c.journal = j
}

// Timeline returns the map under a policy, the same one for an equal policy. A new one begins with
// what the clock has watched since the last step, and with what the journal knows of the time
// before.
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
	c.pool.tolerate(c.largestDrift())
	if c.estimated {
		t.update(change{at: c.watch.last, estimate: c.estimate, fresh: true})
	}
	return t
}

// largestDrift is that of the policies in use: what they share must not promise more than one of
// them allows.
func (c *Clock) largestDrift() (largest float64) {
	for p := range c.timelines {
		largest = max(largest, p.drift())
	}
	return largest
}

// recall reads what the journal knows of the time before this clock, for a timeline that does not
// have it yet.
func (c *Clock) recall(p Policy) *journal.History {
	c.mu.Lock()
	j, t := c.journal, c.timelines[p]
	c.mu.Unlock()
	if j.Path == "" || c.given || t != nil && t.recalled {
		return nil
	}
	return j.Read(journalKey(c.names, p))
}

// WaitFirst waits at most d for a first majority that suits the timelines made so far, or for all
// first answers, and reports whether there was one, now or ever.
func (c *Clock) WaitFirst(d time.Duration) bool {
	select {
	case <-c.first:
		return true
	default:
	}
	if len(c.pool.associations) == 0 {
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

// Add takes an exchange with one of the servers and the clocks as they were read just before and
// just after it. It is the one door by which measurements enter, from the network or from a
// recording.
func (c *Clock) Add(e ntp.Exchange, before, after hostclock.Reading) { c.add(e, before, after) }

// add lets the exchange count before the map is fixed up to its end, so that records of that moment
// profit from it.
func (c *Clock) add(e ntp.Exchange, before, after hostclock.Reading) ntp.Rejection {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.watch.broken(after) {
		c.observe(after, bendSlack)
	}
	defer c.observe(after, bendSlack)
	a := c.pool.find(e.Server)
	if a == nil {
		return ntp.Malformed
	}
	o := observation{e, before, after}
	reason := o.rejection()
	if reason != ntp.Accepted {
		a.reject(reason)
		c.host.refused()
	} else {
		c.pool.welcome(a, c.watch.last)
		sample := o.sample()
		c.host.forget(a, &sample)
		c.heed(a, &sample)
		if a.accept(sample, e.Stratum) && c.estimated {
			a.estimator.Compare(sample, c.estimate.ThetaAt(sample.At))
		}
		c.newest = e.T4
	}
	c.reselect(after.Raw)
	return reason
}

// missed notes a query that gave no exchange.
func (c *Clock) missed(a *association, reason ntp.Rejection) {
	reading := c.seams.readClocks()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.observe(reading, bendSlack)
	a.reject(reason)
	c.host.refused()
	c.reselect(reading.Raw)
}

// Tick lets time do its part: the clocks are read, the maps are fixed up to now, and what was
// measured grows older. A running clock does this by itself.
func (c *Clock) Tick() {
	reading, disciplined := c.seams.readClocks(), c.seams.disciplined()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.observe(reading, bendSlack)
	c.disciplined = disciplined
	if c.state == timemap.Synced && !c.pool.fresh(c.watch.last.Raw) {
		c.turn(timemap.Holdover)
	}
	if c.estimated {
		c.review()
	}
}

// Status reads the clocks and reports.
func (c *Clock) Status() Status {
	reading := c.seams.readClocks()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.observe(reading, viewSlack)
	status := Status{State: c.state, Bound: timemap.Unbounded, LastMeasurement: c.newest, Of: len(c.pool.associations)}
	if c.given {
		status.Offset, status.Bound = c.estimate.Theta, 0
	}
	if c.estimated {
		status.Offset, status.Bound = offsetAt(&c.estimate, c.watch.last), c.estimate.BoundAt(c.watch.last.Raw, c.pool.drift)
		status.FrequencyPPM, status.Stratum = c.estimate.Slope*1e6, c.estimate.Stratum
	}
	for _, a := range c.pool.associations {
		if a.estimator.Standing() != estimate.Unheard {
			status.Selectable++
		}
		if a.estimator.Standing() == estimate.Truechimer {
			status.Agree++
		}
	}
	status.Verified = status.Agree >= verifyingSources
	status.Disagreements = slices.Clone(c.crossCheck.disagreements)
	status.Servers = c.pool.statuses(c.watch.last)
	return status
}
