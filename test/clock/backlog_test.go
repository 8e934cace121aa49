package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestBacklog is S17: a day's records get the offset of their own instants, each within its bound,
// those of the two minutes that the clock showed twice are flagged, and the median error is that of
// the present.
func TestBacklog(t *testing.T) {
	for seed := uint64(1); seed <= 3; seed++ {
		b := readBacklog(seed)
		require.Len(t, b.records, backlogRecords)
		t.Logf("seed %d: median error %.1f us, of the present %.1f us; %d ambiguous, %d without correction", seed,
			median(b.errors)/1e3, median(b.live)/1e3, b.ambiguous, b.missed)
		require.Zero(t, b.outside, "outside their bounds")
		require.Zero(t, b.unflagged)
		require.Zero(t, b.missed)
		require.InDelta(t, 700, b.ambiguous, 100, "300 s shown twice")
		require.LessOrEqual(t, median(b.errors), medianMark*median(b.live))
	}
}
