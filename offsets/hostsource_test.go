package offsets

import (
	"context"
	"net"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/chrony"
	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// saying stands in for a chronyd whose word on the host clock may change.
func saying(word func() chrony.Tracking) func(context.Context) (chrony.Tracking, error) {
	return func(context.Context) (chrony.Tracking, error) { return word(), nil }
}

// wordOf is a healthy chronyd's.
func wordOf(offset time.Duration) chrony.Tracking {
	return chrony.Tracking{ReferenceID: 0xc0000201, Stratum: 2, Updated: time.Now().UnixNano() - int64(3*time.Second), Correction: int64(offset),
		RootDelay: 20e6, RootDispersion: 2e6, UpdateInterval: int64(64 * time.Second)}
}

// TestChronydsWord is taken with its bound, once chronyd is fit to give one.
func TestChronydsWord(t *testing.T) {
	clock := undisciplined(newChronyd(saying(func() chrony.Tracking { return wordOf(2500 * time.Millisecond) })))
	clock.Start(Polling{}, testLog(t))
	require.True(t, clock.WaitFirst(5*time.Second))
	c := viewOf(clock.Timeline(Policy{})).Now()
	status := clock.Status()
	clock.Stop()
	require.Equal(t, timemap.Applied, c.Outcome)
	require.InDelta(t, 2500e6, float64(c.Offset), 1e6)
	require.GreaterOrEqual(t, c.Bound, int64(12e6), "half the root delay and the dispersion")
	require.LessOrEqual(t, c.Bound, int64(14e6))
	require.Equal(t, timemap.Synced, status.State)
	require.False(t, status.Verified, "it is one source")
	require.Equal(t, "chronyd", status.Servers[0].Name)
	require.EqualValues(t, 2, status.Stratum)
}

// TestChronydChangesItsWord: what it says counts at its next answer.
func TestChronydChangesItsWord(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBubble()
		var offset atomic.Int64
		offset.Store(int64(time.Second))
		b.clock = newChronyd(nil)
		b.clock.seams = seams{readClocks: b.reading, disciplined: func() bool { return false }, random: func() float64 { return 0.5 },
			query: chronydQuery{b.reading, func(context.Context) (chrony.Tracking, error) {
				word := wordOf(time.Duration(offset.Load()))
				word.Updated = time.Now().UnixNano()
				return word, nil
			}}.run}
		b.clock.Start(Polling{}, b.log())
		for _, next := range []time.Duration{2 * time.Second, 2100 * time.Millisecond, -time.Second} {
			time.Sleep(10 * time.Minute)
			offset.Store(int64(next))
			time.Sleep(hostPollMin + time.Second)
			status := b.clock.Status()
			require.InDelta(t, int64(next), status.Offset, 1e6)
			require.Less(t, status.Bound, int64(15*time.Millisecond))
		}
		b.clock.Stop()
	})
}

func TestChronydWithoutAWord(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*chrony.Tracking)
		want  ntp.Rejection
	}{
		{"not synchronised", func(w *chrony.Tracking) { w.Leap = ntp.LeapUnknown }, ntp.Leap},
		{"stratum 16", func(w *chrony.Tracking) { w.Stratum = 16 }, ntp.Stratum},
		{"its own clock for reference", func(w *chrony.Tracking) { w.ReferenceID = localReference }, ntp.Leap},
		{"never synchronised", func(w *chrony.Tracking) { w.Stratum, w.ReferenceID = 0, 0 }, ntp.Leap},
		{"not synchronised for long", func(w *chrony.Tracking) { w.Leap, w.Updated = ntp.LeapUnknown, 0 }, ntp.Leap},
		{"not synchronised, at stratum 16", func(w *chrony.Tracking) { w.Leap, w.Stratum = ntp.LeapUnknown, 16 }, ntp.Leap},
		{"updated long ago", func(w *chrony.Tracking) { w.Updated -= int64(9 * 64 * time.Second) }, ntp.Stale},
		{"too far from its reference", func(w *chrony.Tracking) { w.RootDispersion = 2e9 }, ntp.Distance},
		{"updated within eight intervals", func(w *chrony.Tracking) { w.Updated -= int64(7 * 64 * time.Second) }, ntp.Accepted},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock := undisciplined(newChronyd(saying(func() chrony.Tracking {
				word := wordOf(time.Second)
				test.spoil(&word)
				return word
			})))
			clock.Start(Polling{}, testLog(t))
			begin := time.Now()
			require.Equal(t, test.want == ntp.Accepted, clock.WaitFirst(30*time.Second))
			require.Less(t, time.Since(begin), 10*time.Second, "there is nothing to wait for")
			status := clock.Status()
			clock.Stop()
			if test.want != ntp.Accepted {
				require.NotZero(t, status.Servers[0].Rejected[test.want], "%s", status.Servers[0].Verdict)
			}
		})
	}
}

// TestNoChronyd: where none runs nobody waits for it.
func TestNoChronyd(t *testing.T) {
	closed, err := net.ListenPacket("udp4", "127.0.0.1:0")
	require.NoError(t, err)
	closed.Close()
	clock := newChronyd(func(ctx context.Context) (chrony.Tracking, error) {
		return chrony.Ask(ctx, []string{closed.LocalAddr().String()})
	})
	clock.Start(Polling{}, testLog(t))
	begin := time.Now()
	require.False(t, clock.WaitFirst(30*time.Second))
	require.Less(t, time.Since(begin), 10*time.Second)
	clock.Stop()
	require.NotZero(t, clock.Status().Servers[0].Rejected[ntp.Network])
}

// TestKernelMovesNothing under any policy, and has the kernel's own bound.
func TestKernelMovesNothing(t *testing.T) {
	for _, correct := range []Correct{CorrectAuto, CorrectAlways, CorrectNever} {
		var synchronised atomic.Bool
		synchronised.Store(true)
		clock := NewKernel()
		clock.seams.query = kernelQuery{hostclock.Read, func() hostclock.Kernel { return hostclock.Kernel{Synchronised: synchronised.Load(), MaxError: 30e6} }}.run
		clock.seams.disciplined = synchronised.Load
		line := clock.Timeline(Policy{Correct: correct})
		clock.Start(Polling{}, testLog(t))
		require.True(t, clock.WaitFirst(5*time.Second))
		for range 100 {
			c := viewOf(line).Now()
			require.Zero(t, c.Offset)
			require.Zero(t, c.Would)
			require.NotEqual(t, timemap.Applied, c.Outcome)
			require.GreaterOrEqual(t, c.Bound, int64(30e6))
			require.LessOrEqual(t, c.Bound, int64(32e6))
		}
		synchronised.Store(false)
		clock.Tick()
		c := viewOf(line).Now()
		require.Zero(t, c.Offset, "nobody disciplines the clock now, which still moves nothing")
		clock.Stop()
	}
}

func TestKernelNotSynchronised(t *testing.T) {
	clock := NewKernel()
	clock.seams.query = kernelQuery{hostclock.Read, func() hostclock.Kernel { return hostclock.Kernel{} }}.run
	clock.Start(Polling{}, testLog(t))
	require.False(t, clock.WaitFirst(30*time.Second))
	status := clock.Status()
	clock.Stop()
	require.Equal(t, timemap.Unknown, status.State)
	require.NotZero(t, status.Servers[0].Rejected[ntp.Leap])
}

// FuzzChronydsWord: whatever chronyd says, nothing panics, and what is accepted as an exchange
// keeps the limits of one.
func FuzzChronydsWord(f *testing.F) {
	f.Add(uint32(0xc0000201), uint16(2), uint16(0), simStart, int64(time.Second), int64(20e6), int64(2e6), int64(64e9))
	f.Add(uint32(0), uint16(0), uint16(3), int64(0), int64(0), int64(-1), int64(-1), int64(-1))
	f.Fuzz(func(t *testing.T, reference uint32, stratum, leap uint16, updated, correction, delay, dispersion, interval int64) {
		const century = 100 * 365 * 24 * 3600 * int64(time.Second)
		word := chrony.Tracking{ReferenceID: reference, Stratum: stratum, Leap: leap, Updated: updated, Correction: correction % century,
			RootDelay: delay % century, RootDispersion: dispersion % century, UpdateInterval: interval % century}
		r := hostclock.Reading{Real: simStart, Raw: 1e12, Mono: 1e12, Boot: 1e12, Width: 300}
		later := hostclock.Reading{Real: simStart + 50_000, Raw: 1e12 + 50_000, Mono: 1e12 + 50_000, Boot: 1e12 + 50_000, Width: 300}
		o := observation{chronydExchange(&word, "chronyd", r, later), r, later}
		if !word.Stale(later.Real) && o.rejection() == ntp.Accepted {
			s := o.sample()
			require.LessOrEqual(t, (s.Delay+s.RootDelay)/2+s.RootDispersion, estimate.MaxDistance)
			require.True(t, s.RootDelay >= 0 && s.RootDispersion >= 0)
		}
	})
}
