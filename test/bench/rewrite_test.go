package bench

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"

	"timesync/filter"
	"timesync/offsets"
)

// newRewriter makes a filter of default configuration and the view of a clock that is 2.5 s behind.
func newRewriter(tb testing.TB) (*filter.Filter, *offsets.View) {
	tb.Helper()
	config := filter.Default()
	config.Zone = time.UTC
	f, err := filter.New(config)
	require.NoError(tb, err)
	policy := offsets.Policy{Correct: offsets.CorrectAlways, MinSources: 1, MaxError: time.Second}
	view := offsets.NewFixed(2500 * time.Millisecond).Timeline(policy).View()
	return f, &view
}

// BenchmarkChunk compares the whole rewrite with the least that a filter can do on the same chunk.
func BenchmarkChunk(b *testing.B) {
	for _, load := range workloads {
		sizes := []int{1000}
		if load.name == "flat" {
			sizes = []int{1, 10, 1000, 10000}
		}
		for _, records := range sizes {
			chunk := load.chunk(records, false)
			name := fmt.Sprintf("%s/%d", load.name, records)
			b.Run(name+"/rewrite", func(b *testing.B) { rewrite(b, chunk, records) })
			b.Run(name+"/skip", func(b *testing.B) {
				perRecord(b, chunk, records, func() { skipAll(b, chunk) })
			})
			space := make([]byte, len(chunk))
			b.Run(name+"/copy", func(b *testing.B) {
				perRecord(b, chunk, records, func() { copy(space, chunk) })
			})
			b.Run(name+"/decode", func(b *testing.B) {
				perRecord(b, chunk, records, func() { decodeAll(b, chunk, records) })
			})
		}
	}
	chunk := workloads[0].chunk(1000, true)
	b.Run("flat-array32/1000/rewrite", func(b *testing.B) { rewrite(b, chunk, 1000) })
	b.Run("flat-array32/1000/skip", func(b *testing.B) {
		perRecord(b, chunk, 1000, func() { skipAll(b, chunk) })
	})
}

// tag is the stream that the chunks are of.
var tag = []byte("bench")

func rewrite(b *testing.B, chunk []byte, records int) {
	f, view := newRewriter(b)
	f.Rewrite(chunk, tag, view, false) // the buffers grow once
	perRecord(b, chunk, records, func() {
		if _, changed := f.Rewrite(chunk, tag, view, false); !changed {
			b.Fatal("nothing was rewritten")
		}
	})
}

// perRecord runs work over a chunk and reports its time per record.
func perRecord(b *testing.B, chunk []byte, records int, work func()) {
	b.ReportAllocs()
	b.SetBytes(int64(len(chunk)))
	for b.Loop() {
		work()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(records), "ns/record")
}

func skipAll(b *testing.B, chunk []byte) {
	for rest := chunk; len(rest) > 0; {
		var err error
		if rest, err = msgp.Skip(rest); err != nil {
			b.Fatal(err)
		}
	}
}

// TestWorkloads: every record of every workload is corrected, so that the benchmarks measure what they say.
func TestWorkloads(t *testing.T) {
	for _, load := range workloads {
		for _, wideHeaders := range []bool{false, true} {
			f, view := newRewriter(t)
			chunk := load.chunk(100, wideHeaders)
			_, changed := f.Rewrite(chunk, tag, view, false)
			require.True(t, changed, load.name)
			require.EqualValues(t, 100, f.Tally().Outcomes[filter.Corrected], load.name)
			if load.name == "flat" {
				require.InDelta(t, 180, len(chunk)/100, 25)
			}
		}
	}
}

// TestNoAllocations: after the first chunk a chunk costs no allocation.
func TestNoAllocations(t *testing.T) {
	for _, load := range workloads {
		f, view := newRewriter(t)
		chunk := load.chunk(1000, false)
		f.Rewrite(chunk, tag, view, false)
		require.Zero(t, testing.AllocsPerRun(20, func() { f.Rewrite(chunk, tag, view, false) }), load.name)
	}
}
