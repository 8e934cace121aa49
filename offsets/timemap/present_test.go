package timemap

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// given is the view of a map of one offset for all times.
func given(offset int64, at Moment) View {
	var m Map
	m.Give(Point{Offset: offset, State: Fixed, Outcome: Applied})
	at.Given = true
	return m.View(at)
}

func TestNothingAtHand(t *testing.T) {
	never := given(1e9, Moment{Now: 1e18, DryRun: true})
	require.False(t, never.present.holds(never.HostNow()))
	var empty Map
	unmeasured := empty.View(Moment{Now: 1e18})
	require.False(t, unmeasured.present.holds(unmeasured.HostNow()))
}

// TestFixedAtHand: a given offset is that of all times.
func TestFixedAtHand(t *testing.T) {
	view := given(1e9, Moment{Now: 1e18})
	for _, host := range []int64{math.MinInt64, -1, 0, view.HostNow(), view.HostNow() + 1, math.MaxInt64} {
		require.True(t, view.present.holds(host))
		require.Equal(t, view.lookup(host), view.Lookup(host))
		require.EqualValues(t, 1e9, view.Lookup(host).Offset)
	}
}
