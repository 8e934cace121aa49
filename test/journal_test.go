package test

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"timesync/test/launch"
	"timesync/test/ntpserver"
)

const journalPipeline = `[SERVICE]
    Flush        0.2
    Grace        1
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
    startup_wait 3s
    correct      always
    journal      ${JOURNAL}
[OUTPUT]
    Name          stdout
    Match         *
    Format        json_lines
    Json_Date_Key false
`

// TestJournalAcrossStep gives the plugin a journal as docs/clock.md describes it, made without the
// plugin: of a process that saw the host clock set forward by ten seconds and has ended. Backlog of
// that time gets the offset of its own instant.
func TestJournalAcrossStep(t *testing.T) {
	t.Parallel()
	for _, program := range allPrograms(t) {
		t.Run(program.Name(), func(t *testing.T) {
			t.Parallel()
			_, servers := ntpServers(t, ntpserver.Settings{Offset: 2500 * time.Millisecond})
			now, folder := time.Now(), t.TempDir()
			writeJournal(t, folder, now)
			moments := []struct{ ago, offset time.Duration }{
				{3 * time.Hour, 0}, // nobody watched
				{90 * time.Minute, 12500 * time.Millisecond},
				{30 * time.Minute, 2500 * time.Millisecond},
				{10 * time.Second, 2500 * time.Millisecond}, // between the two processes
			}
			var input strings.Builder
			for _, m := range moments {
				fmt.Fprintf(&input, "{\"time\":%q}\n", now.Add(-m.ago).UTC().Format(time.RFC3339Nano))
			}
			lines := backlogRun(t, program, folder, servers, input.String())
			require.Len(t, lines, len(moments))
			for i, m := range moments {
				assert.InDelta(t, m.offset, lines[i].Sub(now.Add(-m.ago)), float64(usualTolerance), "%s ago", m.ago)
			}
		})
	}
}

// writeJournal writes what a process would have left that watched from two hours to 20 s ago.
func writeJournal(t *testing.T, folder string, now time.Time) {
	var monotonic unix.Timespec
	require.NoError(t, unix.ClockGettime(unix.CLOCK_MONOTONIC, &monotonic))
	zero := time.Now().UnixNano() - monotonic.Nano()
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	require.NoError(t, err)
	ago := func(d time.Duration) int64 { return now.Add(-d).UnixNano() }
	var text strings.Builder
	line := func(format string, arguments ...any) {
		body := fmt.Sprintf(format, arguments...)
		fmt.Fprintf(&text, "%s,\"crc\":\"%08x\"}\n", body, crc32.Checksum([]byte(body), crc32.MakeTable(crc32.Castagnoli)))
	}
	segment := func(number int, reason string, from, to, zero, offset int64) {
		line(`{"segment":%d,"host_ns":%d,"knots":0,"begin":{"reason":%q,"boot":%q,"monotonic_zero_ns":%d,"limited":false,"continued":false}`,
			number, from, reason, strings.TrimSpace(string(boot)), zero)
		line(`{"segment":%d,"host_ns":%d,"knots":1,"knot":{"offset_ns":%d,"rate":0,"bound_ns":1000000,"growth":0,"state":"synced","outcome":"applied"}`,
			number, from, offset)
		line(`{"segment":%d,"host_ns":%d,"knots":1`, number, to)
	}
	segment(1, "first", ago(2*time.Hour), ago(time.Hour)-10e9, zero-10e9, 12.5e9)
	segment(2, "step", ago(time.Hour), ago(20*time.Second), zero, 2.5e9)
	path := filepath.Join(folder, "0123456789abcdef-"+now.UTC().Format(time.DateOnly)+".jsonl")
	require.NoError(t, os.WriteFile(path, []byte(text.String()), 0o600))
}

// backlogRun takes lines through the pipeline and returns their times.
func backlogRun(t *testing.T, program launch.Program, journal, servers, input string) (times []time.Time) {
	folder := t.TempDir()
	config, records := filepath.Join(folder, "fluent-bit.conf"), filepath.Join(folder, "input")
	require.NoError(t, os.WriteFile(config, []byte(journalPipeline), 0o600))
	require.NoError(t, os.WriteFile(records, []byte(input), 0o600))
	parsers, err := filepath.Abs("pipelines/parsers.conf")
	require.NoError(t, err)
	result := run(t, program, launch.Job{
		Config:    config,
		Object:    objectPath(t),
		Variables: []string{"SERVERS=" + servers, "JOURNAL=" + journal, "INPUT=" + records, "PARSERS=" + parsers},
	})
	for _, line := range splitLines(result.Stdout) {
		var record struct{ Time time.Time }
		if json.Unmarshal([]byte(line), &record) == nil && !record.Time.IsZero() {
			times = append(times, record.Time)
		}
	}
	return times
}

// TestJournalAfterKill reloads a Fluent Bit, kills it, and reads a record of its time again in a
// second one whose servers are silent: only the journal can tell, and it tells the same to the
// nanosecond. Meanwhile this process follows what is written.
func TestJournalAfterKill(t *testing.T) {
	t.Parallel()
	object := objectPath(t)
	for _, program := range fluentBits(t) {
		t.Run(program.Name(), func(t *testing.T) {
			t.Parallel()
			servers, list := ntpServers(t, ntpserver.Settings{Offset: 2500 * time.Millisecond})
			folder := filepath.Join(t.TempDir(), "made", "by", "it")
			l := startLive(t, program, object, loadPipeline+loadFilter+property("journal", folder), "SERVERS="+list)
			l.wait(t, 30*time.Second, "the first records", func() bool { return len(l.records()) > 0 })
			found := reloadLine.FindStringSubmatch(l.records()[0])
			require.NotNil(t, found, l.records()[0])
			event, err := readInstant(found[1])
			require.NoError(t, err)
			l.wait(t, 30*time.Second, "the journal to reach them", func() bool { return journalReaches(t, folder, event) })
			l.reload(t, 1)
			after := time.Now().Add(time.Second)
			l.wait(t, 30*time.Second, "the journal to go on after the reload", func() bool { return journalReaches(t, folder, after) })
			_, log := l.Output()
			assert.NotContains(t, log, "is not written")
			require.NoError(t, l.Signal(syscall.SIGKILL))
			l.Result()
			for _, server := range servers {
				server.Close()
			}
			input := fmt.Sprintf("{\"time\":%q}\n", event.UTC().Format("2006-01-02T15:04:05.000000000Z"))
			times := backlogRun(t, program, folder, list, input)
			require.Len(t, times, 1)
			require.Equal(t, found[2], times[0].Format("2006-01-02T15:04:05.000000000Z"))
		})
	}
}

// journalReaches reports whether some line of the journal is later than the instant; each whole
// line must be JSON.
func journalReaches(t *testing.T, folder string, at time.Time) bool {
	files, _ := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	for _, file := range files {
		text, _ := os.ReadFile(file)
		for _, line := range splitLines(string(text[:strings.LastIndexByte(string(text), '\n')+1])) {
			var told struct {
				Host int64 `json:"host_ns"`
			}
			require.NoError(t, json.Unmarshal([]byte(line), &told), line)
			if told.Host > at.UnixNano() {
				return true
			}
		}
	}
	return false
}
