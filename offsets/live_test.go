package offsets

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// live is a host in a synctest bubble: the poller runs as it does in production, on fake time, its
// clocks and servers are simulated, and records are written and looked up meanwhile. The bubble's
// time is the process's; true time is ahead of it by what the machine stood still.
type live struct {
	mu      sync.Mutex // protects all below but the clock
	random  *rand.Rand
	at      time.Time // up to which the clocks have run
	raw     float64   // ns
	speed   float64   // of RAW against true time, s/s beyond 1
	lead    int64     // REAL minus RAW, by steps
	slewed  float64   // and by slews
	slew    float64   // s/s
	stood   int64     // ns that true time went on while the machine stood
	fixed   float64   // ns, delay each way
	mean    float64   // ns, of the exponential part
	lies    map[string]time.Duration
	muted   map[string]bool
	replies []time.Duration // ages at which a server answered
	lines   []string
	begun   time.Time
	written []liveRecord // not looked up yet
	judged  []liveRecord

	clock *Clock
	line  *Timeline
}

// liveRecord is one record, and what became of it.
type liveRecord struct {
	host, truth int64
	age         time.Duration // of the bubble when it was written
	found       timemap.Correction
}

func (r *liveRecord) miss() int64   { return abs(r.host + r.found.Offset - r.truth) }
func (r *liveRecord) outside() bool { return r.miss() > r.found.Bound }

// livePath is a path: a constant and the mean of an exponential delay, each way.
type livePath struct{ fixed, mean time.Duration }

var (
	liveLAN      = livePath{100 * time.Microsecond, 100 * time.Microsecond}
	liveRegional = livePath{10 * time.Millisecond, time.Millisecond}
	liveFar      = livePath{40 * time.Millisecond, 10 * time.Millisecond}
)

// runLive runs act beside a host that asks so many servers, 250 ms behind true time, and returns
// the host when it is stopped.
func runLive(t *testing.T, seed uint64, servers int, path livePath, ppm float64, act func(*live)) *live {
	t.Helper()
	var l *live
	synctest.Test(t, func(*testing.T) {
		l = newLive(seed, servers, path, ppm)
		l.clock.Start(Polling{}, l.log())
		ctx, cancel := context.WithCancel(context.Background())
		var writer sync.WaitGroup
		writer.Go(func() { l.write(ctx) })
		act(l)
		cancel()
		writer.Wait()
		l.clock.Stop()
	})
	return l
}

func newLive(seed uint64, servers int, path livePath, ppm float64) *live {
	now := time.Now()
	l := &live{random: rand.New(rand.NewPCG(seed, 3)), at: now, begun: now, raw: 5e9, speed: ppm * 1e-6,
		fixed: float64(path.fixed), mean: float64(path.mean), lies: map[string]time.Duration{}, muted: map[string]bool{}}
	l.lead = now.UnixNano() - int64(250*time.Millisecond) - int64(l.raw)
	var names []string
	for i := range servers {
		names = append(names, fmt.Sprint(i))
	}
	l.clock = newClock(names, seams{readClocks: l.reading, disciplined: func() bool { return false }, query: l.query, random: l.uniform})
	l.line = l.clock.Timeline(Policy{Correct: CorrectAlways})
	return l
}

func (l *live) uniform() float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.random.Float64()
}

func (l *live) log() Log {
	say := func(format string, args ...any) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.lines = append(l.lines, fmt.Sprintf("%9.1f ", time.Since(l.begun).Seconds())+fmt.Sprintf(format, args...))
	}
	return Log{say, say, say, say}
}

// flow lets the clocks run up to now; l.mu is held.
func (l *live) flow() {
	now := time.Now()
	before := math.Floor(l.raw)
	l.raw += float64(now.Sub(l.at)) * (1 + l.speed)
	l.slewed += (math.Floor(l.raw) - before) * l.slew
	l.at = now
}

// change does something to the clocks.
func (l *live) change(do func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flow()
	do()
}

// pause stops the machine, of which nothing in it takes notice.
func (l *live) pause(d time.Duration) { l.change(func() { l.stood += int64(d) }) }

// stop stops this process, not the machine: other programs write records meanwhile, and slew the
// host clock there and back.
func (l *live) stop(d time.Duration, rate float64) {
	l.change(func() {
		for part := range 20 {
			l.stood += int64(d / 20)
			l.raw += float64(d/20) * (1 + l.speed)
			l.slewed += float64(d/20) * rate
			if part == 9 {
				rate = -rate
			}
			l.written = append(l.written, liveRecord{host: l.now().Real, truth: l.trueNow(), age: time.Since(l.begun)})
		}
	})
}

func (l *live) reading() hostclock.Reading {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now()
}

func (l *live) now() hostclock.Reading {
	l.flow()
	raw := int64(math.Floor(l.raw))
	mono := raw + int64(l.slewed)
	return hostclock.Reading{Real: mono + l.lead, Raw: raw, Mono: mono, Boot: mono, Width: 300}
}

func (l *live) trueNow() int64 { return time.Now().UnixNano() + l.stood }

// query is an exchange with a simulated server. Packets under way are lost when the machine stands.
func (l *live) query(ctx context.Context, to ntp.Endpoint) (ntp.Exchange, hostclock.Reading, hostclock.Reading, ntp.Rejection) {
	l.mu.Lock()
	before, stood := l.now(), l.stood
	up := time.Duration(l.fixed + l.mean*l.random.ExpFloat64())
	down := time.Duration(l.fixed + l.mean*l.random.ExpFloat64())
	lie, muted := int64(l.lies[to.Source]), l.muted[to.Source]
	l.mu.Unlock()
	time.Sleep(up)
	l.mu.Lock()
	served := l.trueNow() + lie
	l.mu.Unlock()
	time.Sleep(down)
	l.mu.Lock()
	after := l.now()
	lost := muted || l.stood != stood
	if !lost {
		l.replies = append(l.replies, time.Since(l.begun))
	}
	l.mu.Unlock()
	if lost {
		<-ctx.Done()
		return ntp.Exchange{}, before, before, ntp.NoReply
	}
	e := ntp.Exchange{Server: to.Source, T1: before.Real, T2: served, T3: served, T4: after.Real, Stratum: 1, Precision: 119, RootDispersion: 100_000}
	return e, before, after, ntp.Accepted
}

// write writes a record every 100 ms or so and looks up those of each second, as chunks are.
func (l *live) write(ctx context.Context) {
	for n := 1; ctx.Err() == nil; n++ {
		time.Sleep(time.Duration(float64(100*time.Millisecond) * (0.5 + l.uniform())))
		l.mu.Lock()
		l.written = append(l.written, liveRecord{host: l.now().Real, truth: l.trueNow(), age: time.Since(l.begun)})
		l.mu.Unlock()
		if n%10 == 0 {
			l.lookUp()
		}
	}
}

func (l *live) lookUp() {
	view := l.line.View()
	for _, record := range l.written {
		if record.found = view.Lookup(record.host); record.found.Outcome == timemap.Applied {
			l.judged = append(l.judged, record)
		}
	}
	l.written = l.written[:0]
}

// outside counts the records of an age that were outside their bound, and gives the age of the last
// one.
func (l *live) outside(from, to time.Duration) (n int, last time.Duration) {
	for i := range l.judged {
		if r := &l.judged[i]; r.age >= from && r.age < to && r.outside() {
			n, last = n+1, r.age
		}
	}
	return n, last
}

// worse is the age of the last record that was off by more than the limit, and the largest error
// from an age on.
func (l *live) worse(from time.Duration, limit int64) (last time.Duration, worst int64) {
	for i := range l.judged {
		r := &l.judged[i]
		if r.age < from {
			continue
		}
		worst = max(worst, r.miss())
		if r.miss() > limit {
			last = r.age
		}
	}
	return last, worst
}

// reply is the age of the first answer after an age.
func (l *live) reply(after time.Duration) time.Duration {
	i := slices.IndexFunc(l.replies, func(age time.Duration) bool { return age > after })
	return l.replies[i]
}

// disorder counts the records that were mapped before an earlier one of the same segment.
func (l *live) disorder() (n int) {
	for i := 1; i < len(l.judged); i++ {
		a, b := &l.judged[i-1], &l.judged[i]
		if a.found.Segment == b.found.Segment && b.host >= a.host && b.host+b.found.Offset < a.host+a.found.Offset {
			n++
		}
	}
	return n
}
