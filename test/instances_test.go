package test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"

	"timesync/filter"
	"timesync/offsets"
	"timesync/plugin/settings"
)

// TestInstancesAtOnce: Fluent Bit calls the filters of threaded inputs at once. Instances share one
// clock and nothing else: each makes the same of our own lines, and the race detector finds
// nothing.
func TestInstancesAtOnce(t *testing.T) {
	t.Parallel()
	chunk := ownLines(t)
	clock := offsets.NewFixed(2500 * time.Millisecond)
	var outs [6][]byte
	var instances sync.WaitGroup
	for i := range outs {
		instances.Go(func() {
			s, err := settings.Parse([]settings.Property{
				{Name: "time_zone", Value: "Europe/Berlin"}, {Name: "reference_time", Value: "2027-06-01T00:00:00Z"},
				{Name: "details", Value: "on"}, {Name: "on_error", Value: "flag"}, {Name: "output_zone", Value: "keep"},
			})
			if !assert.NoError(t, err) {
				return
			}
			f, err := filter.New(s.Filter)
			if !assert.NoError(t, err) {
				return
			}
			view := clock.Timeline(s.Policy).View()
			out, changed := f.Rewrite(chunk, []byte("t"), &view, filter.LocalClock)
			assert.True(t, changed)
			outs[i] = out
		})
	}
	instances.Wait()
	for _, out := range outs {
		require.True(t, bytes.Equal(outs[0], out), "two instances made different things of the same lines")
	}
}

// ownLines is a chunk of the texts of test/corpus/testdata, each as a raw line and as a value.
func ownLines(t *testing.T) (chunk []byte) {
	files, err := filepath.Glob("corpus/testdata/*.jsonl")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, line := range splitLines(string(text)) {
			var c struct{ Input string }
			require.NoError(t, json.Unmarshal([]byte(line), &c))
			for _, key := range []string{"log", "time"} {
				chunk = msgp.AppendArrayHeader(msgp.AppendArrayHeader(chunk, 2), 2)
				chunk = binary.BigEndian.AppendUint64(append(chunk, 0xd7, 0), 1_800_000_000<<32)
				chunk = msgp.AppendMapHeader(msgp.AppendMapHeader(chunk, 0), 1)
				chunk = msgp.AppendString(msgp.AppendString(chunk, key), c.Input)
			}
		}
	}
	return chunk
}
