package line_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/iso"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// named is the second that all examples name.
var named = time.Date(2024, 6, 14, 10, 11, 12, 0, time.UTC).UnixNano()

// found is what is found in a line.
type found struct {
	stamp      timestamp.Stamp
	start, end int
	reason     timestamp.Reason
}

func (f found) isNamed() bool {
	return f.reason == timestamp.Read && iso.Cut(f.stamp.Nanos, 0) == named
}

func findIn(t *testing.T, text, zone string, e line.Extent, live *stream.Stream) (f found) {
	t.Helper()
	c := &read.Context{Now: stamptest.Now, Arrival: named + calendar.NanosPerSecond, Stream: live}
	f.stamp, f.start, f.end, f.reason = line.FindWithin(stamptest.Reader(t, zone), []byte(text), e, c)
	f.stamp.Zone = nil // each reader loads its own
	return f
}

// TestCluesInCorpus: the corpus has each example, judged with its true instant.
func TestCluesInCorpus(t *testing.T) {
	text, err := os.ReadFile("../../../test/corpus/testdata/rows.jsonl")
	require.NoError(t, err)
	for _, c := range line.Clues() {
		example, err := json.Marshal(strings.NewReplacer("«", "", "»", "").Replace(c.Example))
		require.NoError(t, err)
		assert.Contains(t, string(text), strings.NewReplacer(`\u003c`, "<", `\u003e`, ">").Replace(string(example)), c.Name)
	}
}

// TestClues: each row says what its example shows, nothing else says it, and it says nothing in its
// counter-example. What stands after the stamp is beyond the depth where a stamp must end.
func TestClues(t *testing.T) {
	const assumed = "America/New_York"
	names := map[string]bool{}
	for i, c := range line.Clues() {
		require.False(t, names[c.Name], "%s stands twice", c.Name)
		names[c.Name] = true
		require.Contains(t, c.Example, "«", c.Name)
		text := strings.NewReplacer("«", "", "»", "").Replace(c.Example)
		depth := line.Extent{Depth: strings.Index(c.Example, "«")}
		got := findIn(t, text, assumed, depth, nil)
		holds := func() bool {
			again := findIn(t, text, assumed, depth, nil)
			if c.Reason != timestamp.Read {
				return again.reason == c.Reason
			}
			return again.isNamed() && again == got // a format may be all that it changes
		}
		assert.True(t, holds(), "%s: %q is %s %s", c.Name, text, got.reason, stamptest.Written(got.stamp))
		line.WithoutClue(i, func() { assert.False(t, holds(), "%s: %q is read without the row as well", c.Name, text) })
		with := findIn(t, c.Counter, assumed, line.Extent{}, nil)
		assert.True(t, with.isNamed(), "%s: %q is no stamp of that second", c.Name, c.Counter)
		line.WithoutClue(i, func() {
			assert.Equal(t, with, findIn(t, c.Counter, assumed, line.Extent{}, nil), "%s says something in %q", c.Name, c.Counter)
		})
	}
}

// TestAttempts: each attempt finds the stamp of its example, and nothing else does.
func TestAttempts(t *testing.T) {
	for i, a := range line.Attempts() {
		name, example := a[0], a[1]
		find := func() found {
			return findIn(t, example, "", line.Extent{}, stamptest.LiveStream(t, named+calendar.NanosPerSecond))
		}
		with := find()
		assert.True(t, with.isNamed(), "%s: %q is %s %s", name, example, with.reason, stamptest.Written(with.stamp))
		line.WithoutAttempt(i, func() { assert.NotEqual(t, with, find(), "%s: %q is read without the row as well", name, example) })
	}
}
