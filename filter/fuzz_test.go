package filter

import (
	"bytes"
	"testing"
	"time"

	"github.com/tinylib/msgp/msgp"

	"timesync/offsets/timemap"
)

// FuzzRewrite compares the filter with an oracle that takes records apart into
// slices of keys and values and puts them together again.
func FuzzRewrite(f *testing.F) {
	f.Add(mixedChunk(), int64(testOffset))
	f.Add(mixedChunk()[:100], int64(-testOffset))
	for _, form := range forms {
		f.Add(form.append(nil, ingested, pairs("otlp", 1, "timesync", 5), pairs("timestamp", 1, "log", "2024-03-05T10:11:12Z")), int64(0))
		f.Add(form.append(nil, ingested, noMetadata, pairs("Time", "n/a", "TIME", "10:11:12", "DATE", "2024-03-05", "creationTime", "2024-03-05T10:11:12Z")), int64(1))
		f.Add(form.append(nil, ingested, pairs("a", 5), pairs("log", "no", "time", 1709633472, "timestamp", nil)), int64(7))
		times := msgp.Raw(pairs("observed_timestamp", ingested.UnixNano()+9, "severity_number", 9, "timestamp", ingested.UnixNano()))
		f.Add(form.append(nil, ingested, pairs("otlp", times), pairs("time", "2024-03-05T10:11:12.5Z", "n", nil, "time", "2024-03-05 10:11:12.75")), int64(499_999))
		f.Add(form.append(nil, ingested, pairs("b", 1, "otlp", times), pairs("TIME", 1, "__REALTIME_TIMESTAMP", "1709633472123456", "Time", 2, "TIME", "n/a")), int64(-3))
	}
	prototype := newFilter(f, nil)
	f.Fuzz(func(t *testing.T, chunk []byte, offset int64) {
		if offset > int64(time.Hour) || offset < -int64(time.Hour) {
			return
		}
		checkRewrite(t, unused(t, prototype), fixedView(time.Duration(offset)), chunk, offset)
	})
}

func checkRewrite(t testing.TB, f *Filter, view *timemap.View, chunk []byte, offset int64) (compared bool) {
	out, changed := f.Rewrite(chunk, testTag, view, LocalClock)
	if !changed {
		out = chunk
	}
	if want := slowRewrite(f, chunk, offset); !bytes.Equal(want, out) {
		t.Fatalf("%q moved by %d:\n%q, want\n%q", chunk, offset, out, want)
	}
	return changed
}
