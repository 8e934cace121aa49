package offsets

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/timemap"
)

// normalError is what the map of a settled simulation is off by at most, ns: 10 ms + exp 1 ms
// paths, slewing done.
const normalError = 1_500_000

// requireRight checks the present correction against the truth and against its own bound.
func requireRight(t *testing.T, s *simulation, line *Timeline, within int64) timemap.Correction {
	t.Helper()
	view := line.View()
	c := view.Lookup(s.reading().Real)
	miss := abs(c.Offset - s.truth())
	require.Equal(t, timemap.Applied, c.Outcome)
	require.LessOrEqual(t, miss, within, "off by %s", time.Duration(miss))
	require.LessOrEqual(t, miss, c.Bound)
	return c
}

func TestDriftingClock(t *testing.T) {
	s := newSimulation(1, 2500*time.Millisecond, 3)
	line := s.clock.Timeline(Policy{})
	s.settle()
	for range 100 {
		s.pass(7 * time.Second)
		requireRight(t, s, line, normalError)
		s.poll(57 * time.Second)
	}
	status := s.clock.Status()
	require.InDelta(t, -12, status.FrequencyPPM, 1)
	require.Equal(t, timemap.Synced, status.State)
	require.Equal(t, 3, status.Agree)
	require.Equal(t, timemap.Opened{timemap.First: 1}, line.Segments())
}

// TestExternalStep: the first record after a step of the host clock is as right as those before it.
func TestExternalStep(t *testing.T) {
	for _, size := range []time.Duration{time.Millisecond, 200 * time.Millisecond, 5 * time.Second, 100 * time.Second, 10_000 * time.Second} {
		for _, step := range []time.Duration{size, -size} {
			t.Run(step.String(), func(t *testing.T) {
				s := newSimulation(2, 2500*time.Millisecond, 3)
				line := s.clock.Timeline(Policy{})
				s.settle()
				before := requireRight(t, s, line, normalError)
				s.pass(300 * time.Millisecond)
				s.step(step)
				s.flow(1000)
				after := requireRight(t, s, line, normalError)
				require.Equal(t, before.Segment+1, after.Segment)
				require.InDelta(t, before.Offset-int64(step), after.Offset, 50_000)
				require.EqualValues(t, 1, line.Segments()[timemap.Stepped])
				s.poll(64 * time.Second)
				requireRight(t, s, line, normalError)
			})
		}
	}
}

func TestStepsEvery500Seconds(t *testing.T) {
	s := newSimulation(3, -time.Second, 4)
	line := s.clock.Timeline(Policy{})
	s.settle()
	for i := range 40 {
		step := time.Duration(s.random.Int64N(int64(20*time.Second))) - 10*time.Second
		s.step(step)
		s.flow(1000)
		requireRight(t, s, line, normalError)
		s.polls(7, 64*time.Second)
		s.pass(time.Duration(s.random.Int64N(int64(52 * time.Second))))
		requireRight(t, s, line, normalError)
		require.EqualValues(t, i+1, line.Segments()[timemap.Stepped])
	}
}

func TestForeignSlewIsFollowed(t *testing.T) {
	for _, slew := range []float64{500e-6, -500e-6, 0.08, -0.08} {
		t.Run(fmt.Sprint(slew), func(t *testing.T) {
			s := newSimulation(4, 3*time.Second, 3)
			line := s.clock.Timeline(Policy{})
			s.settle()
			s.slew = slew
			for range 200 {
				s.pass(time.Duration(s.random.Int64N(int64(700 * time.Millisecond))))
				requireRight(t, s, line, normalError)
			}
			require.Equal(t, timemap.Opened{timemap.First: 1}, line.Segments())
			_, current := line.segments.Segments()
			require.Less(t, len(current.Knots), 2000)
		})
	}
}

// TestSlewWhileNobodyWatched: between two readings far apart the host clock may have run unevenly;
// the bound says so.
func TestSlewWhileNobodyWatched(t *testing.T) {
	s := newSimulation(15, 3*time.Second, 3)
	line := s.clock.Timeline(Policy{})
	s.settle()
	s.slew = 0.08
	s.flow(100e9)
	s.slew = 0
	host, truth := s.reading().Real, s.truth()
	s.flow(100e9)
	requireRight(t, s, line, normalError)
	c := viewOf(line).Lookup(host)
	require.Greater(t, abs(c.Offset-truth), int64(time.Second))
	require.LessOrEqual(t, abs(c.Offset-truth), c.Bound)
}

func TestSuspend(t *testing.T) {
	s := newSimulation(5, 2500*time.Millisecond, 3)
	line := s.clock.Timeline(Policy{})
	s.settle()
	asleep := s.reading().Real
	kept := viewOf(line).Lookup(asleep)
	s.pass(time.Second)
	s.suspend(time.Hour, 400*time.Millisecond)
	view := line.View()
	c := view.Now()
	require.Equal(t, timemap.Unsynced, c.Outcome)
	require.Equal(t, timemap.Disrupted, c.State)
	require.Equal(t, timemap.Disrupted, s.clock.Status().State)
	require.Equal(t, kept, view.Lookup(asleep))
	s.pass(3 * time.Second)
	unmeasured := s.reading().Real
	s.pass(3 * time.Second)
	awake := s.truth()
	s.polls(4, 2*time.Second)
	requireRight(t, s, line, 2*normalError)
	require.Equal(t, timemap.Opened{timemap.First: 1, timemap.Suspend: 1}, line.Segments())
	view = line.View()
	require.Equal(t, kept, view.Lookup(asleep))
	require.InDelta(t, awake, view.Lookup(unmeasured).Offset, 2*normalError)
}

func viewOf(t *Timeline) *timemap.View {
	view := t.View()
	return &view
}

func TestMajorityLostAndRegained(t *testing.T) {
	for _, offset := range []time.Duration{-100 * time.Millisecond, 20 * time.Second} {
		t.Run(offset.String(), func(t *testing.T) {
			s := newSimulation(11, offset, 3)
			line := s.clock.Timeline(Policy{MaxError: 100 * time.Millisecond})
			s.settle()
			for i := range s.servers {
				s.servers[i].silent = true
			}
			s.polls(9, 64*time.Second)
			c := requireRight(t, s, line, 3*normalError)
			require.Equal(t, timemap.Holdover, c.State)
			s.pass(30 * time.Minute)
			requireRight(t, s, line, 5*normalError)
			s.pass(2 * time.Hour) // 15 ppm of it are 108 ms: the bound is too large now
			c = viewOf(line).Now()
			require.Equal(t, timemap.Unsynced, c.Outcome)
			require.Equal(t, timemap.Unknown, c.State)
			require.Zero(t, c.Offset)
			for i := range s.servers {
				s.servers[i].silent = false
			}
			s.polls(4, 20*time.Second)
			c = requireRight(t, s, line, normalError)
			require.Equal(t, timemap.Synced, c.State)
			want := timemap.Opened{timemap.First: 1}
			if offset > 250*time.Millisecond {
				want = timemap.Opened{timemap.First: 1, timemap.Lost: 1, timemap.Regained: 1}
			}
			require.Equal(t, want, line.Segments())
		})
	}
}

func TestDryRun(t *testing.T) {
	s := newSimulation(12, 2500*time.Millisecond, 3)
	s.kernel = true
	line := s.clock.Timeline(Policy{Correct: CorrectNever})
	require.Equal(t, timemap.Unsynced, viewOf(line).Now().Outcome)
	s.settle()
	view := line.View()
	c := view.Now()
	require.Equal(t, timemap.DryRun, c.Outcome)
	require.Zero(t, c.Offset)
	require.InDelta(t, s.truth(), c.Would, normalError)
	require.Equal(t, view.HostNow(), view.TrueNow())
}

func TestFixedOffset(t *testing.T) {
	for _, offset := range []time.Duration{0, 2500 * time.Millisecond, -50 * 365 * 24 * time.Hour} {
		clock := NewFixed(offset)
		clock.Start(Polling{}, Log{})
		require.True(t, clock.WaitFirst(0))
		view := clock.Timeline(Policy{}).View()
		for _, host := range []int64{0, 1e18, view.HostNow(), view.HostNow() + 1e18} {
			want := timemap.Correction{Offset: int64(offset), Would: int64(offset), State: timemap.Fixed, Outcome: timemap.Applied, Segment: 1}
			require.Equal(t, want, view.Lookup(host))
		}
		require.Equal(t, view.HostNow()+int64(offset), view.TrueNow())
		require.Equal(t, int64(offset), clock.Status().Offset)
		clock.Stop()
	}
}

func TestWithoutServers(t *testing.T) {
	clock := NewClock(nil)
	clock.Start(Polling{}, Log{})
	defer clock.Stop()
	require.False(t, clock.WaitFirst(time.Hour))
	view := clock.Timeline(Policy{}).View()
	require.Equal(t, timemap.Correction{Bound: timemap.Unbounded}, view.Now())
	require.Equal(t, view.HostNow(), view.TrueNow())
}

// TestSecondPolicy: a timeline made later covers what the clock watched before.
func TestSecondPolicy(t *testing.T) {
	s := newSimulation(13, 2500*time.Millisecond, 3)
	first := s.clock.Timeline(Policy{})
	require.Same(t, first, s.clock.Timeline(Policy{MinSources: 1, MaxError: time.Second}))
	s.settle()
	host, truth := s.reading().Real, s.truth()
	s.pass(time.Minute)
	second := s.clock.Timeline(Policy{Correct: CorrectAlways})
	require.NotSame(t, first, second)
	c := viewOf(second).Lookup(host)
	require.Equal(t, timemap.Applied, c.Outcome)
	require.InDelta(t, truth, c.Offset, normalError)
}
