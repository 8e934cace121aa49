package offsets

import (
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/hostclock"
	"timesync/offsets/timemap"
)

// TestChronydsWord is taken with its bound, once chronyd is fit to give one.
func TestChronydsWord(t *testing.T) {
	clock := undisciplined(newChronyd([]string{chronydStandIn(t, func() tracking { return wordOf(2500 * time.Millisecond) })}))
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

func TestChronydWithoutAWord(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*tracking)
		want  Rejection
	}{
		{"not synchronised", func(w *tracking) { w.leap = leapUnknown }, Leap},
		{"stratum 16", func(w *tracking) { w.stratum = 16 }, Stratum},
		{"its own clock for reference", func(w *tracking) { w.referenceID = localReference }, Leap},
		{"never synchronised", func(w *tracking) { w.stratum, w.referenceID = 0, 0 }, Leap},
		{"updated long ago", func(w *tracking) { w.updated -= int64(9 * 64 * time.Second) }, Stale},
		{"too far from its reference", func(w *tracking) { w.rootDispersion = 2e9 }, Distance},
		{"updated within eight intervals", func(w *tracking) { w.updated -= int64(7 * 64 * time.Second) }, accepted},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock := undisciplined(newChronyd([]string{chronydStandIn(t, func() tracking {
				word := wordOf(time.Second)
				test.spoil(&word)
				return word
			})}))
			clock.Start(Polling{}, testLog(t))
			begin := time.Now()
			require.Equal(t, test.want == accepted, clock.WaitFirst(30*time.Second))
			require.Less(t, time.Since(begin), 10*time.Second, "there is nothing to wait for")
			status := clock.Status()
			clock.Stop()
			if test.want != accepted {
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
	clock := newChronyd([]string{closed.LocalAddr().String()})
	clock.Start(Polling{}, testLog(t))
	begin := time.Now()
	require.False(t, clock.WaitFirst(30*time.Second))
	require.Less(t, time.Since(begin), 10*time.Second)
	clock.Stop()
	require.NotZero(t, clock.Status().Servers[0].Rejected[Network])
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
		clock.tick()
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
	require.NotZero(t, status.Servers[0].Rejected[Leap])
}
