package offsets

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/timemap"
)

// TestManualCorrection: a window overrides what was measured, and speaks where nothing was.
func TestManualCorrection(t *testing.T) {
	for _, correct := range []Correct{CorrectAlways, CorrectNever} {
		s := newSimulation(80, time.Second, 3)
		line := s.clock.Timeline(Policy{Correct: correct})
		s.settle()
		view := line.View()
		now := view.HostNow()
		view.Override(timemap.Corrections{{From: 100, To: 200, Offset: 7}, {From: now - 100e9, To: now - 50e9, Offset: -3e9}, {From: now - 50e9, To: now - 40e9, Offset: 0}})
		measured := line.View()
		for _, h := range []int64{99, 200, now - 100e9 - 1, now - 40e9, now} {
			require.Equal(t, measured.Lookup(h), view.Lookup(h))
		}
		c := view.Lookup(now - 100e9)
		want := timemap.Correction{Offset: -3e9, Would: -3e9, State: timemap.Manual, Outcome: timemap.Applied, Segment: math.MaxUint32 - 1}
		if correct == CorrectNever {
			want.Offset, want.Outcome = 0, timemap.DryRun
		}
		require.Equal(t, want, c)
		require.Equal(t, int64(7), view.Lookup(100).Would)
		require.Equal(t, int64(7), view.Lookup(199).Would)
		require.Zero(t, view.Lookup(now-50e9).Would)
		require.NotEqual(t, timemap.UnknownPast, view.Lookup(100).Outcome)
	}
	view := NewClock(nil).Timeline(Policy{}).View()
	view.Override(timemap.Corrections{{From: 0, To: 1 << 62, Offset: 5}})
	require.Equal(t, int64(5), view.Now().Offset, "without any server")
	require.Equal(t, view.HostNow()+5, view.TrueNow())
	fixed := NewFixed(time.Second).Timeline(Policy{}).View()
	fixed.Override(timemap.Corrections{{From: 0, To: 10, Offset: 5}})
	require.Equal(t, int64(5), fixed.Lookup(9).Offset)
	require.Equal(t, int64(time.Second), fixed.Lookup(10).Offset)
}
