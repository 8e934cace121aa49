package offsets

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/estimate"
	"timesync/offsets/timemap"
)

// TestIntervalFollowsTheBound: a far server may be asked seldom, a near one may not, for there the
// drift is what counts.
func TestIntervalFollowsTheBound(t *testing.T) {
	intervals := func(trip time.Duration, p Polling) (first, last time.Duration, status Status) {
		synctest.Test(t, func(t *testing.T) {
			b := newBubble("a")
			b.trip = trip
			b.clock.Start(p, b.log())
			time.Sleep(12 * time.Hour)
			status = b.clock.Status()
			b.clock.Stop()
			asked := b.times("a")
			n := len(asked)
			first, last = asked[5]-asked[4], asked[n-1]-asked[n-2]
		})
		return first.Round(time.Second), last.Round(time.Second), status
	}
	tests := []struct {
		name        string
		trip        time.Duration
		polling     Polling
		first, last time.Duration
	}{
		{"near", 200 * time.Microsecond, Polling{}, 64 * time.Second, 64 * time.Second},
		{"regional", 40 * time.Millisecond, Polling{}, 64 * time.Second, 256 * time.Second},
		{"far", 300 * time.Millisecond, Polling{}, 64 * time.Second, 1024 * time.Second},
		{"far, poll_max 200s", 300 * time.Millisecond, Polling{Max: 200 * time.Second}, 64 * time.Second, 200 * time.Second},
		{"far, one interval only", 300 * time.Millisecond, Polling{Min: 16 * time.Second, Max: 16 * time.Second}, 16 * time.Second, 16 * time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			first, last, status := intervals(test.trip, test.polling)
			require.Equal(t, test.first, first)
			require.Equal(t, test.last, last)
			require.Equal(t, timemap.Synced, status.State)
			require.Less(t, status.Bound, int64(test.trip)*3/4+int64(2*time.Millisecond), "half the trip is the path's, the rest the wait's")
		})
	}
}

// TestIntervalShortens as soon as the growth counts, and a burst begins from poll_min.
func TestIntervalShortens(t *testing.T) {
	polling := Polling{}.withDefaults()
	plan := schedule{longer: 4}
	plan.adapt(estimate.Longer, polling)
	require.Equal(t, 1024*time.Second, plan.interval(polling), "not beyond poll_max")
	plan.adapt(estimate.Shorter, polling)
	require.Equal(t, 512*time.Second, plan.interval(polling))
	for range steadyPolls - 1 {
		plan.adapt(estimate.Longer, polling)
	}
	plan.adapt(estimate.Enough, polling)
	plan.adapt(estimate.Longer, polling)
	require.Equal(t, 512*time.Second, plan.interval(polling), "not eight in a row")
	plan.slower = 4
	require.Equal(t, 1024*time.Second, plan.interval(polling), "what the server asked for stands above")
}
