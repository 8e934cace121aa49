package offsets

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/timemap"
)

func TestLiars(t *testing.T) {
	const ms = int64(time.Millisecond)
	tests := []struct {
		name   string
		errors []int64 // of each server's clock, ns
		agree  int     // 0: no majority
	}{
		{"one of three", []int64{0, 0, 1000 * ms}, 2},
		{"two of five", []int64{0, 0, 0, 1000 * ms, 2000 * ms}, 3},
		{"two of five, colluding", []int64{0, 1000 * ms, 0, 1000 * ms, 0}, 3},
		{"one of four by 50 ms", []int64{0, -50 * ms, 0, 0}, 3},
		{"two disagree", []int64{0, 1000 * ms}, 0},
		{"three of five", []int64{0, 0, 1000 * ms, 2000 * ms, 3000 * ms}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSimulation(20, 2500*time.Millisecond, len(test.errors))
			for i, err := range test.errors {
				s.servers[i].err = constant(err)
			}
			line := s.clock.Timeline(Policy{Correct: CorrectAlways})
			for range 50 {
				s.poll(64 * time.Second)
				if test.agree > 0 {
					requireRight(t, s, line, 2*normalError)
				} else {
					require.Equal(t, timemap.Unsynced, viewOf(line).Now().Outcome)
				}
			}
			status := s.clock.Status()
			require.Equal(t, test.agree, status.Agree)
			for i, server := range status.Servers {
				want := "agrees"
				switch {
				case test.agree == 0:
					want = "no majority"
				case test.errors[i] != 0:
					want = "falseticker"
				}
				require.Equal(t, want, server.Verdict, "server %d", i)
			}
		})
	}
}

// TestFastLiarAtTheStart: the first answer alone is no majority while others are awaited, but is
// once they have failed.
func TestFastLiarAtTheStart(t *testing.T) {
	s := newSimulation(21, time.Second, 3)
	line := s.clock.Timeline(Policy{})
	s.servers[0].err = constant(int64(time.Second))
	s.ask(0, nil)
	require.Equal(t, timemap.Unsynced, viewOf(line).Now().Outcome)
	s.ask(1, nil)
	require.Equal(t, timemap.Unsynced, viewOf(line).Now().Outcome)
	require.False(t, s.clock.WaitFirst(0))
	s.ask(2, nil)
	requireRight(t, s, line, 2*normalError)
	require.True(t, s.clock.WaitFirst(0))

	lonely := newSimulation(21, time.Second, 3)
	line = lonely.clock.Timeline(Policy{})
	lonely.servers[1].silent, lonely.servers[2].silent = true, true
	lonely.poll(time.Second)
	c := requireRight(t, lonely, line, 2*normalError)
	require.Equal(t, 1, lonely.clock.Status().Agree)
	require.Equal(t, timemap.Synced, c.State)
}

func TestFirstWaitsForMinSources(t *testing.T) {
	s := newSimulation(22, time.Second, 3)
	line := s.clock.Timeline(Policy{MinSources: 3})
	s.ask(0, nil)
	s.ask(1, nil)
	require.Equal(t, timemap.Unsynced, viewOf(line).Now().Outcome)
	require.False(t, s.clock.WaitFirst(0))
	s.ask(2, nil)
	require.True(t, s.clock.WaitFirst(0))
	require.Equal(t, timemap.Applied, viewOf(line).Now().Outcome)
}

// TestMajorityNeverThere: nothing is corrected. Lost later, the last line is carried on:
// TestMajorityLater.
func TestMajorityNeverThere(t *testing.T) {
	s := newSimulation(23, time.Second, 2)
	s.servers[1].err = constant(int64(time.Second))
	line := s.clock.Timeline(Policy{Correct: CorrectAlways})
	s.settle()
	require.Equal(t, timemap.Unknown, s.clock.Status().State)
	require.Equal(t, timemap.Opened{}, line.Segments())
}

func TestMajorityLater(t *testing.T) {
	s := newSimulation(24, time.Second, 3)
	line := s.clock.Timeline(Policy{})
	s.settle()
	s.servers[0].err, s.servers[1].err = constant(3e9), constant(-3e9)
	for i := range s.clock.pool.associations { // as after a restart of all three: only what they say now counts
		s.clock.pool.associations[i].estimator.Drop(math.MaxInt64)
	}
	s.polls(3, 64*time.Second)
	c := requireRight(t, s, line, 3*normalError)
	require.Equal(t, timemap.Holdover, c.State)
}

// TestServerSteps: a server that starts to lie is outvoted within two polls and moves nothing.
func TestServerSteps(t *testing.T) {
	s := newSimulation(25, time.Second, 3)
	line := s.clock.Timeline(Policy{})
	s.settle()
	s.servers[2].err = constant(int64(time.Second))
	for range 30 {
		s.poll(64 * time.Second)
		requireRight(t, s, line, 2*normalError)
	}
	require.Equal(t, "falseticker", s.clock.Status().Servers[2].Verdict)
	require.Equal(t, timemap.Opened{timemap.First: 1}, line.Segments())
}

// TestPausedMachine: all clocks of the host stood still for 40 s and no clock of it knows. Two
// samples are needed to believe each server and two polls to believe their majority; then a new
// segment begins.
func TestPausedMachine(t *testing.T) {
	s := newSimulation(26, time.Second, 3)
	line := s.clock.Timeline(Policy{})
	s.settle()
	s.now += int64(40 * time.Second)
	s.ticked = s.now
	s.polls(2, 64*time.Second)
	s.polls(3, 2*time.Second) // the burst that the contradiction asks for
	requireRight(t, s, line, 2*normalError)
	require.Equal(t, timemap.Opened{timemap.First: 1, timemap.Jump: 1}, line.Segments())
}

// TestHostKept: on a host that the kernel calls synchronised instants move only when three servers
// prove it wrong.
func TestHostKept(t *testing.T) {
	tests := []struct {
		name    string
		offset  time.Duration
		servers int
		want    timemap.Outcome
	}{
		{"right", 2 * time.Millisecond, 3, timemap.HostKept},
		{"wrong, three say so", 100 * time.Millisecond, 3, timemap.Applied},
		{"wrong, two say so", 100 * time.Millisecond, 2, timemap.HostKept},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSimulation(27, test.offset, test.servers)
			s.speed = 0
			s.kernel = true
			line := s.clock.Timeline(Policy{})
			s.pass(time.Second)
			s.poll(64 * time.Second)
			c := viewOf(line).Now()
			require.Equal(t, timemap.HostKept, c.Outcome, "after one poll")
			require.Zero(t, c.Offset)
			s.polls(5, 64*time.Second)
			c = viewOf(line).Now()
			require.Equal(t, test.want, c.Outcome)
			require.LessOrEqual(t, abs(c.Offset-s.truth()), c.Bound)
			require.Equal(t, timemap.Opened{timemap.First: 1}, line.Segments(), "100 ms are slewed")
			require.Equal(t, CorrectAlways, s.clock.Timeline(Policy{Correct: CorrectAlways}).policy.Correct)
			require.Equal(t, timemap.Applied, viewOf(s.clock.Timeline(Policy{Correct: CorrectAlways})).Now().Outcome)
		})
	}
}

// TestHostKeptAgain: once the host clock is right again for eight polls its time is kept again.
func TestHostKeptAgain(t *testing.T) {
	s := newSimulation(28, 100*time.Millisecond, 3)
	s.speed = 0
	s.kernel = true
	line := s.clock.Timeline(Policy{})
	s.pass(time.Second)
	s.polls(6, 64*time.Second)
	requireRight(t, s, line, normalError)
	s.step(100 * time.Millisecond)
	s.flow(1000)
	s.polls(pollsToEnd-1, 64*time.Second)
	require.Equal(t, timemap.Applied, viewOf(line).Now().Outcome)
	s.polls(2, 64*time.Second)
	c := viewOf(line).Now()
	require.Equal(t, timemap.HostKept, c.Outcome)
	require.Zero(t, c.Offset)
}

// TestSlewLimit: what is applied changes by at most 5 ms per second of host time while the host
// clock itself runs evenly.
func TestSlewLimit(t *testing.T) {
	s := newSimulation(29, 200*time.Millisecond, 3)
	s.speed = 0
	s.kernel = true
	line := s.clock.Timeline(Policy{})
	s.pass(time.Second)
	start := s.reading().Real
	for i := range 40 {
		s.kernel = i/10%2 == 0
		s.poll(64 * time.Second)
	}
	require.Equal(t, timemap.Opened{timemap.First: 1}, line.Segments())
	view := line.View()
	seen := map[timemap.Outcome]bool{}
	for h := start; h < view.HostNow()-1e9; h += 1e9 {
		here, there := view.Lookup(h), view.Lookup(h+1e9)
		require.LessOrEqual(t, abs(there.Offset-here.Offset), int64(5_010_000), "5 ms and 10 ppm of the oscillator")
		seen[here.Outcome] = true
	}
	require.True(t, seen[timemap.HostKept] && seen[timemap.Applied])
}

func TestMaxCorrection(t *testing.T) {
	tests := []struct {
		name    string
		offset  time.Duration
		servers int
		policy  Policy
		want    timemap.Outcome
	}{
		{"two servers, half an hour", 30 * time.Minute, 2, Policy{}, timemap.Applied},
		{"two servers, two hours", 2 * time.Hour, 2, Policy{}, timemap.Unsynced},
		{"three servers, fifty years", 50 * 365 * 24 * time.Hour, 3, Policy{}, timemap.Applied},
		{"three servers, fifty years back", -50 * 365 * 24 * time.Hour, 3, Policy{}, timemap.Applied},
		{"three servers, over the limit", -time.Minute, 3, Policy{MaxCorrection: time.Second}, timemap.Unsynced},
		{"min_sources", time.Second, 2, Policy{MinSources: 3}, timemap.Unsynced},
		{"max_error", time.Second, 3, Policy{MaxError: 5 * time.Millisecond}, timemap.Unsynced},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSimulation(30, test.offset, test.servers)
			line := s.clock.Timeline(test.policy)
			s.settle()
			if test.want == timemap.Applied {
				requireRight(t, s, line, normalError)
				return
			}
			c := viewOf(line).Now()
			require.Equal(t, test.want, c.Outcome)
			require.Zero(t, c.Offset)
		})
	}
}

// TestStepBeyondMaxCorrection: not one record after the step gets the forbidden correction.
func TestStepBeyondMaxCorrection(t *testing.T) {
	s := newSimulation(31, time.Second, 3)
	line := s.clock.Timeline(Policy{MaxCorrection: time.Minute})
	s.settle()
	s.step(time.Hour)
	s.flow(1000)
	c := viewOf(line).Now()
	require.Equal(t, timemap.Unsynced, c.Outcome)
	require.Zero(t, c.Offset)
	s.step(-time.Hour)
	s.flow(1000)
	requireRight(t, s, line, normalError)
}

// TestFarDrift: an oscillator far worse than any crystal should be is followed nevertheless, on a
// path so short that every sample contradicts a line of the usual rates.
func TestFarDrift(t *testing.T) {
	s := newSimulation(31, 2500*time.Millisecond, 3)
	s.speed = -500e-6
	for i := range s.servers {
		s.servers[i].up, s.servers[i].down = s.delay(20e3, 5e3), s.delay(20e3, 5e3)
	}
	line := s.clock.Timeline(Policy{Correct: CorrectAlways})
	for range 4 {
		s.poll(2 * time.Second)
	}
	for range 40 {
		s.poll(16 * time.Second)
		view := line.View()
		require.LessOrEqual(t, abs(view.TrueNow()-s.now), view.Now().Bound)
	}
	status := s.clock.Status()
	require.Equal(t, timemap.Synced, status.State)
	require.Equal(t, 3, status.Agree)
	require.InDelta(t, 500, status.FrequencyPPM, 5)
	require.True(t, s.clock.drifting, "it was said")
	view := line.View()
	require.LessOrEqual(t, abs(view.TrueNow()-s.now), int64(200_000))
}

// TestNearLiarIsNamed: a server wrong by less than the round trip is found, said, and moves
// nothing.
func TestNearLiarIsNamed(t *testing.T) {
	s := newSimulation(33, time.Second, 4)
	line := s.clock.Timeline(Policy{})
	s.servers[2].err = constant(-5e6)
	s.settle()
	requireRight(t, s, line, normalError)
	require.Equal(t, "outlier", s.clock.Status().Servers[2].Verdict)
	require.Equal(t, 3, s.clock.Status().Agree)
}
