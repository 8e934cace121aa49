package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/ntp"
	"timesync/test/clock/world"
)

// TestStepsInFlightAreRejected: not one exchange with a step between request and reply gives a
// sample, and no other is rejected.
func TestStepsInFlightAreRejected(t *testing.T) {
	for _, sc := range stepsInFlight() {
		stepped := 0
		meddle := sc.meddle
		sc.meddle = func(w *world.World, n int) func() {
			do := meddle(w, n)
			if do == nil {
				return nil
			}
			return func() { stepped++; do() }
		}
		run := sc.begin(1, start).run()
		var rejected ntp.Rejected
		for _, server := range run.clock.Status().Servers {
			for reason, n := range server.Rejected {
				rejected[reason] += n
			}
		}
		require.NotZero(t, stepped)
		require.Equal(t, ntp.Rejected{ntp.Step: uint64(stepped)}, rejected, sc.name)
	}
}

// TestEra: nothing happens when NTP's 32-bit seconds begin anew, on 2036-02-07 06:28:16 UTC.
func TestEra(t *testing.T) {
	era := time.Date(2036, 2, 7, 6, 28, 16, 0, time.UTC).UnixNano()
	sc := extremes()[0]
	run := sc.begin(1, era-5000*int64(time.Second)).run()
	view := run.line.View()
	require.Greater(t, view.HostNow(), era)
	require.Zero(t, run.us.violations)
	require.LessOrEqual(t, run.us.worst, sc.limit.max)
}

// TestSameSeedSameRun: the simulation depends on nothing but its seed.
func TestSameSeedSameRun(t *testing.T) {
	one, other := steady()[7].begin(3, start).run(), steady()[7].begin(3, start).run()
	require.Equal(t, one.us, other.us)
	require.NotEqual(t, one.us, steady()[7].begin(4, start).run().us)
}
