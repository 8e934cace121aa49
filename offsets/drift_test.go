package offsets

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestMaxDrift reaches the servers' intervals, the majority's bound and the status, the largest one
// where several policies share the clock.
func TestMaxDrift(t *testing.T) {
	bounds := func(policies ...Policy) (status, published int64) {
		s := newSimulation(3, time.Second, 3)
		var line *Timeline
		for _, p := range policies {
			line = s.clock.Timeline(p)
		}
		s.settle()
		s.pass(400 * time.Second)
		return s.clock.Status().Bound, viewOf(line).Now().Bound
	}
	usual, published := bounds(Policy{})
	wide, _ := bounds(Policy{MaxDriftPPM: 1000}, Policy{})
	narrow, _ := bounds(Policy{MaxDriftPPM: 2})
	require.Greater(t, wide, usual+int64(380*time.Millisecond), "400 s at 985 ppm")
	require.Less(t, narrow, usual-int64(5*time.Millisecond), "400 s at 13 ppm")
	require.InDelta(t, usual, published, 100e3)
}
