package filter

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
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
		memory := f.finder.streams.of(slices.IndexFunc(f.finder.sought, func(k role) bool { return string(k.path[0]) == "log" }))
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
