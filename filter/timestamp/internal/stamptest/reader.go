// Package stamptest has what the tests of the packages beside it share: a present, readers, and
// stamps as text.
package stamptest

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/iso"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
	"timesync/filter/timestamp/zone"
)

// Now is the present of the tests: 2024-06-15 12:00:00 UTC.
var Now = time.Date(2024, 6, 15, 12, 0, 0, 0, time.UTC).UnixNano()

// Reader reads in a zone, "" for UTC.
func Reader(t testing.TB, name string, formats ...string) *read.Reader {
	t.Helper()
	location := time.UTC
	if name != "" {
		location = Zone(t, name)
	}
	return ReaderOf(t, read.Options{Zone: location, Formats: formats})
}

// ReaderOf is a reader with options that must be good.
func ReaderOf(t testing.TB, o read.Options) *read.Reader {
	t.Helper()
	r, err := read.New(o)
	require.NoError(t, err)
	return r
}

// General is a reader in a zone that goes the general way always: two formats are tried in turn,
// which no fast path serves.
func General(t testing.TB, name string) *read.Reader {
	t.Helper()
	return Reader(t, name, "auto", "auto")
}

// Maker makes readers that have read nothing yet, in a zone.
func Maker(t testing.TB, name string, formats ...string) func() *read.Reader {
	t.Helper()
	location := time.UTC
	if name != "" {
		location = Zone(t, name)
	}
	return func() *read.Reader {
		r, err := read.New(read.Options{Zone: location, Formats: formats})
		if err != nil {
			panic(err) // not t's to report: a fuzz target has a T of its own
		}
		return r
	}
}

// Zone is the zone of a name that must be known.
func Zone(t testing.TB, name string) *time.Location {
	t.Helper()
	location, err := zone.Parse(name)
	require.NoError(t, err)
	return location
}

// Written is a stamp as it is written, in the zone it was read in.
func Written(s timestamp.Stamp) string {
	return string(iso.Append(nil, s.Nanos, s.Tail, int(s.Digits), s.Zone, s.Offset))
}

// ReadWritten reads a value and writes it, or gives the name of the reason against it.
func ReadWritten(r *read.Reader, text string) string {
	return outcome(r.ReadText([]byte(text), &read.Context{Now: Now}))
}

// FindWritten finds the stamp of a line and writes it, or gives the name of the reason against it.
func FindWritten(r *read.Reader, text string) string {
	stamp, _, _, reason := line.Find(r, []byte(text), &read.Context{Now: Now})
	return outcome(stamp, reason)
}

func outcome(stamp timestamp.Stamp, reason timestamp.Reason) string {
	if reason != timestamp.Read {
		return reason.String()
	}
	return Written(stamp)
}

// ReadInStream reads a value as the next one of c's stream, to an instant in RFC 3339 or the name
// of the reason against it.
func ReadInStream(r *read.Reader, text string, c *read.Context) string {
	stamp, reason := r.ReadText([]byte(text), c)
	if reason != timestamp.Read {
		return reason.String()
	}
	c.Stream.Note(stamp.Nanos)
	return time.Unix(0, stamp.Nanos).UTC().Format(time.RFC3339Nano)
}

// MustNotAllocate fails where f allocates.
func MustNotAllocate(t *testing.T, name string, f func()) {
	t.Helper()
	if allocations := testing.AllocsPerRun(100, f); allocations != 0 {
		t.Errorf("%s: %v allocations", name, allocations)
	}
}

// Repetitions is how often a test repeats: as often as the environment asks for, else the standard
// number.
func Repetitions(t *testing.T, variable string, standard int) int {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return standard
	}
	count, err := strconv.Atoi(text)
	if err != nil || count < 1 {
		t.Fatalf("%s=%q is no number of repetitions", variable, text)
	}
	return count
}

// LiveStream is a stream whose times of day and TAI64 labels, of true TAI, were all just now, for
// long enough that the next ones at that arrival, in ns since 1970, are read.
func LiveStream(t testing.TB, arrival int64) *stream.Stream {
	t.Helper()
	const tai = 1<<62 + 37 // since 2017
	r, live := Reader(t, ""), new(stream.Stream)
	for at := time.Unix(0, arrival).UTC().Add(-15 * time.Minute); at.UnixNano() < arrival; at = at.Add(50 * time.Second) {
		c := &read.Context{Now: arrival, Arrival: at.UnixNano(), Stream: live}
		r.ReadText([]byte(at.Format("15:04:05")), c)
		r.ReadText(fmt.Appendf(nil, "@%016x", tai+at.Unix()), c)
	}
	return live
}
