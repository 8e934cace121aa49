package offsets

import (
	"context"
	"time"

	"timesync/offsets/chrony"
	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// witness is another program on this host that estimates the host clock's offset. It has no vote,
// for it may follow the same servers; but where it contradicts the majority, one of the two is
// wrong and somebody should know.
type witness struct {
	name string // the label value of the metric
	ask  func(ctx context.Context) (word testimony, speaks bool)
}

// testimony is an offset of the host clock and its bound, ns.
type testimony struct{ offset, bound int64 }

func (t testimony) contradicts(other testimony) bool {
	return abs(t.offset-other.offset) > timemap.AddBounds(t.bound, other.bound)
}

// Disagreement is whether a witness on this host contradicts the majority of servers.
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
type crossCheck struct {
	clock         *Clock
	witnesses     []witness
	polled        chan struct{}  // asks for it
	disagreements []Disagreement // of each witness; the clock's mutex protects them
}

func newCrossCheck(c *Clock, witnesses []witness) crossCheck {
	x := crossCheck{clock: c, witnesses: witnesses, polled: make(chan struct{}, 1)}
	for _, w := range witnesses {
		x.disagreements = append(x.disagreements, Disagreement{With: w.name})
	}
	return x
}

func (x *crossCheck) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-x.polled:
		}
		x.clock.reports.protect(func() { x.hearWitnesses(ctx) })
		x.clock.reports.flush(time.Now())
	}
}

// request is called at each poll, with the lock held.
func (x *crossCheck) request() {
	select {
	case x.polled <- struct{}{}:
	default:
	}
}

func (x *crossCheck) hearWitnesses(ctx context.Context) {
	readClocks := x.clock.seams.readClocks
	for i, w := range x.witnesses {
		limited, cancel := context.WithTimeout(ctx, x.timeout())
		before := readClocks()
		word, speaks := w.ask(limited)
		after := readClocks()
		cancel()
		if ctx.Err() == nil && after.StepSince(before) == 0 { // else its testimony is of the clock before the step
			x.compare(i, word, speaks, after)
		}
	}
}

func (x *crossCheck) timeout() time.Duration {
	x.clock.mu.Lock()
	defer x.clock.mu.Unlock()
	return x.clock.pool.polling.Timeout
}

// compare reports once when a witness begins to contradict the majority, and once when it ceases to
// do so.
func (x *crossCheck) compare(i int, word testimony, speaks bool, at hostclock.Reading) {
	c := x.clock
	c.mu.Lock()
	defer c.mu.Unlock()
	c.observe(at, bendSlack)
	majority := testimony{offsetAt(&c.estimate, c.watch.last), c.estimate.BoundAt(c.watch.last.Raw, c.pool.drift)}
	said := &x.disagreements[i]
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
		seconds(word.offset), micros(word.bound), c.estimate.Agree, len(c.pool.associations), seconds(majority.offset), micros(majority.bound))
}

func micros(ns int64) time.Duration { return time.Duration(ns).Round(time.Microsecond) }
