package filter

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/stream"
)

// rewritten takes one record through and returns its body afterwards, or the reason of the refusal.
func rewritten(t *testing.T, f *Filter, tag string, body []byte) any {
	t.Helper()
	in := forms[0].append(nil, ingested, noMetadata, body)
	out, changed := f.Rewrite(in, []byte(tag), fixedView(0), LocalClock)
	for reason, n := range f.Tally().Reasons {
		if n > 0 {
			return timestamp.Reason(reason).String()
		}
	}
	if !changed {
		out = in
	}
	events, rest := decode(out)
	require.Empty(t, rest)
	require.Len(t, events, 1)
	return events[0].Body
}

// value decodes what appendValue writes.
func value(t *testing.T, v any) any {
	t.Helper()
	decoded, _, err := msgp.ReadIntfBytes(appendValue(nil, v))
	require.NoError(t, err)
	return decoded
}

// Times that are maps, and keys whose unit is fixed.
func TestTimesAsMaps(t *testing.T) {
	long := msgp.Raw(pairs("$numberLong", "1709633472123"))
	for name, test := range map[string]struct {
		key  string
		time any
		want any // nil: the map is no stamp
	}{
		"Log4j":                  {"instant", msgp.Raw(pairs("epochSecond", 1709633472, "nanoOfSecond", 5)), "2024-03-05T10:11:12.000000005Z"},
		"protobuf":               {"timestamp", msgp.Raw(pairs("nanos", 123456789, "seconds", "1709633472")), "2024-03-05T10:11:12.123456789Z"},
		"timeval":                {"ts", msgp.Raw(pairs("sec", uint64(1709633472), "usec", 250000)), "2024-03-05T10:11:12.250000Z"},
		"MongoDB, string":        {"t", msgp.Raw(pairs("$date", "2024-03-05T10:11:12.123+01:00")), "2024-03-05T09:11:12.123Z"},
		"MongoDB, number":        {"t", msgp.Raw(pairs("$date", int64(1709633472123))), "2024-03-05T10:11:12.123Z"},
		"MongoDB, canonical":     {"t", msgp.Raw(pairs("$date", long)), "2024-03-05T10:11:12.123Z"},
		"a second too many":      {"time", msgp.Raw(pairs("seconds", 1709633472, "nanos", 1000000000)), "impossible"},
		"ambiguous inside":       {"time", msgp.Raw(pairs("$date", "02/03/2024 10:11:12")), "ambiguous_date"},
		"negative nanoseconds":   {"time", msgp.Raw(pairs("seconds", 1709633472, "nanos", -1)), nil},
		"a fraction as float":    {"time", msgp.Raw(pairs("seconds", 1709633472, "nanos", 0.5)), nil},
		"more beside them":       {"time", msgp.Raw(pairs("seconds", 1709633472, "nanos", 1, "zone", "CET")), nil},
		"a duration":             {"time", msgp.Raw(pairs("seconds", 12, "nanos", 1)), nil},
		"other keys":             {"time", msgp.Raw(pairs("hours", 1709633472, "minutes", 1)), nil},
		"$date of something":     {"time", msgp.Raw(pairs("$date", msgp.Raw(pairs("a", 1)))), nil},
		"empty":                  {"time", msgp.Raw(pairs()), nil},
		"journald, out of range": {"__REALTIME_TIMESTAMP", "soon", nil},
	} {
		f := newFilter(t, nil)
		got := rewritten(t, f, "t", pairs(test.key, test.time))
		switch want := test.want.(type) {
		case nil:
			require.Equal(t, value(t, test.time), got.(map[string]any)[test.key], name)
		case string:
			if strings.Contains(want, "T") {
				require.Equal(t, map[string]any{test.key: want}, got, name)
			} else {
				require.Equal(t, want, got, name)
			}
		}
	}
}

// A key of journald keeps its unit beside other formats, and its value, which backends map as it
// is. The timestamp goes where it goes for raw lines.
func TestJournald(t *testing.T) {
	const at, want = "1709633472123456", "2024-03-05T10:11:12.123456Z"
	f := newFilter(t, func(c *Config) { c.Formats = []string{"%d/%m/%Y %H:%M:%S"} })
	for _, key := range []string{"__REALTIME_TIMESTAMP", "_SOURCE_REALTIME_TIMESTAMP"} {
		require.Equal(t, map[string]any{key: at, "timestamp": want}, rewritten(t, f, "t", pairs(key, at)))
		require.Equal(t, map[string]any{key: int64(1709633472123456), "timestamp": want}, rewritten(t, f, "t", pairs(key, int64(1709633472123456))))
		require.Equal(t, map[string]any{key: at, "timestamp": "soon"}, rewritten(t, f, "t", pairs(key, at, "timestamp", "soon")))
		named := newFilter(t, func(c *Config) { c.TimeKeys, c.OutputKey = []Path{{[]byte(key)}}, "at" })
		require.Equal(t, map[string]any{key: at, "at": want}, rewritten(t, named, "t", pairs(key, at)))
	}
	require.Equal(t, map[string]any{"time": "2024-03-05T10:11:12Z"}, rewritten(t, f, "t", pairs("time", "05/03/2024 10:11:12")))
	parts := msgp.Raw(pairs("seconds", 1709633472, "nanos", 1))
	require.Equal(t, value(t, parts), rewritten(t, f, "t", pairs("time", parts)).(map[string]any)["time"], "auto is not among the formats")
}

// What one stream has shown holds for its tag and key alone.
func TestStreamsApart(t *testing.T) {
	f := newFilter(t, nil)
	proof, open := pairs("time", "13/03/2024 10:11:12"), pairs("time", "02/03/2024 10:11:12")
	require.Equal(t, "ambiguous_date", rewritten(t, f, "a", open))
	rewritten(t, f, "a", proof)
	require.Equal(t, map[string]any{"time": "2024-03-02T10:11:12Z"}, rewritten(t, f, "a", open))
	require.Equal(t, "ambiguous_date", rewritten(t, f, "b", open), "another tag")
	require.Equal(t, "ambiguous_date", rewritten(t, f, "a", pairs("ts", "02/03/2024 10:11:12")), "another key")
	require.Equal(t, "ambiguous_date", rewritten(t, f, "a", pairs("log", "02/03/2024 10:11:12 x")), "a line")
	require.Equal(t, map[string]any{"time": "2024-03-02T10:11:12Z"}, rewritten(t, f, "a", open), "a again")
	rewritten(t, f, "b", pairs("log", "03/13/2024 10:11:12 x"))
	require.Equal(t, "2024-02-03T10:11:12Z", rewritten(t, f, "b", pairs("log", "02/03/2024 10:11:12 x")).(map[string]any)["timestamp"])
}

// Tags are remembered up to a bound, and those in use before the others.
func TestStreamsAreBounded(t *testing.T) {
	s := newStreams(3)
	s.kept = 4
	busy := func() *stream.Stream { s.enter([]byte("busy")); return s.of(1) }
	kept := busy()
	for n := range 100 {
		s.enter([]byte{byte(n)})
		require.LessOrEqual(t, len(s.young)+len(s.old), 2*s.kept)
		require.Same(t, kept, busy())
	}
	s.enter([]byte{0})
	first := s.of(0)
	for n := range 10 {
		s.enter([]byte{byte(n + 1)})
	}
	s.enter([]byte{0})
	require.NotSame(t, first, s.of(0), "forgotten")
	s.enter([]byte{1})
	s.enter([]byte{0})
	require.Zero(t, testing.AllocsPerRun(100, func() { s.enter([]byte{1}); s.enter([]byte{0}) }), "known tags cost nothing")
}

func TestWindows(t *testing.T) {
	reference := time.Date(2024, 8, 1, 0, 0, 0, 0, time.UTC) // of newFilter
	const refused = "outside_window"
	for _, test := range []struct {
		window Window
		offset time.Duration
		owner  ClockOwner
		stamp  time.Duration // against the reference
		want   string
	}{
		{Window{}, 0, LocalClock, -1000 * time.Hour, ""},
		{Window{Past: time.Hour}, 0, LocalClock, -time.Hour, ""},
		{Window{Past: time.Hour}, 0, LocalClock, -time.Hour - 1, refused},
		{Window{Past: time.Hour}, 0, LocalClock, 1000 * time.Hour, ""},
		{Window{Future: time.Minute}, 0, LocalClock, time.Minute, ""},
		{Window{Future: time.Minute}, 0, LocalClock, time.Minute + 1, refused},
		{Window{Future: time.Minute}, 0, LocalClock, -1000 * time.Hour, ""},
		// The corrected instant counts, except where another machine's clock wrote it.
		{Window{Past: time.Hour}, time.Minute, LocalClock, -time.Hour - 30*time.Second, ""},
		{Window{Past: time.Hour}, time.Minute, RemoteClock, -time.Hour - 30*time.Second, refused},
		{Window{Future: time.Hour}, time.Minute, LocalClock, time.Hour - 30*time.Second, refused},
		{Window{Future: time.Hour}, time.Minute, RemoteClock, time.Hour - 30*time.Second, ""},
	} {
		f := newFilter(t, func(c *Config) { c.Window = test.window })
		body := pairs("time", reference.Add(test.stamp).Format(time.RFC3339Nano))
		_, _ = f.Rewrite(forms[0].append(nil, ingested, noMetadata, body), testTag, fixedView(test.offset), test.owner)
		want := uint64(0)
		if test.want != "" {
			want = 1
		}
		require.Equal(t, want, f.Tally().Reasons[timestamp.OutsideWindow], "%+v", test)
		require.Equal(t, want, f.Tally().Outcomes[Refused], "%+v", test)
	}
	// Without a present to believe, nothing is outside.
	w := Window{Past: 1, Future: 1}
	require.Equal(t, timestamp.Read, w.judge(1, 0, 0))
	// Under a reference_time an event time is of the replay.
	f := newFilter(t, nil)
	now := time.Unix(0, fixedView(0).HostNow())
	for ahead, want := range map[time.Duration]Outcome{-time.Hour: Rewritten, 23 * time.Hour: Rewritten, 25 * time.Hour: Refused} {
		_, _ = f.Rewrite(forms[0].append(nil, now.Add(ahead), noMetadata, pairs("n", 1)), testTag, fixedView(0), LocalClock)
		require.EqualValues(t, 1, f.Tally().Outcomes[want], ahead)
	}
	// An event time is judged as well; refused records are kept, flagged or dropped as any.
	f = newFilter(t, func(c *Config) { c.Window.Past, c.OnError = time.Hour, FlagRecord })
	out, changed := f.Rewrite(forms[0].append(nil, ingested, noMetadata, pairs("n", 1)), testTag, fixedView(0), LocalClock)
	require.True(t, changed)
	events, _ := decode(out)
	require.Equal(t, map[string]any{"n": int64(1), "timesync_error": refused}, events[0].Body)
	require.Equal(t, ingested, events[0].at())
}

func TestRewriteLine(t *testing.T) {
	for name, test := range map[string]struct {
		body   []byte
		config func(*Config)
		want   []byte
	}{
		"inside brackets": {
			body: pairs("log", "[05/Mar/2024:10:11:12 +0100] GET", "n", 1),
			want: pairs("log", "[2024-03-05T09:11:12Z] GET", "n", 1, "timestamp", "2024-03-05T09:11:12Z")},
		"a priority and a host": {
			body: pairs("log", "<34>Mar  5 10:11:12 host app: x"),
			want: pairs("log", "<34>2024-03-05T10:11:12Z host app: x", "timestamp", "2024-03-05T10:11:12Z")},
		"a number of JSON gets quotes": {
			body: pairs("log", `{"ts":1709633472.25,"msg":"x"}`),
			want: pairs("log", `{"ts":"2024-03-05T10:11:12.25Z","msg":"x"}`, "timestamp", "2024-03-05T10:11:12.25Z")},
		"a string of JSON has them": {
			body: pairs("log", ` {"ts":"2024-03-05 10:11:12,5","msg":"x"}`),
			want: pairs("log", ` {"ts":"2024-03-05T10:11:12.5Z","msg":"x"}`, "timestamp", "2024-03-05T10:11:12.5Z")},
		"a number of JSON behind a header": {
			body: pairs("log", `<134>app -: {"a":1, "ts": 1709633472}`),
			want: pairs("log", `<134>app -: {"a":1, "ts": "2024-03-05T10:11:12Z"}`, "timestamp", "2024-03-05T10:11:12Z")},
		"an epoch in parts gets quotes": {
			body: pairs("log", `{"a":1,"t":{"epochSecond":1709633472,"nanoOfSecond":5}}`),
			want: pairs("log", `{"a":1,"t":"2024-03-05T10:11:12.000000005Z"}`, "timestamp", "2024-03-05T10:11:12.000000005Z")},
		"a number in a container": {
			body: pairs("log", `{"event":{"time":1709633472}}`),
			want: pairs("log", `{"event":{"time":"2024-03-05T10:11:12Z"}}`, "timestamp", "2024-03-05T10:11:12Z")},
		"a number of JSON in a string of JSON": {
			body: pairs("log", `{"log":"{\"ts\":1709633472}\n","stream":"stdout"}`),
			want: pairs("log", `{"log":"{\"ts\":\"2024-03-05T10:11:12Z\"}\n","stream":"stdout"}`, "timestamp", "2024-03-05T10:11:12Z")},
		"a line in a string of JSON": {
			body: pairs("log", `{"log":"\u001b[32m2024-03-05 10:11:12 INFO x\n","stream":"stdout"}`),
			want: pairs("log", `{"log":"\u001b[32m2024-03-05T10:11:12Z INFO x\n","stream":"stdout"}`, "timestamp", "2024-03-05T10:11:12Z")},
		"the date of a date and a time of day": {
			body: pairs("log", `{"date":"2024-03-05","time":"10:11:12"}`),
			want: pairs("log", `{"date":"2024-03-05T10:11:12Z","time":"10:11:12"}`, "timestamp", "2024-03-05T10:11:12Z")},
		"the output key precedes the line": {
			body: pairs("out", 1, "log", "2024-03-05 10:11:12 x"), config: func(c *Config) { c.OutputKey = "out" },
			want: pairs("out", "2024-03-05T10:11:12Z", "log", "2024-03-05T10:11:12Z x")},
		"the output key follows the line": {
			body: pairs("log", "2024-03-05 10:11:12 x", "out", 1), config: func(c *Config) { c.OutputKey = "out" },
			want: pairs("log", "2024-03-05T10:11:12Z x", "out", "2024-03-05T10:11:12Z")},
		"the output key is the line's": {
			body: pairs("log", "2024-03-05 10:11:12 x"), config: func(c *Config) { c.OutputKey = "log" },
			want: pairs("log", "2024-03-05T10:11:12Z")},
		"the original is kept": {
			body: pairs("log", "x7 2024-03-05 10:11:12"), config: func(c *Config) { c.KeepOriginal = "was" },
			want: pairs("log", "x7 2024-03-05T10:11:12Z", "timestamp", "2024-03-05T10:11:12Z", "was", "2024-03-05 10:11:12")},
		"a refused stamp stays": {
			body: pairs("log", "02/03/2024 10:11:12 x"), config: func(c *Config) { c.OnError = FlagRecord },
			want: pairs("log", "02/03/2024 10:11:12 x", "timesync_error", "ambiguous_date")},
		"a key of time wins": {
			body: pairs("time", "2024-03-05 10:11:12", "log", "2024-03-05 10:11:12 x"),
			want: pairs("time", "2024-03-05T10:11:12Z", "log", "2024-03-05 10:11:12 x")},
	} {
		for _, form := range forms {
			f := newFilter(t, func(c *Config) {
				c.RewriteLine = true
				if test.config != nil {
					test.config(c)
				}
			})
			out, changed := f.Rewrite(form.append(nil, ingested, noMetadata, test.body), testTag, fixedView(0), LocalClock)
			require.True(t, changed, name)
			events, rest := decode(out)
			require.Empty(t, rest, name)
			want, _, _ := msgp.ReadIntfBytes(test.want)
			require.Equal(t, want, events[0].Body, name)
			require.Equal(t, bodyKeys(test.want), events[0].Keys, name)
			// A second time nothing is left to do.
			if name != "the output key is the line's" && !strings.Contains(string(out), "timesync_error") {
				again, changed := f.Rewrite(append([]byte(nil), out...), testTag, fixedView(0), LocalClock)
				require.False(t, changed, "%s: %q", name, again)
			}
		}
	}
}

// Strings grow over the border of every size class, whatever class the header had, and never shrink
// to another one.
func TestStringHeader(t *testing.T) {
	for _, length := range []int{20, 30, 31, 32, 250, 255, 256, 65530, 65535, 65536} {
		for _, lead := range []byte{0xa0, 0xd9, 0xda, 0xdb} {
			line := "2024-03-05 10:11:12" + strings.Repeat("x", length-19)
			line = line[:19] + " " + line[20:]
			limit := map[byte]int{0xa0: 31, 0xd9: 255, 0xda: 65535, 0xdb: 1 << 30}[lead]
			if length > limit {
				continue
			}
			raw := append(appendStringHeader(nil, lead, length), line...)
			f := newFilter(t, func(c *Config) { c.RewriteLine = true })
			got := rewritten(t, f, "t", pairs("log", msgp.Raw(raw)))
			require.Equal(t, "2024-03-05T10:11:12Z"+line[19:], got.(map[string]any)["log"], "%d in class %x", length, lead)
		}
	}
	for lead, size := range map[byte]int{0xa5: 1, 0xd9: 2, 0xda: 3, 0xdb: 5} {
		require.Len(t, appendStringHeader(nil, lead, 3), size)
	}
}
