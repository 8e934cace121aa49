package test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/launch"
)

const daemonConfig = `[SERVICE]
    Daemon   On
    Log_File %s
[INPUT]
    Name dummy
[FILTER]
    Name          timesync
    Match         *
    offset_source fixed
    fixed_offset  2.5s
[OUTPUT]
    Name  null
    Match *
`

// TestDaemonIsRefused: with Daemon On the host forks after it has loaded the plugin,
// which a Go runtime does not survive. Nobody sees the daemon's end, so the log must
// tell within a second, in one line, and nothing may stay behind.
func TestDaemonIsRefused(t *testing.T) {
	t.Parallel()
	object := objectPath(t)
	for _, program := range fluentBits(t) {
		t.Run(program.Name(), func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			config, log := filepath.Join(folder, "daemon.conf"), filepath.Join(folder, "daemon.log")
			require.NoError(t, os.WriteFile(config, fmt.Appendf(nil, daemonConfig, log), 0o600))
			t.Cleanup(func() { killAll(t, config) })
			begun := time.Now()
			run(t, program, launch.Job{Config: config, Object: object})
			said := func() []string {
				text, _ := os.ReadFile(log)
				return errorLines(string(text), "[filter:timesync") // the host adds its own below
			}
			until(begun.Add(time.Second), func() bool { return len(said()) > 0 })
			assert.Len(t, said(), 1, "lines of log_file after a second")
			until(begun.Add(5*time.Second), func() bool { return len(processesOf(config)) == 0 })
			assert.Empty(t, processesOf(config), "processes left after five seconds")
			if lines := said(); assert.Len(t, lines, 1) {
				assert.Contains(t, strings.ToLower(lines[0]), "daemon")
			}
		})
	}
}

// until looks again and again until something holds or the time has come.
func until(deadline time.Time, holds func() bool) {
	for !holds() && time.Now().Before(deadline) {
		time.Sleep(20 * time.Millisecond)
	}
}

// processesOf are the processes whose command line names a file, which is this
// test's own.
func processesOf(file string) (processes []int) {
	lines, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, path := range lines {
		line, err := os.ReadFile(path)
		var process int
		if _, scan := fmt.Sscanf(path, "/proc/%d/", &process); err == nil && scan == nil && bytes.Contains(line, []byte(file)) {
			processes = append(processes, process)
		}
	}
	return processes
}

// killAll ends what a failed test leaves behind.
func killAll(t *testing.T, file string) {
	for _, process := range processesOf(file) {
		found, err := os.FindProcess(process)
		require.NoError(t, err)
		_ = found.Kill() // it may have ended meanwhile
	}
}
