package offsets

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/timemap"
)

// TestAddressesReplaced: a name whose machines were replaced is resolved anew within minutes of the
// first query that is not answered, be it one name of many machines or many of one.
func TestAddressesReplaced(t *testing.T) {
	before := []string{"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"}
	after := []string{"198.51.100.1", "198.51.100.2", "198.51.100.3", "198.51.100.4"}
	for _, names := range []int{1, 4} {
		synctest.Test(t, func(t *testing.T) {
			var servers []string
			for i := range names {
				servers = append(servers, fmt.Sprint("n", i))
			}
			n := newNetwork(servers...)
			resolve := func(to []string) {
				for i, name := range servers {
					share := len(to) / names
					n.names[name] = to[i*share : (i+1)*share]
				}
			}
			resolve(before)
			n.clock.Start(Polling{Max: 64 * time.Second}, n.log())
			time.Sleep(2 * time.Hour)
			n.set(func() {
				resolve(after)
				for _, address := range before {
					n.silent[address] = true
				}
			})
			time.Sleep(5 * time.Minute)
			for _, address := range after {
				require.NotZero(t, n.asked(address+" 123"))
			}
			require.Equal(t, timemap.Synced, n.clock.Status().State)
			require.Equal(t, 4, n.clock.Status().Agree)
			n.clock.Stop()
		})
	}
}

// TestNetworkBack: after hours without network all servers are heard within a minute of its return.
func TestNetworkBack(t *testing.T) {
	for _, servers := range []int{1, 4} {
		synctest.Test(t, func(t *testing.T) {
			var names []string
			for i := range servers {
				names = append(names, fmt.Sprint("192.0.2.", i+1))
			}
			n := newNetwork(names...)
			reach := func(silent bool) {
				for _, name := range names {
					n.silent[name] = silent
				}
			}
			n.clock.Start(Polling{}, n.log())
			time.Sleep(2 * time.Hour)
			n.set(func() { reach(true) })
			time.Sleep(5 * time.Hour)
			require.Equal(t, timemap.Holdover, n.clock.Status().State)
			n.set(func() { reach(false) })
			time.Sleep(time.Minute)
			require.Equal(t, timemap.Synced, n.clock.Status().State)
			require.Equal(t, servers, n.clock.Status().Agree)
			n.clock.Stop()
		})
	}
}
