package test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/test/launch"
)

// An agent without timesync, whose clock is nobody's business here.
const agent = `
[SERVICE]
    Flush   0.2
[INPUT]
    Name    dummy
    Tag     t
    Dummy   {"time":"2024-03-05 10:11:12,5","n":1}
    Rate    5
[OUTPUT]
    Name    forward
    Match   t
    Host    127.0.0.1
    Port    ${PORT}
`

// An aggregator that only listens, and hands records on before timesync sees them.
const aggregator = `
[SERVICE]
    Flush   0.2
[INPUT]
    Name    forward
    Listen  127.0.0.1
    Port    ${PORT}
[FILTER]
    Name    rewrite_tag
    Match   t
    Rule    $time ^2024 again.$TAG false
[FILTER]
    Name           timesync
    Match          again.*
    offset_source  fixed
    fixed_offset   +5s
[OUTPUT]
    Name    stdout
    Match   again.*
`

// What rewrite_tag hands on behind a network is another machine's: the host's offset is not for it.
func TestHandedOnFromElsewhere(t *testing.T) {
	t.Parallel()
	found := fluentBits(t)
	for _, from := range found {
		for _, at := range found {
			t.Run(from.Name()+" to "+at.Name(), func(t *testing.T) {
				t.Parallel()
				handOn(t, from, at)
			})
		}
	}
}

func handOn(t *testing.T, from, at launch.Program) {
	_, port, err := net.SplitHostPort(freeAddress(t))
	require.NoError(t, err)
	to := startText(t, at, objectPath(t), aggregator, port)
	startText(t, from, "", agent, port)
	said := func() string {
		stdout, stderr := to.Output()
		return stdout + stderr
	}
	require.Eventually(t, func() bool { return strings.Contains(said(), "again.t: [") }, patience, 50*time.Millisecond)
	require.Contains(t, said(), `again.t: [[1709633472.500000000, {}], {"time"=>"2024-03-05T10:11:12.5Z", "n"=>1}]`)
	require.Contains(t, said(), "input emitter_for_rewrite_tag.0: another machine's clock wrote its timestamps")
}

// startText starts a configuration that is text, and ends it with the test.
func startText(t *testing.T, program launch.Program, object, text, port string) *launch.Process {
	folder := t.TempDir()
	path := filepath.Join(folder, "fluent-bit.conf")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	process, err := program.Start(launch.Job{Config: path, Object: object, Directory: folder, Variables: []string{"PORT=" + port}})
	require.NoError(t, err)
	t.Cleanup(func() { process.Stop(10 * time.Second) })
	return process
}
