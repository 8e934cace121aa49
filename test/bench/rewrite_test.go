package bench

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"

	"timesync/filter"
	"timesync/offsets"
	"timesync/offsets/timemap"
)

// newRewriter makes a filter of default configuration and the view of a clock that is 2.5 s behind.
func newRewriter(tb testing.TB) (*filter.Filter, *timemap.View) {
	tb.Helper()
	config := filter.Default()
	config.Zone = time.UTC
	f, err := filter.New(config)
	require.NoError(tb, err)
	policy := offsets.Policy{Correct: offsets.CorrectAlways, MinSources: 1, MaxError: time.Second}
	view := offsets.NewFixed(2500 * time.Millisecond).Timeline(policy).View()
	return f, &view
}

// BenchmarkChunk compares the whole rewrite of a chunk with the least that a filter can do with it.
func BenchmarkChunk(b *testing.B) {
	for _, load := range workloads {
		sizes := []int{1000}
		if load.name == "flat" {
			sizes = []int{1, 10, 100, 1000, 10000}
		}
		for _, records := range sizes {
			b.Run(fmt.Sprintf("%s/%d", load.name, records), func(b *testing.B) { compare(b, load.chunk(records, ofV51), records) })
		}
	}
	b.Run("flat-array32/1000", func(b *testing.B) { compare(b, workloads[0].chunk(1000, ofV22), 1000) })
	b.Run("flat-compact/1000", func(b *testing.B) { compare(b, workloads[0].chunk(1000, compact), 1000) })
}

// tag is the stream that the chunks are of.
var tag = []byte("bench")

// rival is one way of going over a chunk.
type rival struct {
	name string
	work func()
}

// compare lets the rivals take turns over a chunk, so that all of them see the same moods of the
// machine, and reports the median time a record takes each, and the rewrite's in proportion to
// stepping over it.
func compare(b *testing.B, chunk []byte, records int) {
	f, view := newRewriter(b)
	space := make([]byte, len(chunk))
	rivals := []rival{
		{"rewrite", func() { f.Rewrite(chunk, tag, view, filter.LocalClock) }},
		{"skip", func() { skipAll(b, chunk) }},
		{"copy", func() { copy(space, chunk) }},
		{"decode", func() { decodeAll(b, chunk, records) }},
	}
	repeat := max(1, 100/records) // long enough for the timer
	times := make([][]time.Duration, len(rivals))
	b.SetBytes(int64(len(chunk) * repeat))
	const decode = 3
	for b.Loop() {
		for i, r := range rivals[:decode] {
			times[i] = append(times[i], timed(r.work, repeat))
		}
	}
	for range 20 { // apart: what it allocates would be collected during the others' turns
		times[decode] = append(times[decode], timed(rivals[decode].work, repeat))
	}
	var medians [decode + 1]float64
	for i, r := range rivals {
		slices.Sort(times[i])
		medians[i] = float64(times[i][len(times[i])/2].Nanoseconds()) / float64(repeat*records)
		b.ReportMetric(medians[i], r.name+"-ns/record")
	}
	b.ReportMetric(medians[0]/medians[1], "of-skip")
	b.ReportMetric(testing.AllocsPerRun(20, rivals[0].work), "allocs/chunk")
	b.ReportMetric(0, "ns/op") // of all rivals together: says nothing
}

func timed(work func(), repeat int) time.Duration {
	began := time.Now()
	for range repeat {
		work()
	}
	return time.Since(began)
}

func skipAll(b *testing.B, chunk []byte) {
	for rest := chunk; len(rest) > 0; {
		var err error
		if rest, err = msgp.Skip(rest); err != nil {
			b.Fatal(err)
		}
	}
}

// TestWorkloads: every record of every workload is corrected, so that the benchmarks measure what
// they say.
func TestWorkloads(t *testing.T) {
	for _, load := range workloads {
		for _, form := range []form{ofV51, ofV22, compact} {
			f, view := newRewriter(t)
			chunk := load.chunk(100, form)
			_, changed := f.Rewrite(chunk, tag, view, filter.LocalClock)
			require.True(t, changed, load.name)
			require.EqualValues(t, 100, f.Tally().Outcomes[filter.Corrected], load.name)
			if load.name == "flat" {
				require.InDelta(t, 185, len(chunk)/100, 20)
			}
		}
	}
}

// TestNoAllocations: after the first chunk a chunk costs no allocation.
func TestNoAllocations(t *testing.T) {
	for _, load := range workloads {
		f, view := newRewriter(t)
		chunk := load.chunk(1000, ofV51)
		f.Rewrite(chunk, tag, view, filter.LocalClock)
		require.Zero(t, testing.AllocsPerRun(20, func() { f.Rewrite(chunk, tag, view, filter.LocalClock) }), load.name)
	}
}

// BenchmarkRewrite is the rewrite alone, on each kind of records: the profile that the plugin is
// built with comes from it (make profile).
func BenchmarkRewrite(b *testing.B) {
	for _, load := range workloads {
		b.Run(load.name, func(b *testing.B) {
			f, view := newRewriter(b)
			chunk := load.chunk(1000, ofV51)
			b.SetBytes(int64(len(chunk)))
			for b.Loop() {
				f.Rewrite(chunk, tag, view, filter.LocalClock)
			}
		})
	}
}
