package filter

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A date and a time of day under two time keys are one stamp; anything else beside a date leaves it
// alone.
func TestHalves(t *testing.T) {
	for name, test := range map[string]struct {
		body []byte
		want any // the value of date, or the reason of a refusal
	}{
		"ISO":             {pairs("date", "2024-03-05", "time", "10:11:12"), "2024-03-05T10:11:12Z"},
		"time first":      {pairs("time", "10:11:12.123", "date", "2024-03-05"), "2024-03-05T10:11:12.123Z"},
		"proven order":    {pairs("date", "25/03/2024", "time", "1:11:12 PM"), "2024-03-25T13:11:12Z"},
		"open order":      {pairs("date", "02/03/2024", "time", "10:11:12"), "ambiguous_date"},
		"with a zone":     {pairs("date", "2024-03-05", "time", "10:11:12+01:00"), "2024-03-05T09:11:12Z"},
		"no time of day":  {pairs("date", "2024-03-05", "time", "n/a"), "2024-03-05"},
		"nothing beside":  {pairs("date", "2024-03-05"), "2024-03-05"},
		"hour 25":         {pairs("date", "2024-03-05", "time", "25:11:12"), "impossible"},
		"a ratio":         {pairs("date", "2024-03-05", "time", "10:11:12:13:14"), "malformed"},
		"a start":         {pairs("date", "2024-03-05", "start_time", "10:11:12", "end_time", "10:11:13"), "2024-03-05T10:11:12Z"},
		"unknown key":     {pairs("date", "2024-03-05", "lunch", "10:11:12"), "2024-03-05"},
		"a date and time": {pairs("date", "2024-03-05 01:02:03", "time", "10:11:12"), "2024-03-05T01:02:03Z"},
	} {
		got := rewritten(t, newFilter(t, nil), name, test.body)
		if body, read := got.(map[string]any); read {
			got = body["date"]
		}
		require.Equal(t, test.want, got, name)
	}
}

// A date alone gives way to a whole stamp of the same day under a key further down or in a line,
// and to no other.
func TestWholeBesideDate(t *testing.T) {
	for name, test := range map[string]struct {
		body []byte
		key  string // where the stamp is written
		want string
	}{
		"a line":          {pairs("date", "2024-07-17", "hour", "09", "log", "2024-07-17T09:08:27Z hello"), "timestamp", "2024-07-17T09:08:27Z"},
		"a later key":     {pairs("date", "2024-07-17", "eventTime", "2024-07-17T09:08:27Z"), "eventTime", "2024-07-17T09:08:27Z"},
		"an earlier key":  {pairs("date", "2024-07-17", "ts", "2024-07-16T09:08:27Z"), "ts", "2024-07-16T09:08:27Z"},
		"the second line": {pairs("date", "2024-07-17", "log", "hello", "msg", "2024-07-17T09:08:27Z hello"), "timestamp", "2024-07-17T09:08:27Z"},
		"another day":     {pairs("date", "2024-07-17", "log", "2024-07-16T09:08:27Z hello"), "date", "2024-07-17"},
		"refused":         {pairs("date", "2024-07-17", "log", "2024-07-17 09:08:27 IST hello"), "date", "2024-07-17"},
		"another date":    {pairs("date", "2024-07-17", "eventTime", "2024-07-17"), "date", "2024-07-17"},
		"a time of day":   {pairs("date", "2024-07-17", "eventTime", "10:11:12", "log", "2024-07-17T09:08:27Z x"), "date", "2024-07-17T10:11:12Z"},
	} {
		body, read := rewritten(t, newFilter(t, nil), name, test.body).(map[string]any)
		require.True(t, read, name)
		require.Equal(t, test.want, body[test.key], name)
	}
}

// A date alone is a stamp only for a layout without a time of day.
func TestDateByLayout(t *testing.T) {
	body := pairs("date", "2024-03-05")
	require.Equal(t, map[string]any{"date": "2024-03-05", "timestamp": "2024-03-05T12:00:00.000000005Z"}, rewritten(t, newFilter(t, nil), "t", body))
	f := newFilter(t, func(c *Config) { c.Formats = []string{"%Y-%m-%d"} })
	require.Equal(t, map[string]any{"date": "2024-03-05T00:00:00Z"}, rewritten(t, f, "t", body))
	raw := `{"n":1,"date":"2024-03-05"}`
	require.Equal(t, map[string]any{"log": raw, "timestamp": "2024-03-05T00:00:00Z"}, rewritten(t, f, "t", pairs("log", raw)))
}
