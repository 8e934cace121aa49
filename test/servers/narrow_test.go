package servers

import (
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/offsets"
)

// narrowNetwork is a network namespace behind a pair of interfaces whose way back carries 16
// kbit/s. The addresses are of RFC 5737: nobody's.
func narrowNetwork(t *testing.T) (namespace, address string) {
	if os.Geteuid() != 0 {
		t.Skip("skipped: needs root (for a network namespace)")
	}
	namespace = fmt.Sprintf("timesync%d", os.Getpid())
	near, far := fmt.Sprintf("ts%dn", os.Getpid()%100000), fmt.Sprintf("ts%df", os.Getpid()%100000)
	inside := "ip netns exec " + namespace + " "
	t.Cleanup(func() { _ = exec.Command("ip", "netns", "del", namespace).Run() }) // the interfaces end with it
	for _, line := range []string{
		"ip netns add " + namespace,
		"ip link add " + near + " type veth peer name " + far + " netns " + namespace,
		"ip address add 203.0.113.1/30 dev " + near,
		"ip link set " + near + " up",
		inside + "ip address add 203.0.113.2/30 dev " + far,
		inside + "ip link set " + far + " up",
		inside + "tc qdisc add dev " + far + " root tbf rate 16kbit burst 400 latency 4s",
	} {
		words := strings.Fields(line)
		if said, err := exec.Command(words[0], words[1:]...).CombinedOutput(); err != nil {
			t.Skipf("skipped: needs a network namespace (%s: %v: %s)", line, err, said)
		}
	}
	return namespace, "203.0.113.2:10123"
}

// plainOffset is the offset that a single answer tells.
func plainOffset(t *testing.T, address string) time.Duration {
	asked := time.Now()
	answer := ntpAnswer(address)
	heard := time.Now()
	require.Len(t, answer, 48)
	const since1900 = 2_208_988_800 // 1970 in seconds of NTP's era 0 (RFC 5905 figure 4)
	stamp := func(at int) time.Time {
		fraction := uint64(binary.BigEndian.Uint32(answer[at+4:])) * uint64(time.Second) >> 32
		return time.Unix(int64(binary.BigEndian.Uint32(answer[at:]))-since1900, int64(fraction))
	}
	return (stamp(32).Sub(asked) + stamp(40).Sub(heard)) / 2
}

// TestNarrowWayBack: twenty quick queries fill the narrow way, so that most replies come far too
// late. A mean of the samples would be off by half of that; ours stays at what the first few tell.
func TestNarrowWayBack(t *testing.T) {
	t.Parallel()
	server, err := filepath.Abs("../../build/ntpserver")
	require.NoError(t, err)
	if _, err := os.Stat(server); err != nil {
		t.Skip("skipped: needs build/ntpserver (make build/ntpserver)")
	}
	namespace, address := narrowNetwork(t)
	process := exec.Command("ip", "netns", "exec", namespace, server, "-listen", address, "-offset", "2.5s")
	require.NoError(t, process.Start())
	t.Cleanup(func() { _ = process.Process.Kill(); _ = process.Wait() })
	require.Eventually(t, func() bool { return len(ntpAnswer(address)) > 0 }, 10*time.Second, 50*time.Millisecond)
	mean := time.Duration(0)
	for range 20 {
		mean += plainOffset(t, address) / 20
	}
	require.Greater(t, (mean - 2500*time.Millisecond).Abs(), 5*time.Millisecond, "the way is not narrow")
	time.Sleep(time.Second) // the bucket fills again

	clock := offsets.NewClock([]string{address})
	clock.Start(offsets.Polling{Min: 20 * time.Millisecond, Max: 20 * time.Millisecond, Timeout: 5 * time.Second}, offsets.Log{Errorf: t.Errorf})
	defer clock.Stop()
	require.Eventually(t, func() bool { return clock.Status().Servers[0].Sent > 20 }, 20*time.Second, 5*time.Millisecond)
	status := clock.Status()
	t.Logf("mean of twenty plain answers %v; %s", mean, describe(status))
	assert.InDelta(t, 2.5, time.Duration(status.Offset).Seconds(), 0.0003)
}
