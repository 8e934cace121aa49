package filter

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// A time of day without date is read against the clock that wrote it, unless the records are of
// another time.
func TestTimeOfDay(t *testing.T) {
	view := fixedView(time.Hour) // the host's clock is an hour behind
	host := time.Unix(0, view.HostNow()).UTC()
	noon := time.FixedZone("", (12-host.Hour())*3600) // where the hour is far from midnight, whenever the test runs
	for name, test := range map[string]struct {
		change func(*Config)
		owner  ClockOwner
		clock  time.Time
		want   Outcome
		format string
	}{
		"the host's":         {nil, LocalClock, host, Corrected, "time_of_day"},
		"another machine's":  {nil, RemoteClock, host.Add(time.Hour), Remote, "time_of_day"},
		"neither's":          {nil, LocalClock, host.Add(time.Hour), Corrected, "event_time"},
		"under a fixed now":  {func(c *Config) { c.Reference = host.UnixNano() }, LocalClock, host, Corrected, "event_time"},
		"not to be believed": {func(c *Config) { c.BuiltAt = host.AddDate(1, 0, 0).UnixNano() }, LocalClock, host, Corrected, "event_time"},
	} {
		f := newFilter(t, func(c *Config) {
			c.Details, c.Reference, c.BuiltAt, c.Zone = true, 0, 1, noon
			if test.change != nil {
				test.change(c)
			}
		})
		// The stream is live: it has shown a time of day at its arrival, eleven minutes ago.
		before := test.clock.Add(-11 * time.Minute)
		f.finder.streams.enter(testTag)
		memory := streamOfLog(f)
		line.Find(f.finder.reader, []byte(before.In(noon).Format("15:04:05.000 x")), &read.Context{Arrival: before.UnixNano(), Now: before.UnixNano(), Stream: memory})

		raw := test.clock.In(noon).Format("15:04:05.000 x")
		out, changed := f.Rewrite(forms[0].append(nil, ingested, noMetadata, pairs("log", raw)), testTag, view, test.owner)
		require.True(t, changed, name)
		require.EqualValues(t, 1, f.Tally().Outcomes[test.want], name)
		events, _ := decode(out)
		body := events[0].Body.(map[string]any)
		require.Equal(t, test.format, body["timesync"].(map[string]any)["format"], name)
		if test.format == "time_of_day" {
			require.Equal(t, host.Add(time.Hour).Format("2006-01-02T15:04:05.000Z"), body["timestamp"], name)
		}
	}
}

func streamOfLog(f *Filter) *stream.Stream {
	return f.finder.streams.of(slices.IndexFunc(f.finder.sought, func(k role) bool { return k.below == nil && string(k.path[0]) == "log" }))
}

// The stamps of a sender in another zone are off by the same hours for ten minutes: that is told
// once, and read so where the zone is to be guessed.
func TestOtherZone(t *testing.T) {
	view := fixedView(0)
	const behind = 2 * time.Hour
	for name, test := range map[string]struct {
		change func(*Config)
		said   bool
		want   time.Duration // what is read, before it was written
	}{
		"assumed":           {func(*Config) {}, true, behind},
		"guessed":           {func(c *Config) { c.GuessZone = true }, false, 0},
		"under a fixed now": {func(c *Config) { c.Reference = view.HostNow() }, false, behind},
	} {
		f := newFilter(t, func(c *Config) {
			c.Reference, c.BuiltAt = 0, 1
			test.change(c)
		})
		f.finder.streams.enter(testTag)
		arrivals := &streamOfLog(f).Arrivals
		host := time.Unix(0, view.HostNow()).UTC()
		for at := host.Add(-11 * time.Minute); at.Before(host); at = at.Add(30 * time.Second) {
			arrivals.Zone(at.Add(-behind).Unix(), at.UnixNano())
		}
		record := forms[0].append(nil, ingested, noMetadata, pairs("log", host.Add(-behind).Format("2006-01-02 15:04:05.000 x")))
		out, changed := f.Rewrite(record, testTag, view, LocalClock)
		require.True(t, changed, name)
		if found := f.Tally().Zone; test.said {
			require.Equal(t, ZoneFinding{Behind: behind, Offset: -7200}, found, name)
		} else {
			require.Zero(t, found, name)
		}
		events, _ := decode(out)
		require.Equal(t, host.Add(-test.want).Format("2006-01-02T15:04:05.000Z"), events[0].Body.(map[string]any)["timestamp"], name)
		f.Rewrite(record, testTag, view, LocalClock)
		require.Zero(t, f.Tally().Zone, "said twice")
	}
}
