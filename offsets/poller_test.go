package offsets

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// bubble is a clock whose servers answer in memory, on the fake time of a synctest bubble.
type bubble struct {
	mu    sync.Mutex
	start time.Time
	asked map[string][]time.Duration // since start, by server
	reply func(server string, nth int) ntp.Rejection
	kiss  string
	ahead time.Duration
	trip  time.Duration // to the server and back; 0: 10 ms
	lines []string
	clock *Clock
}

func newBubble(servers ...string) *bubble {
	b := &bubble{start: time.Now(), asked: map[string][]time.Duration{}, reply: func(string, int) ntp.Rejection { return ntp.Accepted }}
	b.clock = newClock(servers, seams{
		readClocks:  b.reading,
		disciplined: func() bool { return false },
		query:       b.query,
		random:      func() float64 { return 0.5 },
	})
	return b
}

func (b *bubble) reading() hostclock.Reading {
	h := time.Now().UnixNano()
	return hostclock.Reading{Real: h, Raw: h, Mono: h, Boot: h}
}

func (b *bubble) query(ctx context.Context, to ntp.Endpoint) (ntp.Exchange, hostclock.Reading, hostclock.Reading, ntp.Rejection) {
	server := to.Source
	b.mu.Lock()
	b.asked[server] = append(b.asked[server], time.Since(b.start))
	reason := b.reply(server, len(b.asked[server]))
	b.mu.Unlock()
	before := b.clock.seams.readClocks()
	if reason == ntp.NoReply {
		<-ctx.Done()
		return ntp.Exchange{}, before, before, ntp.NoReply
	}
	time.Sleep(cmp.Or(b.trip, 10*time.Millisecond))
	after := b.clock.seams.readClocks()
	middle := before.Real + (after.Real-before.Real)/2 + int64(b.ahead)
	e := ntp.Exchange{Server: server, T1: before.Real, T2: middle, T3: middle, T4: after.Real, Stratum: 1, Precision: 100}
	if reason == ntp.Kiss {
		e.Stratum, e.KissCode, reason = 0, b.kiss, ntp.Accepted
	}
	return e, before, after, reason
}

func (b *bubble) log() Log {
	say := func(format string, args ...any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.lines = append(b.lines, fmt.Sprintf(format, args...))
	}
	return Log{say, say, say, say}
}

func (b *bubble) times(server string) []time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.asked[server]
}

func TestBurstThenPolls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBubble("a", "b")
		b.ahead = -3 * time.Second
		b.clock.Start(Polling{}, b.log())
		require.True(t, b.clock.WaitFirst(time.Second))
		require.Equal(t, 10*time.Millisecond, time.Since(b.start), "one round trip")
		time.Sleep(5 * time.Minute)
		b.clock.Stop()
		const trip = 10 * time.Millisecond
		want := []time.Duration{0, 2*time.Second + trip, 4*time.Second + 2*trip, 6*time.Second + 3*trip}
		for i := range 4 {
			want = append(want, want[3]+time.Duration(i+1)*(64*time.Second+trip))
		}
		require.Equal(t, want, b.times("a"))
		require.Equal(t, want, b.times("b"))
		require.EqualValues(t, len(want), b.clock.Status().Servers[0].Sent)
		c := viewOf(b.clock.Timeline(Policy{})).Now()
		require.Equal(t, -3*time.Second, time.Duration(c.Offset))
	})
}

func TestStopEndsWhatIsUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBubble("a", "b", "c")
		b.reply = func(string, int) ntp.Rejection { return ntp.NoReply }
		b.clock.Start(Polling{Timeout: time.Hour}, b.log())
		require.False(t, b.clock.WaitFirst(3*time.Second))
		stopped := time.Now()
		b.clock.Stop()
		require.Zero(t, time.Since(stopped))
		require.Zero(t, b.clock.Status().Servers[0].Rejected, "what Stop ended is not held against the server")
		said := len(b.lines)
		b.clock.Stop()
		time.Sleep(time.Hour)
		require.Len(t, b.times("a"), 1)
		b.clock.reports.say(levelError, "after Stop")
		b.clock.reports.flush(time.Now())
		require.Len(t, b.lines, said)
	}) // synctest fails if a goroutine is left
}

// TestResume: history stays over Stop and Start, the map goes on at once, and a step in the gap is
// noticed.
func TestResume(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBubble("a", "b", "c")
		b.ahead = time.Second
		line := b.clock.Timeline(Policy{})
		b.clock.Start(Polling{}, b.log())
		require.True(t, b.clock.WaitFirst(time.Second))
		time.Sleep(time.Minute)
		host := time.Now().UnixNano()
		kept := viewOf(line).Lookup(host)
		b.clock.Stop()
		time.Sleep(10 * time.Minute)
		b.mu.Lock()
		b.reply = func(string, int) ntp.Rejection { return ntp.NoReply }
		b.mu.Unlock()
		b.clock.Start(Polling{}, b.log())
		require.True(t, b.clock.WaitFirst(0), "no new wait")
		require.Same(t, line, b.clock.Timeline(Policy{}))
		view := line.View()
		require.Equal(t, kept, view.Lookup(host))
		require.Equal(t, timemap.Applied, view.Now().Outcome)
		require.InDelta(t, int64(time.Second), view.Now().Offset, 1e6)
		b.clock.Stop()
	})
}

func TestStartAgainTakesOverSettings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBubble("a")
		b.clock.Start(Polling{}, Log{})
		time.Sleep(time.Second)
		b.clock.Start(Polling{Min: 16 * time.Second, Max: 16 * time.Second}, b.log())
		time.Sleep(99 * time.Second)
		b.clock.Stop()
		asked := b.times("a")
		require.Equal(t, 16*time.Second+10*time.Millisecond, asked[len(asked)-1]-asked[len(asked)-2])
	})
}

func TestDeniedServerIsLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBubble("a")
		b.kiss = "DENY"
		b.reply = func(_ string, nth int) ntp.Rejection { return ntp.Kiss }
		b.clock.Start(Polling{}, b.log())
		time.Sleep(20 * time.Hour)
		require.Equal(t, "denied", b.clock.Status().Servers[0].Verdict)
		b.clock.pool.associations[0].hurry <- struct{}{} // asked for while the denial was under way
		time.Sleep(time.Minute)
		require.Len(t, b.times("a"), 1)
		b.clock.Stop()
		b.clock.Start(Polling{}, b.log())
		time.Sleep(3 * time.Hour)
		require.Len(t, b.times("a"), 1, "also over a reload")
		time.Sleep(2 * time.Hour)
		b.clock.Stop()
		require.Len(t, b.times("a"), 2)
	})
}

// TestPanicInAQuery: it is reported once, with its place, and the poller goes on.
func TestPanicInAQuery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBubble("a", "b")
		b.ahead = time.Second
		query := b.clock.seams.query
		b.clock.seams.query = func(ctx context.Context, to ntp.Endpoint) (ntp.Exchange, hostclock.Reading, hostclock.Reading, ntp.Rejection) {
			if to.Source == "a" && len(b.times("b")) < 4 {
				var none []int
				none[len(to.Source)]++
			}
			return query(ctx, to)
		}
		b.clock.Start(Polling{}, b.log())
		time.Sleep(time.Hour)
		b.clock.Stop()
		status := b.clock.Status()
		require.GreaterOrEqual(t, status.Servers[0].Rejected[ntp.Panicked], uint64(3))
		require.Equal(t, 2, status.Agree)
		reports := 0
		for _, line := range b.lines {
			if strings.Contains(line, "panic") {
				reports++
				require.Contains(t, line, "index out of range")
				require.Contains(t, line, "offsets.TestPanicInAQuery")
			}
		}
		require.Equal(t, 1, reports)
	})
}

func TestSuspendAsksAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBubble("a")
		slept := time.Duration(0)
		b.clock.seams.readClocks = func() hostclock.Reading {
			r := b.reading()
			b.mu.Lock()
			defer b.mu.Unlock()
			r.Boot += int64(slept)
			r.Real += int64(slept)
			return r
		}
		b.clock.Start(Polling{}, b.log())
		time.Sleep(30 * time.Second)
		before := len(b.times("a"))
		b.mu.Lock()
		slept = time.Hour
		b.mu.Unlock()
		time.Sleep(9 * time.Second)
		require.Len(t, b.times("a"), before+4, "a burst")
		b.clock.Stop()
		require.True(t, strings.Contains(strings.Join(b.lines, "\n"), "disrupted"))
	})
}
