package servers

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/offsets"
	"timesync/test/ntpserver"
)

// TestBackOff: a server that asks for less is asked less, one that denies not again, while a well
// one is asked each second.
func TestBackOff(t *testing.T) {
	t.Parallel()
	start := func(kiss string) *ntpserver.Server {
		server, err := ntpserver.Start("127.0.0.1:0", ntpserver.Settings{KissCode: kiss}, 1)
		require.NoError(t, err)
		t.Cleanup(server.Close)
		return server
	}
	well, rate, deny, restrict := start(""), start("RATE"), start("DENY"), start("RSTR")
	measure(t, plainServers(well.Address(), rate.Address(), deny.Address(), restrict.Address())...)
	time.Sleep(12 * time.Second)
	assert.GreaterOrEqual(t, well.Count(), uint64(10))
	assert.LessOrEqual(t, rate.Count(), uint64(4), "after 2, 4, 8 seconds")
	assert.GreaterOrEqual(t, rate.Count(), uint64(3))
	assert.EqualValues(t, 1, deny.Count())
	assert.EqualValues(t, 1, restrict.Count())
}

// TestStopDespiteUnfitServers: silence, a refused port, a name that does not resolve and replies on
// their way for 3 s hold nobody up.
func TestStopDespiteUnfitServers(t *testing.T) {
	start := func(settings ntpserver.Settings) string {
		server, err := ntpserver.Start("127.0.0.1:0", settings, 1)
		require.NoError(t, err)
		t.Cleanup(server.Close)
		return server.Address()
	}
	silent, slow := start(ntpserver.Settings{Loss: 1}), start(ntpserver.Settings{DelayTo: 3 * time.Second})
	refused := freeAddressOn(t, "127.0.0.1")
	var took []time.Duration
	for range 15 {
		clock := offsets.NewClock([]string{silent, slow, refused, "no-such-host.invalid"})
		line := clock.Timeline(offsets.Policy{})
		clock.Start(offsets.Polling{Timeout: 10 * time.Second}, offsets.Log{Errorf: t.Errorf})
		require.False(t, clock.WaitFirst(20*time.Millisecond))
		view := line.View()
		require.Zero(t, view.Now().Offset)
		begin := time.Now()
		clock.Stop()
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	t.Logf("stopped in %v at the median, %v at most", took[len(took)/2], took[len(took)-1])
	assert.Less(t, took[len(took)/2], 100*time.Millisecond, "the median, for the machine may be busy")
}
