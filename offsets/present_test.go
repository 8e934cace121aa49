package offsets

import (
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
	fixed := NewFixed(time.Second).Timeline(Policy{}).View()
	require.False(t, fixed.present.holds(fixed.HostNow()))
	unmeasured := NewClock(nil).Timeline(Policy{}).View()
	require.False(t, unmeasured.present.holds(unmeasured.HostNow()))
}
