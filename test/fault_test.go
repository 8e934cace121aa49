package test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// The object built with the tag "fault" panics on a chunk that holds this word.
const faultPipeline = `[INPUT]
    Name    dummy
    Tag     bad
    Dummy   {"time":"2024-03-05T10:11:12Z","word":"timesync-fault"}
    Samples 1
[INPUT]
    Name    dummy
    Tag     good
    Dummy   {"time":"2024-03-05T10:11:12Z"}
    Rate    10
[FILTER]
    Name           timesync
    Match          *
    offset_source  fixed
    fixed_offset   2.5s
[OUTPUT]
    Name     file
    Match    *
    Path     ${OUT}
    File     records
    Format   plain
`

// TestPanicIsContained: a panic in the filter costs nothing but one line in the log:
// the record passes as it came, and the others are corrected as ever.
func TestPanicIsContained(t *testing.T) {
	t.Parallel()
	object := built(t, "TIMESYNC_FAULT_OBJECT", "../build/fault/flb-filter_timesync.so")
	for _, program := range fluentBits(t) {
		t.Run(program.Name(), func(t *testing.T) {
			t.Parallel()
			l := startLive(t, program, object, faultPipeline)
			const bad, good = `{"time":"2024-03-05T10:11:12Z","word":"timesync-fault"}`, `{"time":"2024-03-05T10:11:14.500Z"}`
			count := func(line string) (n int) {
				for _, got := range l.records() {
					if got == line {
						n++
					}
				}
				return n
			}
			l.wait(t, 30*time.Second, "the record that panics", func() bool { return count(bad) == 1 })
			seen := count(good)
			l.wait(t, 30*time.Second, "more records after it", func() bool { return count(good) >= seen+10 })
			result := l.Stop(30 * time.Second)
			assert.Zero(t, result.ExitCode)
			assert.Len(t, errorLines(result.Stderr, "panic"), 1, result.Stderr)
			assert.Equal(t, len(l.records()), count(bad)+count(good), strings.Join(l.records(), "\n"))
		})
	}
}
