package servers

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets"
)

// chronyd is a chrony daemon of a test's own, with its files in a folder of the test. It never sets
// a clock (-x).
type chronyd struct {
	folder  string
	address string // where it serves NTP, host:port
	command string // its command port, "0" without
	log     *bytes.Buffer
}

// chronydPath skips the test where there is no chrony.
func chronydPath(t *testing.T) string {
	path, err := exec.LookPath("chronyd")
	if err != nil {
		path, err = exec.LookPath("/usr/sbin/chronyd")
	}
	if err != nil {
		t.Skip("skipped: needs chronyd (apt-get install chrony)")
	}
	return path
}

// startChronyd runs chronyd with these lines of configuration and variables of environment, and
// ends it with the test.
func startChronyd(t *testing.T, address, command string, lines []string, environment ...string) *chronyd {
	path := chronydPath(t)
	d := &chronyd{folder: t.TempDir(), address: address, command: command, log: &bytes.Buffer{}}
	config := filepath.Join(d.folder, "chrony.conf")
	lines = append(lines, "pidfile "+filepath.Join(d.folder, "chronyd.pid"), "cmdport "+command, "bindcmdaddress 127.0.0.1", "bindcmdaddress /")
	require.NoError(t, os.WriteFile(config, []byte(strings.Join(lines, "\n")+"\n"), 0o600))
	process := exec.Command(path, "-x", "-d", "-u", currentUser(t), "-f", config)
	process.Env = append(os.Environ(), environment...)
	process.Stdout, process.Stderr = d.log, d.log
	require.NoError(t, process.Start())
	t.Cleanup(func() {
		_ = process.Process.Kill()
		_ = process.Wait()
		if t.Failed() {
			t.Logf("chronyd %s:\n%s", address, d.log)
		}
	})
	return d
}

func currentUser(t *testing.T) string {
	said, err := exec.Command("id", "-un").Output()
	require.NoError(t, err)
	return strings.TrimSpace(string(said))
}

// served counts the chronyds: each has an address of its own, so that tests that run at once do not
// meet at a port.
var served atomic.Int32

// serve starts a chronyd that serves its own clock as stratum 1 and waits until it does.
func serve(t *testing.T, lines []string, environment ...string) *chronyd {
	host := fmt.Sprintf("127.0.1.%d", served.Add(1))
	address := freeAddressOn(t, host)
	_, port, _ := strings.Cut(address, ":")
	d := startChronyd(t, address, "0", append(lines, "port "+port, "bindaddress "+host, "local stratum 1", "allow 127.0.0.0/8"), environment...)
	require.Eventually(t, func() bool { return len(ntpAnswer(address)) > 0 }, 10*time.Second, 20*time.Millisecond, "chronyd serves no time")
	return d
}

// alone keeps tests of shifted chronyds apart, which stamp packets themselves and not the kernel:
// what is answered at the same moment waits its turn.
func alone(t *testing.T) {
	t.Parallel()
	shifting.Lock()
	t.Cleanup(shifting.Unlock)
}

var shifting sync.Mutex

// shifted are the variables that put a chronyd's clock elsewhere ("+2.5s", "+2.5s x1.00008"); it
// skips where libfaketime is missing.
func shifted(t *testing.T, shift string) []string {
	found, _ := filepath.Glob("/usr/lib/*/faketime/libfaketime.so.1")
	if len(found) == 0 {
		t.Skip("skipped: needs libfaketime (apt-get install libfaketime)")
	}
	return []string{"LD_PRELOAD=" + found[0], "FAKETIME=" + shift}
}

// tracking is what chronyd says of the host clock.
type tracking struct{ offset, bound time.Duration }

// tracking asks through chronyc, which is no part of what is tested.
func (d *chronyd) tracking(t *testing.T) (word tracking, synchronised bool) {
	said, err := exec.Command("chronyc", "-c", "-h", "127.0.0.1", "-p", d.command, "tracking").Output()
	fields := strings.Split(strings.TrimSpace(string(said)), ",")
	if err != nil || len(fields) != 14 || fields[13] != "Normal" {
		return tracking{}, false
	}
	number := func(i int) time.Duration {
		value, err := strconv.ParseFloat(fields[i], 64)
		require.NoError(t, err, "%q", said)
		return time.Duration(value * float64(time.Second))
	}
	return tracking{number(4), number(10)/2 + number(11)}, true
}

// measure runs a clock at one poll a second until the test ends.
func measure(t *testing.T, servers ...offsets.Server) *offsets.Clock {
	clock := offsets.NewMeasured(servers)
	clock.Start(offsets.Polling{Min: time.Second, Max: time.Second, Timeout: time.Second}, offsets.Log{Errorf: t.Errorf})
	t.Cleanup(clock.Stop)
	return clock
}

func plainServers(addresses ...string) (servers []offsets.Server) {
	for _, address := range addresses {
		servers = append(servers, offsets.Server{Name: address})
	}
	return servers
}

// settled waits until three servers agree, and as many samples more as seconds.
func settled(t *testing.T, clock *offsets.Clock, seconds int) {
	require.Eventually(t, func() bool { return clock.Status().Agree >= 3 }, 20*time.Second, 50*time.Millisecond,
		"%+v", clock.Status())
	time.Sleep(time.Duration(seconds) * time.Second) // measurements need their time
}

func describe(status offsets.Status) string {
	return fmt.Sprintf("%s, offset %v ± %v, %.3f ppm, %d of %d agree", status.State, time.Duration(status.Offset),
		time.Duration(status.Bound), status.FrequencyPPM, status.Agree, status.Of)
}
