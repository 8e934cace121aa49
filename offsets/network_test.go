package offsets

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// undisciplined replaces what the machine of the test says of its own clock.
func undisciplined(c *Clock) *Clock {
	c.seams.disciplined = func() bool { return false }
	return c
}

func testLog(t *testing.T) Log {
	return Log{Errorf: t.Logf, Warnf: t.Logf, Infof: t.Logf, Debugf: t.Logf}
}

func TestThreeServersOnLoopback(t *testing.T) {
	const offset = -7250 * time.Millisecond
	clock := undisciplined(NewClock([]string{
		responder(t, ahead(offset)), responder(t, ahead(offset)), responder(t, ahead(offset))}))
	clock.Start(Polling{}, testLog(t))
	defer clock.Stop()
	require.True(t, clock.WaitFirst(5*time.Second))
	view := clock.Timeline(Policy{}).View()
	c := view.Now()
	require.Equal(t, Applied, c.Outcome)
	require.Equal(t, Synced, c.State)
	require.InDelta(t, int64(offset), c.Offset, 5e6)
	require.LessOrEqual(t, abs(c.Offset-int64(offset)), c.Bound)
	t.Logf("%+v %+v", c, clock.Status())
}
