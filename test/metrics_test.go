package test

import (
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

const metricsPipeline = `[INPUT]
    Name    dummy
    Dummy   {"n":1}
    Rate    100
    Samples 20
[INPUT]
    Name    dummy
    Tag     leap
    Dummy   {"time":"2016-12-31T23:59:60.5Z"}
    Rate    100
    Samples 3
[FILTER]
    Name        timesync
    Match       *
    ntp_servers ${SERVERS}
    correct     always
[OUTPUT]
    Name  file
    Match *
    Path  ${OUT}
    File  records
`

// TestMetrics reads the filter's metrics where the host publishes its own.
func TestMetrics(t *testing.T) {
	t.Parallel()
	object := objectPath(t)
	for _, program := range fluentBits(t) {
		t.Run(program.Name(), func(t *testing.T) {
			t.Parallel()
			servers := startServers(t, []serverSpec{{Offset: "2.5s"}, {Offset: "2.5s"}, {Offset: "1m"}, {Offset: "2.5s"}})
			l := startLive(t, program, object, metricsPipeline, servers...)
			l.wait(t, 30*time.Second, "23 counted records", func() bool { return outcomes(l.metrics()) == 23 })
			got := l.metrics()
			name := `name="timesync.0"`
			assert.Equal(t, 20.0, got[key("records_total", name+`,outcome="corrected"`)])
			assert.Equal(t, 3.0, got[key("records_total", name+`,outcome="unknown_past"`)])
			assert.Equal(t, 3.0, got[key("leap_seconds_total", name)])
			assert.Contains(t, got, key("zone_offset_seconds", name))
			assert.InDelta(t, 2.5, got[key("offset_seconds", name)], 0.02)
			assert.Positive(t, got[key("bound_seconds", name)])
			assert.Less(t, got[key("bound_seconds", name)], 0.1)
			assert.Equal(t, 1.0, got[key("synchronized", name)])
			assert.Equal(t, 1.0, got[key("stratum", name)])
			assert.InDelta(t, float64(time.Now().Unix()), got[key("last_measurement_timestamp_seconds", name)], 60)
			assert.Equal(t, 1.0, got[key("segments_total", name+`,reason="first"`)])
			address := servers[2][len("SERVER_3="):]
			assert.Equal(t, 1.0, got[key("server_reachable", name+`,server="`+address+`"`)])
			assert.InDelta(t, 60, got[key("server_offset_seconds", name+`,server="`+address+`"`)], 0.02)
			judgeByPromtool(t, l.get("/api/v2/metrics/prometheus"))
			if t.Failed() {
				t.Log(l.get("/api/v2/metrics/prometheus"))
			}
		})
	}
}

// judgeByPromtool lets Prometheus's own tool judge names, types and help of the
// filter's metrics; the rest of the scrape is not ours.
func judgeByPromtool(t *testing.T, scrape string) {
	promtool, err := exec.LookPath("promtool")
	if err != nil {
		t.Log("promtool is not installed: the metrics' form is not judged")
		return
	}
	var ours strings.Builder
	for line := range strings.Lines(scrape) {
		if strings.Contains(line, "fluentbit_timesync_") {
			ours.WriteString(line)
		}
	}
	judge := exec.Command(promtool, "check", "metrics")
	judge.Stdin = strings.NewReader(ours.String())
	said, err := judge.CombinedOutput()
	assert.NoError(t, err, "%s", said)
	assert.Empty(t, string(said))
}
