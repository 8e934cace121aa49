package filter

import (
	"encoding/binary"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"
)

// An arrival is by the host's clock, whoever sent the record; what a filter ahead read out of the
// sender's text is not, and the stamp of a record never.
func TestArrivals(t *testing.T) {
	view := fixedView(testOffset)
	now := time.Unix(0, view.HostNow()/1000*1000).UTC()
	live := func(c *Config) { c.Reference = 0 }
	for name, test := range map[string]struct {
		owner ClockOwner
		at    time.Time
		body  []byte
		want  Outcome
	}{
		"an arrival":                    {RemoteStamps, now.Add(-time.Millisecond + 1), pairs("msg", "x"), Corrected},
		"of no map":                     {RemoteStamps, now.Add(-time.Millisecond + 1), appendValue(nil, "x"), Corrected},
		"late through a ring buffer":    {RemoteStamps, now.Add(-4*time.Second + 1), pairs("msg", "x"), Corrected},
		"of the past":                   {RemoteStamps, now.Add(-6*time.Second + 1), pairs("msg", "x"), Remote},
		"still to come":                 {RemoteStamps, now.Add(time.Millisecond + 1), pairs("msg", "x"), Remote},
		"a parser's microseconds":       {RemoteStamps, now.Add(-time.Millisecond), pairs("msg", "x"), Remote},
		"the record's own stamp":        {RemoteStamps, now.Add(-time.Millisecond + 1), pairs("time", now.Format(time.RFC3339Nano)), Remote},
		"the sender's event time":       {RemoteClock, now.Add(-time.Millisecond + 1), pairs("msg", "x"), Remote},
		"nobody knows whose event time": {UnknownClock, now.Add(-time.Millisecond + 1), pairs("msg", "x"), Remote},
	} {
		f := newFilter(t, live)
		out, changed := f.Rewrite(forms[0].append(nil, test.at, noMetadata, test.body), testTag, view, test.owner)
		require.True(t, changed || test.want == Remote, name)
		require.EqualValues(t, 1, f.Tally().Outcomes[test.want], name)
		if test.want == Corrected {
			events, _ := decode(out)
			require.Equal(t, test.at.Add(testOffset), events[0].at(), name)
			require.True(t, hasMark(&events[0]), name)
		}
	}
	// One of a thousand arrivals ends in zeros, which is no parser's doing.
	f, seen := newFilter(t, live), 0
	for i := range 3000 {
		at := now.Add(time.Duration(-i) * time.Microsecond)
		if i%1000 != 999 {
			at = at.Add(-7)
		}
		f.Rewrite(forms[0].append(nil, at, noMetadata, pairs("msg", "x")), testTag, view, RemoteStamps)
		seen += int(f.Tally().Outcomes[Corrected])
	}
	require.Equal(t, 3000, seen)
}

// on_error arrival makes the host's clock, corrected, the time of a record whose stamp is refused,
// and leaves the stamp where it is.
func TestRetime(t *testing.T) {
	const refused = "02/03/2024 10:11:12"
	retime := func(c *Config) { c.OnError, c.Reference = RetimeRecord, 0 }
	for _, form := range forms {
		for _, owner := range []ClockOwner{LocalClock, RemoteClock, RemoteStamps, UnknownClock} {
			view := fixedView(testOffset)
			f := newFilter(t, retime)
			out, changed := f.Rewrite(form.append(nil, ingested, noMetadata, pairs("time", refused, "n", 1)), testTag, view, owner)
			require.True(t, changed)
			require.EqualValues(t, 1, f.Tally().Outcomes[Refused])
			events, _ := decode(out)
			arrival := time.Unix(0, view.HostNow()).Add(testOffset).UTC()
			require.Equal(t, arrival, events[0].at())
			require.EqualValues(t, testOffset, events[0].Metadata.(map[string]any)["timesync"])
			require.Equal(t, []string{"time", "n", "timestamp", "timesync_error"}, events[0].Keys)
			require.Equal(t, map[string]any{"time": refused, "n": int64(1), "timesync_error": "ambiguous_date",
				"timestamp": arrival.Format("2006-01-02T15:04:05.000000000Z")}, events[0].Body)
		}
	}
	view := fixedView(testOffset)
	f := newFilter(t, func(c *Config) { retime(c); c.OutputKey, c.Precision = "time", 3 })
	out, _ := f.Rewrite(forms[0].append(nil, ingested, noMetadata, pairs("time", refused)), testTag, view, RemoteClock)
	events, _ := decode(out)
	arrival := time.Unix(0, view.HostNow()).Add(testOffset).Round(time.Millisecond).UTC()
	require.Equal(t, map[string]any{"time": arrival.Format("2006-01-02T15:04:05.000Z"), "timesync_error": "ambiguous_date"}, events[0].Body)

	// A clock that is obviously wrong is no arrival: flagged.
	f = newFilter(t, func(c *Config) { retime(c); c.BuiltAt = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC).UnixNano() })
	out, _ = f.Rewrite(forms[0].append(nil, ingested, noMetadata, pairs("time", refused)), testTag, view, LocalClock)
	events, _ = decode(out)
	require.Equal(t, ingested, events[0].at())
	require.Equal(t, map[string]any{"time": refused, "timesync_error": "ambiguous_date"}, events[0].Body)
}

// The times in the metadata of an OpenTelemetry record move with its event time, of this host's
// clock and by as much; nothing there moves of another one's.
func TestOTLPTimes(t *testing.T) {
	nanos := uint64(ingested.UnixNano())
	metadata := func(moved uint64, rest ...any) []byte {
		return pairs(append([]any{"a", 1, "otlp", map[string]any{"timestamp": nanos + moved}}, rest...)...)
	}
	both := func(moved uint64) []byte {
		return pairs("otlp", msgp.Raw(pairs("observed_timestamp", nanos+100+moved, "severity_number", 9, "timestamp", nanos+moved)))
	}
	for name, test := range map[string]struct {
		metadata, want []byte
		owner          ClockOwner
		change         func(*Config)
	}{
		"timestamp":          {metadata(0), metadata(uint64(testOffset), "timesync", int64(testOffset)), LocalClock, nil},
		"without a mark":     {both(0), both(uint64(testOffset)), LocalClock, func(c *Config) { c.Mark = false }},
		"another's":          {both(0), both(0), RemoteClock, nil},
		"nobody knows whose": {both(0), both(0), UnknownClock, nil},
		"no event time": {both(0), pairs("otlp", msgp.Raw(pairs("observed_timestamp", nanos+100, "severity_number", 9, "timestamp", nanos)),
			"timesync", int64(testOffset)), LocalClock, func(c *Config) { c.SetEventTime = false }},
		"unknown":      {pairs("otlp", msgp.Raw(pairs("timestamp", 0))), pairs("otlp", msgp.Raw(pairs("timestamp", 0)), "timesync", int64(testOffset)), LocalClock, nil},
		"not a number": {pairs("otlp", 1), pairs("otlp", 1, "timesync", int64(testOffset)), LocalClock, nil},
	} {
		f := newFilter(t, test.change)
		out, changed := f.Rewrite(forms[0].append(nil, ingested, test.metadata, pairs("n", 1)), testTag, fixedView(testOffset), test.owner)
		require.True(t, changed, name)
		events, rest := decode(out)
		require.Empty(t, rest, name)
		require.Equal(t, value(t, msgp.Raw(test.want)), events[0].Metadata, name)
		moved := test.owner == LocalClock && f.config.SetEventTime
		require.Equal(t, moved, ingested.Add(testOffset).Equal(events[0].at()), name)
		require.Equal(t, moved, !ingested.Equal(events[0].at()), name)
	}
	// on_error arrival: the arrival is the timestamp, what was observed stays.
	view := fixedView(testOffset)
	f := newFilter(t, func(c *Config) { c.OnError, c.Reference = RetimeRecord, 0 })
	out, _ := f.Rewrite(forms[0].append(nil, ingested, both(0), pairs("time", "02/03/2024 10:11:12")), testTag, view, RemoteClock)
	events, _ := decode(out)
	arrival := view.HostNow() + int64(testOffset)
	require.Equal(t, time.Unix(0, arrival).UTC(), events[0].at())
	times := events[0].Metadata.(map[string]any)["otlp"].(map[string]any)
	require.EqualValues(t, arrival, times["timestamp"])
	require.EqualValues(t, nanos+100, times["observed_timestamp"])
}

// Fluent Bit 2.2 to 4.2 spoil the fraction of an OpenTelemetry record's event time; its metadata has it.
func TestSpoiledEventTime(t *testing.T) {
	for _, nanos := range []uint64{1709633472_000000001, 1709633472_999999001, 1709633475_200000000} {
		metadata := pairs("otlp", map[string]any{"timestamp": nanos})
		seconds := nanos / 1e9
		chunk := []byte{0x92, 0x92, 0xd7, 0}
		chunk = binary.BigEndian.AppendUint32(chunk, uint32(seconds))
		chunk = binary.BigEndian.AppendUint32(chunk, uint32(nanos-seconds))
		chunk = append(append(chunk, metadata...), pairs("log", "started")...)
		for owner, moved := range map[ClockOwner]uint64{LocalClock: uint64(testOffset), RemoteClock: 0} {
			out, changed := newFilter(t, nil).Rewrite(chunk, testTag, fixedView(testOffset), owner)
			require.True(t, changed)
			events, _ := decode(out)
			written := time.Unix(0, int64(nanos+moved)).UTC().Format("2006-01-02T15:04:05.000000000Z07:00")
			require.Equal(t, map[string]any{"log": "started", "timestamp": written}, events[0].Body, nanos)
			if owner == LocalClock {
				require.EqualValues(t, nanos+moved, events[0].at().UnixNano())
				require.Equal(t, nanos+moved, events[0].Metadata.(map[string]any)["otlp"].(map[string]any)["timestamp"])
			}
		}
	}
}
