package read_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// TestDoubts: without evidence each kind of doubt is refused for its reason.
func TestDoubts(t *testing.T) {
	kinds := read.Doubts()
	require.NotEmpty(t, kinds)
	for _, kind := range kinds {
		r := stamptest.Reader(t, "America/New_York")
		c := &read.Context{Now: stamptest.Now, Arrival: stamptest.Now, Stream: new(stream.Stream)}
		if _, reason := r.ReadText([]byte(kind.Example), c); reason == kind.Reason {
			continue
		}
		if _, reason := stamptest.ReaderOf(t, read.Options{GuessZone: true}).ReadText([]byte(kind.Example), c); reason == kind.Reason {
			continue
		}
		_, _, _, reason := line.Find(r, []byte(kind.Example), c)
		assert.Equal(t, kind.Reason, reason, "%s: %q", kind.Name, kind.Example)
	}
}
