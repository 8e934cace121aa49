package offsets

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestManualCorrection: a window overrides what was measured, and speaks where nothing was.
func TestManualCorrection(t *testing.T) {
	for _, correct := range []Correct{CorrectAlways, CorrectNever} {
		s := newSimulation(80, time.Second, 3)
		line := s.clock.Timeline(Policy{Correct: correct})
		s.settle()
		view := line.View()
		now := view.HostNow()
		view.Override(Corrections{{100, 200, 7}, {now - 100e9, now - 50e9, -3e9}, {now - 50e9, now - 40e9, 0}})
		measured := line.View()
		for _, h := range []int64{99, 200, now - 100e9 - 1, now - 40e9, now} {
			require.Equal(t, measured.Lookup(h), view.Lookup(h))
		}
		c := view.Lookup(now - 100e9)
		want := Correction{Offset: -3e9, Would: -3e9, State: Manual, Outcome: Applied, Segment: firstManual - 1}
		if correct == CorrectNever {
			want.Offset, want.Outcome = 0, DryRun
		}
		require.Equal(t, want, c)
		require.Equal(t, int64(7), view.Lookup(100).Would)
		require.Equal(t, int64(7), view.Lookup(199).Would)
		require.Zero(t, view.Lookup(now-50e9).Would)
		require.NotEqual(t, UnknownPast, view.Lookup(100).Outcome)
	}
	view := NewClock(nil).Timeline(Policy{}).View()
	view.Override(Corrections{{0, 1 << 62, 5}})
	require.Equal(t, int64(5), view.Now().Offset, "without any server")
	require.Equal(t, view.HostNow()+5, view.TrueNow())
	fixed := NewFixed(time.Second).Timeline(Policy{}).View()
	fixed.Override(Corrections{{0, 10, 5}})
	require.Equal(t, int64(5), fixed.Lookup(9).Offset)
	require.Equal(t, int64(time.Second), fixed.Lookup(10).Offset)
}

// TestWindowSearch compares the search with a plain walk over all windows.
func TestWindowSearch(t *testing.T) {
	random := rand.New(rand.NewPCG(81, 1))
	for range 200 {
		var windows Corrections
		for at := int64(0); len(windows) < random.IntN(8); {
			from := at + random.Int64N(3)
			at = from + 1 + random.Int64N(4)
			windows = append(windows, Window{from, at, random.Int64N(100)})
		}
		for h := int64(-2); h < 60; h++ {
			c, ok := windows.lookup(h)
			walked := false
			for _, w := range windows {
				if w.From <= h && h < w.To {
					walked = true
					require.Equal(t, w.Offset, c.Offset)
				}
			}
			require.Equal(t, walked, ok)
		}
	}
	windows := Corrections{{1, 2, 3}, {4, 5, 6}}
	require.Zero(t, testing.AllocsPerRun(100, func() { windows.lookup(4) }))
}
