package servers

import (
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/offsets"
)

// TestMeasuringUnderLoad: goroutines that fill all processors, as filtering does, do not make the
// offset wrong, for the kernel stamps what comes. The server is a chronyd with the host's own
// clock: the truth is 0.
func TestMeasuringUnderLoad(t *testing.T) {
	server := serve(t, nil)
	var idle atomic.Bool
	defer idle.Store(true)
	for range 2 * runtime.GOMAXPROCS(0) {
		go func() {
			for !idle.Load() {
			}
		}()
	}
	clock := offsets.NewClock([]string{server.address})
	clock.Start(offsets.Polling{Min: 50 * time.Millisecond, Max: 50 * time.Millisecond}, offsets.Log{Errorf: t.Errorf})
	defer clock.Stop()
	require.True(t, clock.WaitFirst(10*time.Second))
	var found []time.Duration
	for range 150 {
		status := clock.Status()
		require.LessOrEqual(t, max(status.Offset, -status.Offset), status.Bound)
		found = append(found, time.Duration(status.Offset))
		time.Sleep(50 * time.Millisecond)
	}
	slices.Sort(found)
	t.Logf("offset %v to %v (1 to 99 %%) after %d queries", found[1], found[148], clock.Status().Servers[0].Sent)
	assert.Greater(t, found[1], -200*time.Microsecond)
	assert.Less(t, found[148], 200*time.Microsecond)
}
