package offsets

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/timemap"
)

// TestWatchedBeforeMeasured: time that was watched gets the first measurement backwards, through
// the host's slews.
func TestWatchedBeforeMeasured(t *testing.T) {
	s := newSimulation(6, -40*time.Second, 3)
	line := s.clock.Timeline(Policy{})
	s.slew = 500e-6
	type instant struct{ host, truth int64 }
	var watched []instant
	for range 300 {
		s.pass(time.Second)
		watched = append(watched, instant{s.reading().Real, s.truth()})
		require.Equal(t, timemap.Unsynced, viewOf(line).Now().Outcome)
	}
	s.slew = 0
	s.settle()
	view := line.View()
	for _, w := range watched {
		c := view.Lookup(w.host)
		require.Equal(t, timemap.Applied, c.Outcome)
		require.LessOrEqual(t, abs(c.Offset-w.truth), c.Bound)
		require.InDelta(t, w.truth, c.Offset, 35e6) // first sample: 100 ppm over 300 s
	}
}

func TestBeforeTheWatch(t *testing.T) {
	tests := []struct {
		name   string
		policy Policy
		age    time.Duration
		step   bool
		want   timemap.Outcome
	}{
		{"carried back", Policy{}, 9 * time.Minute, false, timemap.Applied},
		{"too old", Policy{}, 11 * time.Minute, false, timemap.UnknownPast},
		{"holdover off", Policy{BacklogHoldover: -1}, time.Second, false, timemap.UnknownPast},
		{"longer holdover", Policy{BacklogHoldover: time.Hour}, 59 * time.Minute, false, timemap.Applied},
		{"a step while unmeasured limits it", Policy{}, time.Minute, true, timemap.UnknownPast},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSimulation(7, time.Second, 3)
			line := s.clock.Timeline(test.policy)
			s.pass(time.Second)
			begin := s.clock.watch.toRaw.Start
			if test.step {
				s.step(5 * time.Second)
				s.pass(time.Second)
				begin = s.clock.watch.toRaw.Start
			}
			s.settle()
			view := line.View()
			c, first := view.Lookup(begin-int64(test.age)), view.Lookup(begin)
			require.Equal(t, test.want, c.Outcome)
			if test.want == timemap.Applied {
				require.Equal(t, first.Offset, c.Offset)
				require.Equal(t, first.Bound+int64(test.age)/2000, c.Bound)
			} else {
				require.Zero(t, c.Offset)
			}
		})
	}
}

// TestBackwardStepIsAmbiguous: the host clock shows 100 s twice; the newer reading wins and the
// bound covers both.
func TestBackwardStepIsAmbiguous(t *testing.T) {
	s := newSimulation(8, time.Second, 3)
	line := s.clock.Timeline(Policy{})
	s.settle()
	shown := s.reading().Real
	old := viewOf(line).Lookup(shown)
	s.pass(30 * time.Second)
	s.step(-100 * time.Second)
	s.pass(time.Second)
	require.Equal(t, old, viewOf(line).Lookup(shown), "not shown again yet")
	s.pass(99 * time.Second)
	c := viewOf(line).Lookup(shown)
	require.True(t, c.Ambiguous)
	require.NotEqual(t, old.Segment, c.Segment)
	require.InDelta(t, old.Offset+int64(100*time.Second), c.Offset, normalError)
	require.GreaterOrEqual(t, c.Bound, int64(100*time.Second))
}

func TestForwardStepLeavesAGap(t *testing.T) {
	s := newSimulation(9, time.Second, 3)
	line := s.clock.Timeline(Policy{})
	s.settle()
	before := viewOf(line).Now()
	shown := s.reading().Real
	s.pass(time.Second)
	s.step(100 * time.Second)
	s.pass(time.Second)
	c := viewOf(line).Lookup(shown + int64(20*time.Second))
	require.True(t, c.Ambiguous)
	require.Equal(t, before.Segment, c.Segment)
	require.GreaterOrEqual(t, c.Bound, int64(99*time.Second))
	c = viewOf(line).Lookup(shown + int64(90*time.Second))
	require.Equal(t, before.Segment+1, c.Segment)
}

// TestLaterThanNow: such a stamp gets the present correction and fixes nothing.
func TestLaterThanNow(t *testing.T) {
	s := newSimulation(10, time.Second, 3)
	line := s.clock.Timeline(Policy{})
	s.settle()
	decade := s.reading().Real + int64(10*365*24*time.Hour)
	view := line.View()
	require.Equal(t, view.Now().Offset, view.Lookup(decade).Offset)
	s.pass(10 * time.Second)
	requireRight(t, s, line, normalError)
}

// TestSleptBeforeMeasured: a suspend that voids nothing is no reason for a segment.
func TestSleptBeforeMeasured(t *testing.T) {
	s := newSimulation(14, time.Second, 3)
	line := s.clock.Timeline(Policy{})
	s.pass(time.Minute)
	s.suspend(time.Hour, 0)
	s.flow(1000)
	require.Equal(t, timemap.Disrupted, viewOf(line).Now().State)
	s.settle()
	requireRight(t, s, line, normalError)
	require.Equal(t, timemap.Opened{timemap.First: 1}, line.Segments())
	require.Equal(t, timemap.UnknownPast, viewOf(line).Lookup(s.clock.watch.toRaw.Start-int64(30*time.Minute)).Outcome)
}
