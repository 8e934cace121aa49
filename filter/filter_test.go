package filter

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/zone"
	"timesync/offsets/timemap"
)

const testOffset = 2500 * time.Millisecond

// rewriteTests specify one record: what goes in, what is configured, what comes out.
var rewriteTests = []struct {
	name    string
	config  func(*Config)
	body    []byte
	want    []byte // nil: the record passes as it came
	at      string // the event time afterwards; empty: as it came
	outcome Outcome
	view    *timemap.View // nil: testOffset
	owner   ClockOwner
	moved   bool
}{
	{
		name: "stamp with zone", body: pairs("time", "2024-03-05T10:11:12.123456+01:00", "n", 1),
		want: pairs("time", "2024-03-05T09:11:14.623456Z", "n", 1), at: "2024-03-05T09:11:14.623456Z",
		outcome: Corrected, moved: true,
	},
	{
		name: "whole seconds gain three digits when moved", body: pairs("time", "2024-03-05T10:11:12Z"),
		want: pairs("time", "2024-03-05T10:11:14.500Z"), at: "2024-03-05T10:11:14.5Z", outcome: Corrected, moved: true,
	},
	{
		name: "not measured: formatted only", body: pairs("time", "2024-03-05 10:11:12,5"), view: unsyncedView(),
		want: pairs("time", "2024-03-05T10:11:12.5Z"), at: "2024-03-05T10:11:12.5Z", outcome: Unsynced,
	},
	{
		name: "not measured and flagged", body: pairs("time", "2024-03-05 10:11:12,5"), view: unsyncedView(),
		config: func(c *Config) { c.FlagUnsynced = true },
		want:   pairs("time", "2024-03-05T10:11:12.5Z", "timesync_error", "unsynced"), at: "2024-03-05T10:11:12.5Z",
		outcome: Unsynced,
	},
	{
		name: "another machine's clock", body: pairs("time", "2024-03-05 10:11:12,5"), owner: RemoteClock,
		want: pairs("time", "2024-03-05T10:11:12.5Z"), at: "2024-03-05T10:11:12.5Z", outcome: Remote,
	},
	{
		name: "no stamp: the event time", body: pairs("msg", "hello"),
		want: pairs("msg", "hello", "timestamp", "2024-03-05T12:00:02.500000005Z"), at: "2024-03-05T12:00:02.500000005Z",
		outcome: Corrected, moved: true,
	},
	{
		name: "no map: the event time only", body: appendValue(nil, "2024-03-05T10:11:12Z"),
		want: appendValue(nil, "2024-03-05T10:11:12Z"), at: "2024-03-05T12:00:02.500000005Z", outcome: Corrected, moved: true,
	},
	{
		name: "raw line", body: pairs("log", "Mar  5 10:11:12 host app: hello", "n", nil),
		want: pairs("log", "Mar  5 10:11:12 host app: hello", "n", nil, "timestamp", "2024-03-05T10:11:14.500Z"),
		at:   "2024-03-05T10:11:14.5Z", outcome: Corrected, moved: true,
	},
	{
		name: "beyond scan_depth is not searched", body: pairs("log", strings.Repeat("x", 20)+" 2024-03-05T10:11:12Z"),
		config: func(c *Config) { c.ScanDepth = 30 },
		want:   pairs("log", strings.Repeat("x", 20)+" 2024-03-05T10:11:12Z", "timestamp", "2024-03-05T12:00:02.500000005Z"),
		at:     "2024-03-05T12:00:02.500000005Z", outcome: Corrected, moved: true,
	},
	{
		name: "the list decides, not the record", body: pairs("ts", "2024-03-05T10:00:00Z", "time", "2024-03-05T11:00:00Z"),
		want: pairs("ts", "2024-03-05T10:00:00Z", "time", "2024-03-05T11:00:02.500Z"), at: "2024-03-05T11:00:02.5Z",
		outcome: Corrected, moved: true,
	},
	{
		name: "what is no stamp passes to the next key", body: pairs("time", 0.005, "date", "n/a", "ts", 1709633472),
		want: pairs("time", 0.005, "date", "n/a", "ts", "2024-03-05T10:11:14.500Z"), at: "2024-03-05T10:11:14.5Z",
		outcome: Corrected, moved: true,
	},
	{
		name: "a refused stamp ends the search", body: pairs("time", "02/03/2024 10:11:12", "ts", 1709633472),
		outcome: Refused,
	},
	{
		name: "refused and flagged", body: pairs("time", "02/03/2024 10:11:12"),
		config:  func(c *Config) { c.OnError = FlagRecord },
		want:    pairs("time", "02/03/2024 10:11:12", "timesync_error", "ambiguous_date"),
		outcome: Refused,
	},
	{
		name: "nested", body: pairs("a", map[string]any{"b": "2024-03-05T10:11:12Z"}, "c", 1),
		config: func(c *Config) { c.TimeKeys = []Path{{[]byte("a"), []byte("b")}} },
		want:   pairs("a", map[string]any{"b": "2024-03-05T10:11:14.500Z"}, "c", 1), at: "2024-03-05T10:11:14.5Z",
		outcome: Corrected, moved: true,
	},
	{
		name: "output_key overwrites, the source stays", body: pairs("time", "2024-03-05T10:11:12Z", "out", 5),
		config: func(c *Config) { c.OutputKey = "out" },
		want:   pairs("time", "2024-03-05T10:11:12Z", "out", "2024-03-05T10:11:14.500Z"), at: "2024-03-05T10:11:14.5Z",
		outcome: Corrected, moved: true,
	},
	{
		name: "the default key overwrites nothing", body: pairs("timestamp", "soon", "log", "2024-03-05T10:11:12Z x"),
		want: pairs("timestamp", "soon", "log", "2024-03-05T10:11:12Z x"), at: "2024-03-05T10:11:14.5Z",
		outcome: Corrected, moved: true,
	},
	{
		name: "keep_original keeps the type", body: pairs("ts", 1709633472.25),
		config: func(c *Config) { c.KeepOriginal = "was" },
		want:   pairs("ts", "2024-03-05T10:11:14.750Z", "was", 1709633472.25), at: "2024-03-05T10:11:14.75Z",
		outcome: Corrected, moved: true,
	},
	{
		name: "keep_original of a line is the piece", body: pairs("log", "[2024-03-05T10:11:12Z] x"),
		config: func(c *Config) { c.KeepOriginal, c.OutputKey = "was", "t0" },
		want:   pairs("log", "[2024-03-05T10:11:12Z] x", "t0", "2024-03-05T10:11:14.500Z", "was", "2024-03-05T10:11:12Z"),
		at:     "2024-03-05T10:11:14.5Z", outcome: Corrected, moved: true,
	},
	{
		name: "precision rounds to the nearest", body: pairs("time", "2024-03-05T10:11:12.999999Z"),
		config: func(c *Config) { c.Precision = 0 },
		want:   pairs("time", "2024-03-05T10:11:15Z"), at: "2024-03-05T10:11:15Z", outcome: Corrected, moved: true,
	},
	{
		name: "the nearest is the later one", body: pairs("time", "2024-03-05T10:11:12.123Z"), view: fixedView(1_700_000),
		want: pairs("time", "2024-03-05T10:11:12.125Z"), at: "2024-03-05T10:11:12.125Z", outcome: Corrected, moved: true,
	},
	{
		name: "what is not moved is cut", body: pairs("time", "2024-03-05T10:11:12.999999Z"), view: fixedView(0),
		config: func(c *Config) { c.Precision = 0 },
		want:   pairs("time", "2024-03-05T10:11:12Z"), at: "2024-03-05T10:11:12Z", outcome: Rewritten,
	},
	{
		name: "nothing tells whose clock", body: pairs("time", "2024-03-05 10:11:12,5"), owner: UnknownClock,
		want: pairs("time", "2024-03-05T10:11:12.5Z"), at: "2024-03-05T10:11:12.5Z", outcome: Remote,
	},
	{
		name: "nothing tells whose clock, in details", body: pairs("time", "2024-03-05T10:11:12Z"), owner: UnknownClock,
		config: func(c *Config) { c.Details = true },
		want: pairs("time", "2024-03-05T10:11:12Z", "timesync", msgp.Raw(pairs("offset_ns", 0, "bound_ns", 0,
			"state", "unknown_clock", "source", "body", "format", "rfc3339", "zone_source", "stamp"))),
		at: "2024-03-05T10:11:12Z", outcome: Remote,
	},
	{
		name: "more than a day ahead of now", body: pairs("time", "2024-08-02T00:00:00.001Z"), view: fixedView(0),
		config:  func(c *Config) { c.OnError = FlagRecord },
		want:    pairs("time", "2024-08-02T00:00:00.001Z", "timesync_error", "outside_window"),
		outcome: Refused,
	},
	{
		name: "without a mark", body: pairs("time", "2024-03-05T10:11:12Z"), config: func(c *Config) { c.Mark = false },
		want: pairs("time", "2024-03-05T10:11:14.500Z"), at: "2024-03-05T10:11:14.5Z", outcome: Corrected,
	},
	{
		name: "without a mark, the long way", body: pairs("log", "2024-03-05T10:11:12Z x"), config: func(c *Config) { c.Mark = false },
		want: pairs("log", "2024-03-05T10:11:12Z x", "timestamp", "2024-03-05T10:11:14.500Z"), at: "2024-03-05T10:11:14.5Z", outcome: Corrected,
	},
	{
		name: "set_event_time off", body: pairs("time", "2024-03-05T10:11:12Z"),
		config: func(c *Config) { c.SetEventTime = false },
		want:   pairs("time", "2024-03-05T10:11:14.500Z"), outcome: Corrected, moved: true,
	},
	{
		name: "output zone with daylight saving", body: pairs("time", "2024-07-05T10:11:12Z"), view: fixedView(0),
		config: func(c *Config) { c.OutputZone = Zone{Location: mustZone("Europe/Berlin")} },
		want:   pairs("time", "2024-07-05T12:11:12+02:00"), at: "2024-07-05T10:11:12Z", outcome: Rewritten,
	},
	{
		name: "output zone keep", body: pairs("time", "2024-07-05T10:11:12 -0700"), view: fixedView(0),
		config: func(c *Config) { c.OutputZone = Zone{Keep: true} },
		want:   pairs("time", "2024-07-05T10:11:12-07:00"), at: "2024-07-05T17:11:12Z", outcome: Rewritten,
	},
	{
		name: "zone from a key", body: pairs("tz", "Asia/Kolkata", "time", "2024-03-05 10:11:12"), view: fixedView(0),
		config: func(c *Config) { c.ZoneKey = Path{[]byte("tz")} },
		want:   pairs("tz", "Asia/Kolkata", "time", "2024-03-05T04:41:12Z"), at: "2024-03-05T04:41:12Z", outcome: Rewritten,
	},
	{
		name: "an unknown zone in the key", body: pairs("tz", "Mars/Olympus", "time", "2024-03-05 10:11:12"),
		config: func(c *Config) { c.ZoneKey = Path{[]byte("tz")} }, outcome: Refused,
	},
	{
		name: "an unknown zone in the key does not matter to a stamp with zone",
		body: pairs("tz", "Mars/Olympus", "time", "2024-03-05T10:11:12Z"), view: fixedView(0),
		config: func(c *Config) { c.ZoneKey, c.SetEventTime = Path{[]byte("tz")}, false }, outcome: Untouched,
	},
	{
		name: "details", body: pairs("time", "2024-03-05T10:11:12Z"), config: func(c *Config) { c.Details = true },
		want: pairs("time", "2024-03-05T10:11:14.500Z", "timesync", msgp.Raw(pairs("offset_ns", int64(testOffset), "bound_ns", 0,
			"state", "fixed", "source", "body", "format", "rfc3339", "zone_source", "stamp"))),
		at: "2024-03-05T10:11:14.5Z", outcome: Corrected, moved: true,
	},
	{
		name: "all digits survive", body: pairs("time", "2024-03-05T10:11:12.123456789Z"),
		want: pairs("time", "2024-03-05T10:11:14.623456789Z"), at: "2024-03-05T10:11:14.623456789Z", outcome: Corrected, moved: true,
	},
}

// TestRewrite runs them in each form of an event.
func TestRewrite(t *testing.T) {
	for _, test := range rewriteTests {
		for _, form := range forms {
			t.Run(test.name+"/"+form.name, func(t *testing.T) {
				if test.view == nil {
					test.view = fixedView(testOffset)
				}
				f := newFilter(t, test.config)
				in := form.append(nil, ingested, noMetadata, test.body)
				out, changed := f.Rewrite(in, testTag, test.view, test.owner)
				require.EqualValues(t, 1, f.Tally().Outcomes[test.outcome], "%v", f.Tally())
				require.EqualValues(t, 1, f.Tally().Records())
				if test.want == nil {
					require.False(t, changed)
					return
				}
				at := ingested
				if test.at != "" {
					at, _ = time.Parse(time.RFC3339Nano, test.at)
				}
				require.True(t, changed)
				events, rest := decode(out)
				require.Empty(t, rest)
				require.Len(t, events, 1)
				want, _, err := msgp.ReadIntfBytes(test.want)
				require.NoError(t, err)
				require.Equal(t, want, events[0].Body)
				require.Equal(t, bodyKeys(test.want), events[0].Keys)
				require.Equal(t, at.Format(time.RFC3339Nano), events[0].at().Format(time.RFC3339Nano))
				require.Equal(t, form.legacy && !test.moved, events[0].Legacy)
				require.Equal(t, test.moved, hasMark(&events[0]))
			})
		}
	}
}

func mustZone(name string) *time.Location {
	location, err := zone.Parse(name)
	if err != nil {
		panic(err)
	}
	return location
}

func hasMark(e *decoded) bool {
	metadata, _ := e.Metadata.(map[string]any)
	_, marked := metadata["timesync"]
	return marked
}

// The mark gives back what was read, also where precision cut digits off.
func TestMark(t *testing.T) {
	got := time.Date(2024, 3, 5, 10, 11, 12, 987654321, time.UTC)
	for _, precision := range []Precision{PrecisionKeep, 0, 3, 6, 9} {
		f := newFilter(t, func(c *Config) { c.Precision = precision })
		out, _ := f.Rewrite(forms[0].append(nil, ingested, pairs("a", 1), pairs("time", got.Format(time.RFC3339Nano))), testTag, fixedView(-testOffset), LocalClock)
		events, _ := decode(out)
		metadata := events[0].Metadata.(map[string]any)
		require.EqualValues(t, 1, metadata["a"], "other metadata stays")
		require.Equal(t, got, events[0].at().Add(-time.Duration(metadata["timesync"].(int64))), "precision %d", precision)
	}
}

// A second instance leaves alone what the first has corrected, whatever the two were told and
// whatever the body still says.
func TestCorrectedOnce(t *testing.T) {
	elsewhere := func(c *Config) { c.OutputKey = "corrected" }
	otherwise := func(c *Config) {
		c.TimeKeys, c.OutputKey, c.KeepOriginal, c.Details, c.OutputZone.Keep = []Path{{[]byte("ts")}}, "ts", "was", true, true
		c.OnError, c.Precision, c.Window = DropRecord, 0, Window{Past: time.Nanosecond}
	}
	for _, told := range [][2]func(*Config){{nil, nil}, {elsewhere, nil}, {nil, otherwise}, {elsewhere, otherwise}} {
		first, second := newFilter(t, told[0]), newFilter(t, told[1])
		for _, form := range forms {
			chunk := form.append(nil, ingested, noMetadata, pairs("time", "2024-03-05T10:11:12Z", "ts", "02/03/2024 10:11:12"))
			chunk = form.append(chunk, ingested, noMetadata, pairs("msg", "no stamp"))
			once, changed := first.Rewrite(chunk, testTag, fixedView(testOffset), LocalClock)
			require.True(t, changed)
			for _, owner := range []ClockOwner{LocalClock, RemoteClock, RemoteStamps, UnknownClock} {
				_, changed = second.Rewrite(once, testTag, fixedView(testOffset), owner)
				require.False(t, changed)
				require.EqualValues(t, 2, second.Tally().Outcomes[Marked])
			}
		}
	}
}

// Dropping the refused is the one way to lose a record.
func TestDrop(t *testing.T) {
	f := newFilter(t, func(c *Config) { c.OnError = DropRecord })
	bad := forms[0].append(nil, ingested, noMetadata, pairs("time", "02/03/2024 10:11:12"))
	good := forms[0].append(nil, ingested, noMetadata, pairs("time", "2024-03-05T10:11:12Z"))
	out, changed := f.Rewrite(append(append(append([]byte(nil), bad...), good...), bad...), testTag, fixedView(testOffset), LocalClock)
	require.True(t, changed)
	events, rest := decode(out)
	require.Empty(t, rest)
	require.Len(t, events, 1)
	out, changed = f.Rewrite(bad, testTag, fixedView(testOffset), LocalClock)
	require.True(t, changed)
	require.Empty(t, out, "all records dropped")
}

// Group markers pass. Inside a group a record of another machine keeps its event time; one of this
// host does if its metadata has the time, too, but for the correction.
func TestGroups(t *testing.T) {
	marker := func(dst []byte, seconds uint32, metadata []byte) []byte {
		dst = append(dst, 0x92, 0x92, 0xd7, 0, byte(seconds>>24), byte(seconds>>16), byte(seconds>>8), byte(seconds), 0, 0, 0, 0)
		return append(append(dst, metadata...), pairs("time", "2024-03-05T10:11:12Z")...)
	}
	open := marker(nil, groupStart, pairs("schema", "otlp"))
	inside := forms[0].append(nil, ingested, noMetadata, pairs("time", "2024-03-05T10:11:12Z"))
	end := marker(nil, groupEnd, noMetadata)
	alone := forms[0].append(nil, ingested, pairs("otlp", map[string]any{"timestamp": ingested.UnixNano()}), pairs("time", "2024-03-05T10:11:12Z"))
	chunk := append(append(append(append([]byte(nil), open...), inside...), end...), alone...)
	chunk = append(chunk, inside...)

	f := newFilter(t, nil)
	out, changed := f.Rewrite(chunk, testTag, fixedView(testOffset), LocalClock)
	require.True(t, changed)
	require.EqualValues(t, 3, f.Tally().Outcomes[Corrected], "markers are no records")
	events, rest := decode(out)
	require.Empty(t, rest)
	require.Equal(t, string(open), events[0].Raw)
	written := time.Date(2024, 3, 5, 10, 11, 14, 500_000_000, time.UTC)
	require.Equal(t, written, events[1].at())
	require.Equal(t, string(end), events[2].Raw)
	require.Equal(t, ingested.Add(testOffset), events[3].at(), "moved, not set to what the body says")
	require.Equal(t, written, events[4].at())

	for _, owner := range []ClockOwner{RemoteClock, RemoteStamps, UnknownClock} {
		_, changed = f.Rewrite(chunk, testTag, fixedView(testOffset), owner)
		require.True(t, changed)
		require.EqualValues(t, 3, f.Tally().Outcomes[Remote])
		out, _ := f.Rewrite(chunk[:len(chunk)-len(inside)], testTag, fixedView(testOffset), owner)
		require.Nil(t, out, "nothing to write")
	}
}

// Maps grow over the border of a size class, and never shrink to another one.
func TestMapHeader(t *testing.T) {
	for _, size := range []int{0, 1, 14, 15, 16, 65534, 65535, 65536} {
		for _, lead := range []byte{0x80, 0xde, 0xdf} {
			if lead == 0x80 && size > 15 || lead == 0xde && size > 65535 {
				continue
			}
			header := appendMapHeader(nil, lead, size)
			require.Equal(t, lead, header[0]&leadMask(lead), "class of %d", size)
			grown := appendMapHeader(nil, header[0], size+1)
			pairs, rest, err := msgp.ReadMapHeaderBytes(grown)
			require.NoError(t, err)
			require.Empty(t, rest)
			require.EqualValues(t, size+1, pairs)
		}
	}
}

func leadMask(lead byte) byte {
	if lead == 0x80 {
		return 0xf0
	}
	return 0xff
}

// A clock that is earlier than the program completes no year.
func TestNoNow(t *testing.T) {
	f := newFilter(t, func(c *Config) { c.Reference, c.BuiltAt = 0, time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC).UnixNano() })
	_, changed := f.Rewrite(forms[0].append(nil, ingested, noMetadata, pairs("log", "Mar  5 10:11:12 host app: x")), testTag, fixedView(0), LocalClock)
	require.False(t, changed)
	require.EqualValues(t, 1, f.Tally().Reasons[timestamp.NoNow])
}
