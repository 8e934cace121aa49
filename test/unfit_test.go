package test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/launch"
	"timesync/test/ntpserver"
)

const unfitPipeline = `[SERVICE]
    Parsers_File ${PARSERS}
[INPUT]
    Name           tail
    Path           ${INPUT}
    Parser         json
    Read_from_Head on
    Exit_On_Eof    on
[FILTER]
    Name         timesync
    Match        *
    ntp_servers  ${SERVERS}
    startup_wait 200ms
    correct      always
    unsynced     flag
[OUTPUT]
    Name          stdout
    Match         *
    Format        json_lines
    Json_Date_Key false
`

// unsyncedLine is the record formatted, not moved.
const unsyncedLine = `{"time":"2024-03-05T10:11:12Z","timesync_error":"unsynced"}`

// TestUnfitServers has three servers of one kind at a time. None of them may move a
// record, be called synchronised, or hold up start and end.
func TestUnfitServers(t *testing.T) {
	host, object := embeddedHosts(t)[0], objectPath(t)
	specs := map[string]serverSpec{
		"nobody listens": {Closed: true},
		"silent":         {Loss: 1},
		"stratum 16":     {Stratum: 16},
		"not in sync":    {Leap: 3},
		"KoD RATE":       {KissCode: "RATE"},
		"KoD DENY":       {KissCode: "DENY"},
		"KoD RSTR":       {KissCode: "RSTR"},
	}
	for _, kind := range ntpserver.MalformedKinds() {
		specs[string(kind)] = serverSpec{Malformed: string(kind)}
	}
	for name, spec := range specs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			spec.Offset = "2.5s"
			variables := startServers(t, []serverSpec{spec, spec, spec})
			line, metrics := unfit(t, host, object, variables)
			assert.JSONEq(t, unsyncedLine, line)
			assert.Zero(t, metrics[key("synchronized", `name="timesync.0"`)])
		})
	}
	t.Run("name not resolving", func(t *testing.T) {
		t.Parallel()
		line, metrics := unfit(t, host, object, []string{"SERVERS=no-such-host.invalid"})
		assert.JSONEq(t, unsyncedLine, line)
		assert.Zero(t, metrics[key("synchronized", `name="timesync.0"`)])
	})
	t.Run("fit servers for comparison", func(t *testing.T) {
		t.Parallel()
		good := serverSpec{Offset: "2.5s"}
		line, metrics := unfit(t, host, object, startServers(t, []serverSpec{good, good, good}))
		assert.JSONEq(t, strings.Replace(unsyncedLine, "unsynced", "unknown_past", 1), line, "the stamp is of 2024")
		assert.Equal(t, 1.0, metrics[key("synchronized", `name="timesync.0"`)])
	})
}

// unfit runs the pipeline and returns its one record and the metrics at the end.
func unfit(t *testing.T, host launch.Program, object string, variables []string) (line string, metrics map[string]float64) {
	folder := t.TempDir()
	config, input, published := filepath.Join(folder, "fluent-bit.conf"), filepath.Join(folder, "input"), filepath.Join(folder, "metrics")
	require.NoError(t, os.WriteFile(config, []byte(unfitPipeline), 0o600))
	require.NoError(t, os.WriteFile(input, []byte(`{"time":"2024-03-05T12:11:12+02:00"}`+"\n"), 0o600))
	parsers, err := filepath.Abs("pipelines/parsers.conf")
	require.NoError(t, err)
	result := run(t, host, launch.Job{
		Config:    config,
		Object:    object,
		Variables: append(variables, "INPUT="+input, "PARSERS="+parsers),
		Options:   []string{"--metrics=" + published},
	})
	require.Zero(t, result.ExitCode, result.Stderr)
	text, err := os.ReadFile(published)
	require.NoError(t, err)
	metrics = series(string(text))
	require.NotEmpty(t, metrics, string(text))
	// 200 ms of startup_wait, at most 100 ms for the end, the rest for a busy machine.
	assert.Less(t, result.Took, time.Second, result.Stderr)
	return result.Stdout, metrics
}
