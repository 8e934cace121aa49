package filter

import (
	"encoding/binary"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"

	"timesync/offsets"
	"timesync/offsets/timemap"
)

// Chunks for the tests, and what a slow decoder makes of them.

// form is how the envelope of an event is written.
type form struct {
	name   string
	legacy bool // [time, body] instead of [[time, metadata], body]
	wide   bool // array32 headers as 2.2 and 4.2 write them, instead of fixarray
}

var forms = []form{
	{"fixarray", false, false},
	{"array32", false, true},
	{"legacy", true, false},
	{"legacy array32", true, true},
}

func (f form) pair(dst []byte) []byte {
	if f.wide {
		return binary.BigEndian.AppendUint32(append(dst, 0xdd), 2)
	}
	return append(dst, 0x92)
}

// append writes one event; metadata is left out in the legacy form.
func (f form) append(dst []byte, at time.Time, metadata, body []byte) []byte {
	dst = f.pair(dst)
	if !f.legacy {
		dst = f.pair(dst)
	}
	dst = binary.BigEndian.AppendUint32(append(dst, 0xd7, 0), uint32(at.Unix()))
	dst = binary.BigEndian.AppendUint32(dst, uint32(at.Nanosecond()))
	if !f.legacy {
		dst = append(dst, metadata...)
	}
	return append(dst, body...)
}

// pairs writes a map of keys and values in their order.
func pairs(keysAndValues ...any) []byte {
	dst := msgp.AppendMapHeader(nil, uint32(len(keysAndValues)/2))
	for _, v := range keysAndValues {
		dst = appendValue(dst, v)
	}
	return dst
}

func appendValue(dst []byte, v any) []byte {
	if raw, ok := v.(msgp.Raw); ok {
		return append(dst, raw...)
	}
	dst, err := msgp.AppendIntf(dst, v)
	if err != nil {
		panic(err)
	}
	return dst
}

var noMetadata = pairs()

var testTag = []byte("test")

// decoded is one event as a decoder that knows nothing of filter sees it.
type decoded struct {
	Raw      string
	Legacy   bool
	Seconds  uint32
	Nanos    uint32
	Metadata any
	Body     any
	Keys     []string // of the body, in order
}

// decode reads the events of a chunk, slowly and with another library. rest is
// what it could not read.
func decode(chunk []byte) (events []decoded, rest []byte) {
	for len(chunk) > 0 {
		e, after, err := decodeEvent(chunk)
		if err != nil {
			return events, chunk
		}
		e.Raw = string(chunk[:len(chunk)-len(after)])
		events, chunk = append(events, e), after
	}
	return events, nil
}

func decodeEvent(b []byte) (e decoded, rest []byte, err error) {
	n, b, err := msgp.ReadArrayHeaderBytes(b)
	if err != nil || n != 2 {
		return e, nil, msgp.ErrShortBytes
	}
	e.Legacy = msgp.NextType(b) != msgp.ArrayType
	if !e.Legacy {
		if n, b, err = msgp.ReadArrayHeaderBytes(b); err != nil || n != 2 {
			return e, nil, msgp.ErrShortBytes
		}
	}
	if b, err = e.decodeTime(b); err != nil {
		return e, nil, err
	}
	if !e.Legacy {
		if e.Metadata, b, err = msgp.ReadIntfBytes(b); err != nil {
			return e, nil, err
		}
	}
	e.Keys = bodyKeys(b)
	e.Body, _, _ = msgp.ReadIntfBytes(b) // nil where it has a type that only skipping knows
	b, err = msgp.Skip(b)
	return e, b, err
}

func (e *decoded) decodeTime(b []byte) ([]byte, error) {
	if len(b) >= 10 && b[0] == 0xd7 && b[1] == 0 {
		e.Seconds = binary.BigEndian.Uint32(b[2:])
		e.Nanos = binary.BigEndian.Uint32(b[6:])
	}
	return msgp.Skip(b)
}

func bodyKeys(b []byte) (keys []string) {
	n, b, err := msgp.ReadMapHeaderBytes(b)
	for ; err == nil && n > 0; n-- {
		var key string
		if key, b, err = msgp.ReadStringBytes(b); err == nil {
			keys = append(keys, key)
			b, err = msgp.Skip(b)
		}
	}
	return keys
}

// at is the event time.
func (e *decoded) at() time.Time { return time.Unix(int64(e.Seconds), int64(e.Nanos)).UTC() }

// view of a clock that is off by a fixed offset, ns.
func fixedView(offset time.Duration) *timemap.View {
	view := offsets.NewFixed(offset).Timeline(offsets.Policy{Correct: offsets.CorrectAlways, MinSources: 1, MaxError: time.Second}).View()
	return &view
}

// view of a clock that was never measured.
func unsyncedView() *timemap.View {
	view := offsets.NewClock(nil).Timeline(offsets.Policy{MinSources: 1, MaxError: time.Second}).View()
	return &view
}

// newFilter makes a filter in UTC with what change makes of the defaults.
func newFilter(t testing.TB, change func(*Config)) *Filter {
	t.Helper()
	c := Default()
	c.Zone = time.UTC
	c.Reference = time.Date(2024, 8, 1, 0, 0, 0, 0, time.UTC).UnixNano()
	if change != nil {
		change(&c)
	}
	f, err := New(c)
	require.NoError(t, err)
	return f
}

// ingested is the event time that the tests' records come with.
var ingested = time.Date(2024, 3, 5, 12, 0, 0, 5, time.UTC)
