//go:build !race

package offsets

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// underRace reports whether the race detector looks on.
const underRace = false

// TestLookupCost compares lookups with clock_gettime by system call, in one run: the least of many
// short batches of each, taken in turn, for a busy machine only makes them longer.
func TestLookupCost(t *testing.T) {
	s := newSimulation(52, time.Second, 4)
	line := s.clock.Timeline(Policy{})
	s.settle()
	view := line.View()
	const batch = 1000
	least := func(so int64, do func(i int64)) int64 {
		begin := time.Now()
		for i := range int64(batch) {
			do(i)
		}
		return min(so, int64(time.Since(begin)))
	}
	var sum int64
	call, present, past := int64(1e12), int64(1e12), int64(1e12)
	for range 200 {
		call = least(call, func(int64) { sum += systemCall() })
		present = least(present, func(i int64) { sum += view.Lookup(view.HostNow() - i).Offset })
		past = least(past, func(i int64) { sum += view.Lookup(view.HostNow() - i*1e9).Offset })
	}
	t.Logf("of a system call: %.3f for the present, %.3f for the last 1000 s (%d)",
		float64(present)/float64(call), float64(past)/float64(call), sum%2)
	require.LessOrEqual(t, float64(present)/float64(call), 0.25)
}
