package offsets

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// network is servers behind names, on the fake time of a synctest bubble.
type network struct {
	*bubble
	mu      sync.Mutex
	names   map[string][]string // host to addresses; absent: does not resolve
	silent  map[string]bool     // addresses
	lookups int
	queried map[string]int // by address and port
}

func newNetwork(servers ...string) *network {
	n := &network{bubble: newBubble(servers...), names: map[string][]string{}, silent: map[string]bool{}, queried: map[string]int{}}
	answer := n.bubble.query
	n.clock.seams.query = func(ctx context.Context, to ntp.Endpoint) (ntp.Exchange, hostclock.Reading, hostclock.Reading, ntp.Rejection) {
		n.mu.Lock()
		n.queried[to.Address.String()+" "+to.Port]++
		silent := n.silent[to.Address.String()]
		n.mu.Unlock()
		if silent {
			<-ctx.Done()
			return ntp.Exchange{}, hostclock.Reading{}, hostclock.Reading{}, ntp.NoReply
		}
		return answer(ctx, to)
	}
	n.clock.seams.resolve = n.resolve
	return n
}

func (n *network) resolve(_ context.Context, host string) ([]netip.Addr, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lookups++
	texts, known := n.names[host]
	if !known {
		return nil, errors.New("no such host")
	}
	var addresses []netip.Addr
	for _, text := range texts {
		addresses = append(addresses, netip.MustParseAddr(text))
	}
	return addresses, nil
}

func (n *network) set(change func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	change()
}

func (n *network) asked(endpoint string) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.queried[endpoint]
}

// TestEachAddressIsAServer: those of one name are asked and vote one by one, and are shown
// together.
func TestEachAddressIsAServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork("pool", "192.0.2.9:1123")
		n.names["pool"] = []string{"192.0.2.1", "2001:db8::1", "192.0.2.2", "192.0.2.3"}
		n.clock.Start(Polling{}, n.log())
		time.Sleep(30 * time.Second)
		status := n.clock.Status()
		n.clock.Stop()
		require.Equal(t, 4, status.Agree)
		require.Equal(t, 4, status.Of)
		require.Len(t, status.Servers, 2)
		pool := status.Servers[0]
		require.Equal(t, "pool", pool.Name)
		require.Equal(t, "3 of 3 agree", pool.Verdict)
		require.True(t, pool.Reachable)
		require.Len(t, pool.Addresses, 3)
		require.Equal(t, "pool (192.0.2.2)", pool.Addresses[1].Name)
		require.EqualValues(t, 12, pool.Sent, "a burst each")
		require.Zero(t, n.asked("2001:db8::1 123"), "the other family's address is mostly the same machine")
		require.Equal(t, "192.0.2.9:1123", status.Servers[1].Name)
		require.Empty(t, status.Servers[1].Addresses)
		require.Equal(t, 4, n.asked("192.0.2.9 1123"))
	})
}

func TestAtMostFourAddressesOfAName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork("pool")
		for i := range 9 {
			n.names["pool"] = append(n.names["pool"], fmt.Sprintf("192.0.2.%d", i+1))
		}
		n.clock.Start(Polling{}, n.log())
		time.Sleep(30 * time.Second)
		require.Equal(t, maxAssociations, n.clock.Status().Of)
		n.clock.Stop()
		n.clock.Start(Polling{}, n.log()) // as after a reload: no address twice
		time.Sleep(30 * time.Second)
		n.clock.Stop()
		require.Equal(t, maxAssociations, n.clock.Status().Of)
		require.Equal(t, 8, n.asked("192.0.2.4 123"))
	})
}

// TestOneMachineUnderTwoNames votes once.
func TestOneMachineUnderTwoNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork("a", "b", "192.0.2.1")
		n.names["a"], n.names["b"] = []string{"192.0.2.1"}, []string{"192.0.2.1"}
		n.clock.Start(Polling{}, n.log())
		time.Sleep(30 * time.Second)
		status := n.clock.Status()
		n.clock.Stop()
		require.Equal(t, 1, status.Agree)
		duplicates := uint64(0)
		for _, server := range status.Servers {
			duplicates += min(1, server.Rejected[ntp.Duplicate])
		}
		require.EqualValues(t, 2, duplicates)
	})
}

// TestAddressThatNeverAnswers is left at once for another one of the name, of either family.
func TestAddressThatNeverAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork("dual")
		n.names["dual"] = []string{"2001:db8::1", "192.0.2.1"}
		n.silent["2001:db8::1"] = true
		n.clock.Start(Polling{}, n.log())
		require.True(t, n.clock.WaitFirst(10*time.Second))
		time.Sleep(time.Minute)
		n.clock.Stop()
		require.Equal(t, 1, n.asked("2001:db8::1 123"))
		require.Equal(t, 1, n.lookups)
	})
}

// TestDeadAddressesDoNotHoldUpTheMajority however many are tried.
func TestDeadAddressesDoNotHoldUpTheMajority(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork("dead", "192.0.2.9")
		n.names["dead"] = []string{"2001:db8::1", "192.0.2.1", "192.0.2.2"}
		n.silent["2001:db8::1"], n.silent["192.0.2.1"], n.silent["192.0.2.2"] = true, true, true
		n.clock.Start(Polling{}, n.log())
		require.True(t, n.clock.WaitFirst(3*time.Second))
		n.clock.Stop()
	})
}

// TestSilentServerIsResolvedAnew and its samples of the old address are forgotten; the reload of a
// name server does no harm.
func TestSilentServerIsResolvedAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork("ntp.example.org")
		n.names["ntp.example.org"] = []string{"192.0.2.1"}
		n.clock.Start(Polling{}, n.log())
		time.Sleep(5 * time.Minute)
		n.set(func() { n.silent["192.0.2.1"] = true; n.names["ntp.example.org"] = []string{"192.0.2.2"} })
		before := n.asked("192.0.2.1 123")
		time.Sleep(3 * time.Hour)
		require.Equal(t, before+missesToReresolve, n.asked("192.0.2.1 123"))
		require.NotZero(t, n.asked("192.0.2.2 123"))
		status := n.clock.Status()
		require.Equal(t, "ntp.example.org", status.Servers[0].Name)
		require.Equal(t, timemap.Synced, status.State)
		n.set(func() { n.silent["192.0.2.2"] = true; delete(n.names, "ntp.example.org") })
		time.Sleep(5 * time.Hour)
		n.set(func() { n.silent["192.0.2.2"] = false })
		time.Sleep(time.Hour)
		n.clock.Stop()
		require.Equal(t, timemap.Synced, n.clock.Status().State, "the name does not resolve any more, its address answers again")
	})
}

func TestNamesThatDoNotResolve(t *testing.T) {
	gone := func(context.Context, string) ([]netip.Addr, error) { return nil, errors.New("gone") }
	empty := func(context.Context, string) ([]netip.Addr, error) { return nil, nil }
	_, err := lookUp(context.Background(), "ntp.example.org", gone)
	require.Error(t, err)
	_, err = lookUp(context.Background(), "ntp.example.org", empty)
	require.ErrorIs(t, err, errNoAddress)
	addresses, err := lookUp(context.Background(), "127.0.0.1", gone)
	require.NoError(t, err)
	require.Equal(t, []netip.Addr{netip.MustParseAddr("127.0.0.1")}, addresses)
}

// TestKissStopsOneAddress of a name, not the others.
func TestKissStopsOneAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork("pool")
		n.names["pool"] = []string{"192.0.2.1", "192.0.2.2"}
		n.kiss = "DENY"
		n.bubble.reply = func(source string, _ int) ntp.Rejection {
			if strings.Contains(source, "192.0.2.1") {
				return ntp.Kiss
			}
			return ntp.Accepted
		}
		n.clock.Start(Polling{}, n.log())
		time.Sleep(time.Hour)
		status := n.clock.Status()
		n.clock.Stop()
		require.Equal(t, 1, n.asked("192.0.2.1 123"))
		require.Greater(t, n.asked("192.0.2.2 123"), 20)
		require.Equal(t, "1 of 2 agree", status.Servers[0].Verdict)
		require.Equal(t, "denied", status.Servers[0].Addresses[0].Verdict)
		require.EqualValues(t, 1, status.Servers[0].Rejected[ntp.Kiss])
	})
}
