package test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/ntpserver"
)

// A load of records without stamp: with set_event_time off each shows its event
// time and the corrected one, so that every line tells what was applied to it.
const loadPipeline = `[INPUT]
    Name    dummy
    Dummy   {"n":1}
    Rate    500
[OUTPUT]
    Name  file
    Match *
    Path  ${OUT}
    File  records
`

const loadFilter = `[FILTER]
    Name           timesync
    Match          *
    ntp_servers    ${SERVERS}
    correct        always
    set_event_time off
    startup_wait   10s
`

// reloadTime is within what a reload must be over: less than startup_wait, which is
// for the first start of a process alone.
const reloadTime = 8 * time.Second

// TestHotReload reloads again and again under load. The servers fall silent half
// way: what was measured before must go on being applied, at once. Fluent Bit before
// 5 loses some file descriptors with each reload by itself, so a second one without
// the filter says how much a reload costs anyway. TIMESYNC_RELOADS says how often (20).
func TestHotReload(t *testing.T) {
	t.Parallel()
	object := objectPath(t)
	reloads := numberFrom(t, "TIMESYNC_RELOADS", 20)
	for _, program := range fluentBits(t) {
		t.Run(program.Name(), func(t *testing.T) {
			t.Parallel()
			plain := startLive(t, program, object, loadPipeline)
			control := plain.reloadOften(t, reloads, func() {})
			servers, list := ntpServers(t, ntpserver.Settings{Offset: 2500 * time.Millisecond})
			filtered := startLive(t, program, object, loadPipeline+loadFilter, "SERVERS="+list)
			growth := filtered.reloadOften(t, reloads, func() {
				for _, server := range servers {
					server.Update(func(s *ntpserver.Settings) { s.Loss = 1 })
				}
			})
			assertAllCorrected(t, filtered.records(), 2500*time.Millisecond)
			t.Logf("requests to a server: %d; growth in %d reloads: %+v, without the filter %+v", servers[0].Count(), reloads-reloads/2, growth, control)
			// Below one of each per reload: what is lost with each of them is seen.
			assert.LessOrEqual(t, growth.threads, control.threads+4+reloads/5)
			assert.LessOrEqual(t, growth.files, control.files+4+reloads/5)
			assert.LessOrEqual(t, growth.kilobytes, control.kilobytes+10_000)
		})
	}
}

// reloadOften reloads so many times, each time after some records have come out, and
// stops Fluent Bit. It calls halfWay half way, and returns how the process grew since.
func (l *live) reloadOften(t *testing.T, reloads int, halfWay func()) footprint {
	t.Helper()
	var warm footprint
	for n := 1; n <= reloads; n++ {
		if n == reloads/2 {
			warm = footprintOf(t, l.ID())
			halfWay()
		}
		seen := len(l.records())
		l.wait(t, 30*time.Second, fmt.Sprint("records before reload ", n), func() bool { return len(l.records()) > seen })
		l.reload(t, n)
	}
	end := footprintOf(t, l.ID())
	assert.Zero(t, l.Stop(30*time.Second).ExitCode)
	return footprint{end.kilobytes - warm.kilobytes, end.threads - warm.threads, end.files - warm.files}
}

// TestHotReloadRefusesABadValue: the new configuration is refused with one line and
// the old pipeline runs on.
func TestHotReloadRefusesABadValue(t *testing.T) {
	t.Parallel()
	object := objectPath(t)
	for _, program := range fluentBits(t) {
		t.Run(program.Name(), func(t *testing.T) {
			t.Parallel()
			_, list := ntpServers(t, ntpserver.Settings{Offset: 2500 * time.Millisecond})
			l := startLive(t, program, object, loadPipeline+loadFilter, "SERVERS="+list)
			l.wait(t, 30*time.Second, "the first records", func() bool { return len(l.records()) > 0 })
			l.write(t, loadPipeline+loadFilter+property("precision", "5"))
			require.NoError(t, l.Signal(syscall.SIGHUP))
			l.wait(t, reloadTime, "the refusal", func() bool {
				_, log := l.Output()
				return strings.Contains(log, "pre_run callback")
			})
			before := len(l.records())
			l.wait(t, reloadTime, "records after the refusal", func() bool { return len(l.records()) > before })
			l.write(t, loadPipeline+loadFilter+property("precision", "us"))
			l.reload(t, 1)
			result := l.Stop(30 * time.Second)
			assert.Zero(t, result.ExitCode)
			assert.Len(t, errorLines(result.Stderr, "property precision"), 1, result.Stderr)
			assertAllCorrected(t, l.records(), 2500*time.Millisecond)
		})
	}
}

// reload asks for a reload and waits until it is the n-th that is done. It asks
// again now and then: a host that is still busy with the last one says no.
func (l *live) reload(t *testing.T, n int) {
	t.Helper()
	var asked time.Time
	l.wait(t, reloadTime, fmt.Sprint("reload ", n), func() bool {
		if time.Since(asked) > 3*time.Second {
			asked = time.Now()
			require.NoError(t, l.Signal(syscall.SIGHUP))
		}
		var answer struct {
			Count int `json:"hot_reload_count"`
		}
		return json.Unmarshal([]byte(l.get("/api/v2/reload")), &answer) == nil && answer.Count >= n
	})
}

// ntpServers starts three equal servers and lists their addresses.
func ntpServers(t *testing.T, settings ntpserver.Settings) (servers []*ntpserver.Server, list string) {
	for i := range 3 {
		server, err := ntpserver.Start(fmt.Sprintf("127.0.0.%d:0", i+1), settings, uint64(i))
		require.NoError(t, err)
		t.Cleanup(server.Close)
		servers = append(servers, server)
		list += server.Address() + ","
	}
	return servers, strings.TrimSuffix(list, ",")
}

var reloadLine = regexp.MustCompile(`^dummy\.0: \[(\d+\.\d{9}), \{"n":1,"timestamp":"([^"]+)"\}\]$`)

// assertAllCorrected wants every record's timestamp to be its event time plus offset.
func assertAllCorrected(t *testing.T, lines []string, offset time.Duration) {
	t.Helper()
	assert.NotEmpty(t, lines)
	for i, line := range lines {
		found := reloadLine.FindStringSubmatch(line)
		if !assert.NotNil(t, found, line) {
			return
		}
		event, _ := readInstant(found[1])
		written, err := readInstant(found[2])
		if !assert.NoError(t, err) || !assert.InDelta(t, offset, written.Sub(event), float64(usualTolerance), "record %d: %s", i, line) {
			return
		}
	}
}

// footprint is what a process holds.
type footprint struct{ kilobytes, threads, files int }

func footprintOf(t *testing.T, process int) footprint {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	require.NoError(t, err)
	files, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", process))
	require.NoError(t, err)
	return footprint{statusNumber(t, status, "VmRSS"), statusNumber(t, status, "Threads"), len(files)}
}

func statusNumber(t *testing.T, status []byte, name string) int {
	found := regexp.MustCompile(`(?m)^` + name + `:\s+(\d+)`).FindSubmatch(status)
	require.NotNil(t, found, name)
	number, err := strconv.Atoi(string(found[1]))
	require.NoError(t, err)
	return number
}
