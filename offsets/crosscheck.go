package offsets

import (
	"context"
	"time"

	"timesync/offsets/chrony"
	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// witness is somebody on this host who has a word on the host clock too. It has no vote, for it may follow the same
// servers; but where it contradicts the majority, one of both is wrong and somebody should know.
type witness struct {
	name string // the label value of the metric
	ask  func(ctx context.Context) (word testimony, speaks bool)
}

// testimony is an offset of the host clock and its bound, ns.
type testimony struct{ offset, bound int64 }

func (t testimony) contradicts(other testimony) bool {
	return abs(t.offset-other.offset) > timemap.AddBounds(t.bound, other.bound)
}

// Disagreement tells whether a witness on this host contradicts the majority of servers.
type Disagreement struct {
	With      string // chronyd, kernel
	Disagrees bool
}

// hostWitnesses are the local chronyd and the kernel.
func hostWitnesses() []witness {
	return []witness{
		{"chronyd", func(ctx context.Context) (testimony, bool) { return chronydTestimony(ctx, askLocalChronyd) }},
		{"kernel", func(context.Context) (testimony, bool) { return kernelTestimony(hostclock.ReadKernel()) }},
	}
}

func chronydTestimony(ctx context.Context, ask func(context.Context) (chrony.Tracking, error)) (testimony, bool) {
	word, err := ask(ctx)
	now := hostclock.Read()
	e := chronydExchange(&word, "chronyd", now, now)
	if err != nil || word.Stale(now.Real) || e.Leap == ntp.LeapUnknown {
		return testimony{}, false
	}
	return testimony{word.Correction, e.RootDelay/2 + e.RootDispersion}, true
}

func kernelTestimony(word hostclock.Kernel) (testimony, bool) {
	return testimony{0, word.MaxError}, word.Synchronised
}

// crossCheck asks the witnesses after each poll.
func (c *Clock) crossCheck(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.polled:
		}
		c.guarded(func() ntp.Rejection { c.hearWitnesses(ctx); return ntp.Accepted })
		c.reports.flush(time.Now())
	}
}

// requestCrossCheck is called at each poll, with the lock held.
func (c *Clock) requestCrossCheck() {
	select {
	case c.polled <- struct{}{}:
	default:
	}
}

func (c *Clock) hearWitnesses(ctx context.Context) {
	for i, w := range c.seams.witnesses {
		limited, cancel := context.WithTimeout(ctx, c.timeout())
		before := c.seams.readClocks()
		word, speaks := w.ask(limited)
		after := c.seams.readClocks()
		cancel()
		if ctx.Err() == nil && after.StepSince(before) == 0 { // else the word is of the clock before the step
			c.compare(i, word, speaks, after)
		}
	}
}

func (c *Clock) timeout() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.polling.Timeout
}

// compare says it once when a witness begins to contradict the majority, and once when it ceases to.
func (c *Clock) compare(i int, word testimony, speaks bool, at hostclock.Reading) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.observe(at, bendSlack)
	majority := testimony{offsetAt(&c.estimate, c.last), c.estimate.BoundAt(c.last.Raw, estimate.DriftTolerance)}
	said := &c.disagreements[i]
	disagrees := speaks && c.estimated && word.contradicts(majority)
	if disagrees == said.Disagrees {
		return
	}
	said.Disagrees = disagrees
	if !disagrees {
		c.reports.say(levelInfo, "%s does not contradict the servers any more", said.With)
		return
	}
	c.reports.say(levelWarn, "%s puts the host clock's offset at %s ± %s, but %d of %d servers at %s ± %s", said.With,
		seconds(word.offset), micros(word.bound), c.estimate.Agree, len(c.associations), seconds(majority.offset), micros(majority.bound))
}

func micros(ns int64) time.Duration { return time.Duration(ns).Round(time.Microsecond) }
