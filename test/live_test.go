package test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/test/launch"
)

// live is a Fluent Bit that runs until the test ends, with its HTTP server on.
type live struct {
	*launch.Process
	config  string // path of its configuration
	out     string // folder ${OUT}
	address string // of its HTTP server
}

// liveService begins the configuration of a live Fluent Bit.
const liveService = `[SERVICE]
    Flush        0.2
    Grace        30
    Parsers_File ${PARSERS}
    HTTP_Server  On
    HTTP_Listen  127.0.0.1
    HTTP_Port    ${PORT}
    Hot_Reload   On
`

// fluentBits are all that are found; the test is skipped where there is none.
func fluentBits(t *testing.T) []launch.Program {
	t.Helper()
	found, err := launch.FindFluentBits()
	require.NoError(t, err)
	if len(found) == 0 {
		t.Skip("skipped: needs Fluent Bit ($FLUENT_BIT, PATH or /opt/fluent-bit/bin)")
	}
	return found
}

// startLive starts pipeline, which follows liveService, and returns at once.
func startLive(t *testing.T, program launch.Program, object, pipeline string, variables ...string) *live {
	t.Helper()
	l := &live{
		config:  filepath.Join(t.TempDir(), "fluent-bit.conf"),
		out:     t.TempDir(),
		address: freeAddress(t),
	}
	l.write(t, pipeline)
	parsers, err := filepath.Abs("pipelines/parsers.conf")
	require.NoError(t, err)
	_, port, err := net.SplitHostPort(l.address)
	require.NoError(t, err)
	l.Process, err = program.Start(launch.Job{
		Config:    l.config,
		Object:    object,
		Variables: append(variables, "OUT="+l.out, "PORT="+port, "PARSERS="+parsers),
		Options:   []string{"--enable-hot-reload"},
	})
	require.NoError(t, err)
	t.Cleanup(func() { l.Stop(5 * time.Second) })
	return l
}

// write replaces the configuration.
func (l *live) write(t *testing.T, pipeline string) {
	require.NoError(t, os.WriteFile(l.config, []byte(liveService+pipeline), 0o600))
}

func freeAddress(t *testing.T) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	return listener.Addr().String()
}

// get reads a page of the HTTP server; empty where it does not answer (yet).
func (l *live) get(path string) string {
	// An open connection holds up the server's end at a reload.
	client := http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Get("http://" + l.address + path)
	if err != nil {
		return ""
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return string(text)
}

// metrics are the filter's own series by name and labels, as Prometheus writes
// them: fluentbit_timesync_records_total{name="timesync.0",outcome="corrected"}.
func (l *live) metrics() map[string]float64 { return series(l.get("/api/v2/metrics/prometheus")) }

var seriesLine = regexp.MustCompile(`(?m)^(fluentbit_timesync_\w+\{[^}]*\}) (\S+)`)

func series(text string) map[string]float64 {
	found := map[string]float64{}
	for _, line := range seriesLine.FindAllStringSubmatch(text, -1) {
		value, err := strconv.ParseFloat(line[2], 64)
		if err == nil {
			found[line[1]] = value
		}
	}
	return found
}

// outcomes adds up what became of all records.
func outcomes(metrics map[string]float64) (sum float64) {
	for name, value := range metrics {
		if strings.HasPrefix(name, "fluentbit_timesync_records_total{") {
			sum += value
		}
	}
	return sum
}

// records are the lines of ${OUT}/records so far, whole ones only.
func (l *live) records() []string {
	text, _ := os.ReadFile(filepath.Join(l.out, "records"))
	return splitLines(string(text[:strings.LastIndexByte(string(text), '\n')+1]))
}

// wait looks until a condition holds; it fails the test when Fluent Bit ends or
// the patience does.
func (l *live) wait(t *testing.T, patience time.Duration, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for !holds() {
		select {
		case <-l.Ended():
			t.Fatalf("Fluent Bit ended while waiting for %s\n%s", what, l.Result().Stderr)
		case <-time.After(20 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			_, log := l.Output()
			t.Fatalf("waited %v in vain for %s\n%s", patience, what, log)
		}
	}
}

// numberFrom reads a number from the environment: how much of a test to run.
func numberFrom(t *testing.T, variable string, usual int) int {
	text := os.Getenv(variable)
	if text == "" {
		return usual
	}
	number, err := strconv.Atoi(text)
	require.NoError(t, err, variable)
	return number
}

// key names a series of the metric.
func key(metric, labels string) string {
	return fmt.Sprintf("fluentbit_timesync_%s{%s}", metric, labels)
}
