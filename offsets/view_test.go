package offsets

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

func TestNoAllocations(t *testing.T) {
	s := newSimulation(50, time.Second, 3)
	s.clock.seams.readClocks = hostclock.Read
	line := s.clock.Timeline(Policy{})
	view := line.View()
	var sum int64
	require.Zero(t, testing.AllocsPerRun(1000, func() { view = line.View() }))

	s = newSimulation(50, time.Second, 3)
	line = s.clock.Timeline(Policy{})
	s.settle()
	s.step(-time.Minute)
	s.flow(1000)
	s.polls(3, 64*time.Second)
	view = line.View()
	require.Zero(t, testing.AllocsPerRun(1000, func() {
		now := view.HostNow()
		for _, host := range []int64{now, now - 1e9, now - 100e9, now - 1e12, now - 1e15, now + 1e15} {
			sum += view.Lookup(host).Offset
		}
		sum += view.TrueNow()
	}))
	require.NotZero(t, sum)
	require.Zero(t, testing.AllocsPerRun(1000, func() { sum += hostclock.Read().Real }))
}

// TestManyReaders runs views and lookups in several goroutines beside exchanges, steps and ticks:
// for the race detector, and each view must keep what it says.
func TestManyReaders(t *testing.T) {
	s := newSimulation(51, time.Second, 3)
	var world sync.Mutex // of the simulation, which is not made for goroutines
	s.clock.seams.readClocks = func() hostclock.Reading { world.Lock(); defer world.Unlock(); return s.reading() }
	line := s.clock.Timeline(Policy{})
	var done atomic.Bool
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for !done.Load() {
				view := line.View()
				host := view.HostNow() - 1e9
				first := view.Lookup(host)
				for range 50 {
					if view.Lookup(host) != first {
						t.Error("a view changed its mind")
					}
				}
				s.clock.Status()
				line.Segments()
			}
		})
	}
	flow := func(ns int64) { world.Lock(); defer world.Unlock(); s.flow(ns) }
	for i := range 300 {
		before := s.clock.seams.readClocks()
		e := ntp.Exchange{Server: "0", T1: before.Real, Stratum: 1}
		flow(10e6)
		e.T2, e.T3 = before.Real+10e6+1e9, before.Real+10e6+1e9
		flow(10e6)
		after := s.clock.seams.readClocks()
		e.T4 = after.Real
		s.clock.Add(e, before, after)
		s.clock.miss("1", ntp.NoReply)
		s.clock.miss("2", ntp.NoReply)
		flow(1e9)
		s.clock.Tick()
		if i%10 == 0 {
			world.Lock()
			s.step(time.Second)
			world.Unlock()
			flow(1e6)
		}
	}
	done.Store(true)
	readers.Wait()
	require.NotZero(t, line.Segments()[timemap.Stepped])
}

func benchmarkedView() timemap.View {
	s := newSimulation(52, time.Second, 4)
	s.clock.seams.readClocks = s.reading
	line := s.clock.Timeline(Policy{})
	s.settle()
	return line.View()
}

func BenchmarkLookupPresent(b *testing.B) {
	view := benchmarkedView()
	host := view.HostNow() - 1000
	for b.Loop() {
		view.Lookup(host)
	}
}

func BenchmarkLookupPast(b *testing.B) {
	view := benchmarkedView()
	host := view.HostNow() - 600e9
	for b.Loop() {
		view.Lookup(host)
	}
}

func BenchmarkLookupParallel(b *testing.B) {
	view := benchmarkedView()
	host := view.HostNow() - 1000
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			view.Lookup(host)
		}
	})
}

func BenchmarkView(b *testing.B) {
	clock := NewClock([]string{"192.0.2.1"})
	line := clock.Timeline(Policy{})
	for b.Loop() {
		line.View()
	}
}

func BenchmarkReadClocks(b *testing.B) {
	for b.Loop() {
		hostclock.Read()
	}
}

func BenchmarkOneClockBySystemCall(b *testing.B) {
	for b.Loop() {
		systemCall()
	}
}

// systemCall reads the host clock by clock_gettime.
func systemCall() int64 {
	var at unix.Timespec
	if unix.ClockGettime(unix.CLOCK_REALTIME, &at) != nil {
		return 0
	}
	return at.Nano()
}
