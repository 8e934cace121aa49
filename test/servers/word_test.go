package servers

import (
	"fmt"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/offsets"
)

// commandPort is where a chronyd of a host answers (chrony.conf(5), cmdport); nothing else is
// looked for there.
const commandPort = "323"

// TestLocalChronyd has a measuring chronyd at the usual port, which follows servers that are 2.5 s
// ahead. As a source its word is taken; beside honest servers it is named.
func TestLocalChronyd(t *testing.T) {
	alone(t)
	conn, err := net.ListenPacket("udp4", "127.0.0.1:"+commandPort)
	if err != nil {
		t.Skipf("skipped: needs port "+commandPort+" of 127.0.0.1 (end the chronyd that has it: %v)", err)
	}
	conn.Close()
	var lines []string
	for range 3 {
		d := serve(t, nil, shifted(t, "+2.5s")...)
		host, port, err := net.SplitHostPort(d.address)
		require.NoError(t, err)
		lines = append(lines, fmt.Sprintf("server %s port %s minpoll 0 maxpoll 0 iburst", host, port))
	}
	client := startChronyd(t, "client", commandPort, append(lines, "port 0"))
	require.Eventually(t, func() bool { _, ok := client.tracking(t); return ok }, 20*time.Second, 100*time.Millisecond)

	clock := offsets.NewChronyd()
	clock.Start(offsets.Polling{}, offsets.Log{Errorf: t.Errorf})
	defer clock.Stop()
	require.True(t, clock.WaitFirst(5*time.Second), "%+v", clock.Status().Servers)
	line := clock.Timeline(offsets.Policy{Correct: offsets.CorrectAlways})
	time.Sleep(10 * time.Second) // a burst and the next poll
	theirs, _ := client.tracking(t)
	view, status := line.View(), clock.Status()
	t.Logf("%s; chronyd %v ± %v", describe(status), theirs.offset, theirs.bound)
	moved := theirs.bound + 50*time.Microsecond // chronyd's word moves within its bound while ours is of the last seconds
	assert.InDelta(t, theirs.offset.Seconds(), time.Duration(view.Now().Offset).Seconds(), moved.Seconds())
	assert.GreaterOrEqual(t, view.Now().Bound, int64(theirs.bound))
	assert.Less(t, time.Duration(status.Bound), theirs.bound+2*time.Millisecond) // a busy machine widens the exchanges
	assert.False(t, status.Verified)

	honest := measure(t, plainServers(serve(t, nil).address)...)
	require.Eventually(t, func() bool { return honest.Status().Disagreements[0].Disagrees }, 10*time.Second, 50*time.Millisecond)
	assert.Equal(t, "chronyd", honest.Status().Disagreements[0].With)
	assert.InDelta(t, 0, time.Duration(honest.Status().Offset).Seconds(), 0.001)
}
