package offsets

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/timemap"
)

// TestPresentAgreesWithTheMap: what a view answers by its newest knot is what the search through
// the whole map gives, ambiguity included. A view with a manual correction, though of another time,
// always searches.
func TestPresentAgreesWithTheMap(t *testing.T) {
	present, past := 0, 0
	for seed := uint64(1); seed <= 12; seed++ {
		policy := []Policy{{}, {Correct: CorrectAlways}, {Correct: CorrectNever}}[seed%3]
		run := newOrderRun(t, seed, policy)
		for range 60 {
			run.act()
			view := run.line.View()
			searching := view
			searching.Override(timemap.Corrections{{From: 1, To: 2, Offset: 3}})
			_, current := run.line.segments.Segments()
			for range 50 {
				host := view.HostNow() + run.random.Int64N(int64(time.Minute)) - int64(50*time.Second)
				if n := len(current.Knots); run.random.IntN(2) == 0 && n > 0 {
					host = current.Knots[n-1].Start + run.random.Int64N(2001) - 1000
				}
				if n := len(current.Knots); n > 0 && host >= current.Knots[n-1].Start {
					present++
				} else {
					past++
				}
				require.Equal(t, searching.Lookup(host), view.Lookup(host), "seed %d, instant %d", seed, host)
			}
		}
	}
	require.NotZero(t, present)
	require.NotZero(t, past)
}
