// Package servers measures real time servers in real time: chrony's, some that lie, some behind a
// narrow network, some that fall silent. Its tests wait more than they compute, and their marks are
// as narrow as a machine allows that does nothing else.
package servers

import (
	"flag"
	"net"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/offsets/timemap"
)

var besideSeconds = flag.Int("beside", 60, "seconds for which TestBesideChronyd compares")

// stampError is what a request's stamp, taken before it leaves, may be early by on a busy loopback.
// chronyd's bound takes no account of that: there it is as narrow as 3 us.
const stampError = 20 * time.Microsecond

// TestBesideChronyd runs a chronyd that measures only beside us, on the same three real servers:
// both must say the same, each within the other's bound. `-args -beside 600` is the long
// run.
func TestBesideChronyd(t *testing.T) {
	t.Parallel()
	var lines, addresses []string
	for range 3 {
		d := serve(t, nil)
		host, port, err := net.SplitHostPort(d.address)
		require.NoError(t, err)
		addresses = append(addresses, d.address)
		lines = append(lines, "server "+host+" port "+port+" minpoll 0 maxpoll 0 iburst")
	}
	_, command, err := net.SplitHostPort(freeAddressOn(t, "127.0.0.1"))
	require.NoError(t, err)
	client := startChronyd(t, "client", command, append(lines, "port 0"))
	clock := measure(t, plainServers(addresses...)...)
	require.Eventually(t, func() bool { _, ok := client.tracking(t); return ok }, 20*time.Second, 100*time.Millisecond)
	settled(t, clock, 10)

	var apart []time.Duration
	for range *besideSeconds {
		theirs, synchronised := client.tracking(t)
		require.True(t, synchronised)
		ours := clock.Status()
		require.Equal(t, timemap.Synced, ours.State)
		difference := (time.Duration(ours.Offset) - theirs.offset).Abs()
		assert.LessOrEqual(t, difference, time.Duration(ours.Bound), "ours ± %v", time.Duration(ours.Bound))
		assert.LessOrEqual(t, difference, theirs.bound+stampError, "theirs ± %v", theirs.bound)
		apart = append(apart, difference)
		time.Sleep(time.Second)
	}
	slices.Sort(apart)
	t.Logf("apart: median %v, largest %v; %s", apart[len(apart)/2], apart[len(apart)-1], describe(clock.Status()))
	assert.LessOrEqual(t, apart[len(apart)-1], 50*time.Microsecond)
}
