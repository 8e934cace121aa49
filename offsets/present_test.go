package offsets

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestPresentAgreesWithTheMap: what is answered at hand is what the search through the whole map gives, ambiguity included.
func TestPresentAgreesWithTheMap(t *testing.T) {
	handy, whole := 0, 0
	for seed := uint64(1); seed <= 12; seed++ {
		policy := []Policy{{}, {Correct: CorrectAlways}, {Correct: CorrectNever}}[seed%3]
		run := newOrderRun(t, seed, policy)
		for range 60 {
			run.act()
			view := run.line.View()
			for range 50 {
				host := view.HostNow() + run.random.Int64N(int64(time.Minute)) - int64(50*time.Second)
				if run.random.IntN(2) == 0 && view.measured() {
					host = view.present.from + run.random.Int64N(2001) - 1000
				}
				if !view.present.holds(host) {
					whole++
					continue
				}
				handy++
				require.Equal(t, view.lookup(host), view.Lookup(host), "seed %d, instant %d", seed, host)
			}
		}
	}
	require.NotZero(t, handy)
	require.NotZero(t, whole)
}

func TestNothingAtHand(t *testing.T) {
	never := NewFixed(time.Second).Timeline(Policy{Correct: CorrectNever}).View()
	require.False(t, never.present.holds(never.HostNow()))
	unmeasured := NewClock(nil).Timeline(Policy{}).View()
	require.False(t, unmeasured.present.holds(unmeasured.HostNow()))
}

// TestFixedAtHand: a given offset is that of all times.
func TestFixedAtHand(t *testing.T) {
	view := NewFixed(time.Second).Timeline(Policy{}).View()
	for _, host := range []int64{math.MinInt64, -1, 0, view.HostNow(), view.HostNow() + 1, math.MaxInt64} {
		require.True(t, view.present.holds(host))
		require.Equal(t, view.lookup(host), view.Lookup(host))
		require.EqualValues(t, time.Second, view.Lookup(host).Offset)
	}
}
