package line_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// arriving is a line, when it arrives and what it is read as; want is empty where it has no stamp.
type arriving struct{ at, line, want string }

func instantOf(t testing.TB, text string) int64 {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, text)
	require.NoError(t, err)
	return at.UnixNano()
}

// readArriving reads the lines of one stream and notes what is read, as the filter does.
func readArriving(t *testing.T, zone string, lines []arriving) {
	t.Helper()
	r, c := stamptest.Reader(t, zone), &read.Context{Stream: new(stream.Stream)}
	for _, x := range lines {
		c.Arrival = instantOf(t, x.at)
		c.Now = c.Arrival
		stamp, _, _, reason := line.Find(r, []byte(x.line), c)
		got := ""
		if reason == timestamp.Read {
			got = stamptest.Written(stamp)
			c.Stream.Note(stamp.Nanos)
		} else {
			require.Equal(t, timestamp.NoStamp, reason, x.line)
		}
		require.Equal(t, x.want, got, "%s at %s", x.line, x.at)
	}
}

// A stream is live after ten minutes in which all its times of day were just now.
func TestTimeOfDayFromNow(t *testing.T) {
	live := []arriving{
		{"2024-06-14T10:00:00Z", "[10:00:00] [main/INFO]: x", ""},
		{"2024-06-14T10:09:59Z", "[10:09:58] [main/INFO]: x", ""},
		{"2024-06-14T10:10:00Z", "[10:09:59] [main/INFO]: x", "2024-06-14T10:09:59Z"},
	}
	for name, further := range map[string][]arriving{
		"digits, separators and brackets": {
			{"2024-06-14T10:11:13Z", "10:11:12.123456789 x", "2024-06-14T10:11:12.123456789Z"},
			{"2024-06-14T10:11:13Z", "10:11:12,123 INFO x", "2024-06-14T10:11:12.123Z"},
			{"2024-06-14T10:11:13Z", "(10:11:12) x", "2024-06-14T10:11:12Z"},
			{"2024-06-14T10:11:13Z", "10:11:12|x", "2024-06-14T10:11:12Z"},
			{"2024-06-14T10:11:13Z", "10:11:12: x", "2024-06-14T10:11:12Z"},
			{"2024-06-14T10:11:13Z", "10:11:12 AM x", "2024-06-14T10:11:12Z"},
			{"2024-06-14T22:11:13Z", "10:11:12 PM x", "2024-06-14T22:11:12Z"}},
		"the line's own, not one in its message": {
			{"2024-06-14T10:11:13Z", "[10:11:12] backup of 2024-03-01T00:00:00Z", "2024-06-14T10:11:12Z"}},
		"late is not just now, and ends it": {
			{"2024-06-14T10:11:17Z", "10:11:12 x", "2024-06-14T10:11:12Z"},
			{"2024-06-14T10:13:17.001Z", "10:13:12 x", ""},
			{"2024-06-14T10:14:00Z", "10:14:00 x", ""},
			{"2024-06-14T10:24:00Z", "10:24:00 x", "2024-06-14T10:24:00Z"}},
		"of the future": {{"2024-06-14T10:11:12Z", "10:11:13 x", "2024-06-14T10:11:13Z"}, {"2024-06-14T10:13:12Z", "10:13:14 x", ""}},
		"the same one, days later": {
			{"2024-06-14T10:10:00Z", "03:00:00 x", ""},
			{"2024-06-15T03:00:01Z", "03:00:00 x", ""},
			{"2024-06-16T03:00:01Z", "03:00:00 x", "2024-06-16T03:00:00Z"},
			{"2024-06-17T03:00:11Z", "03:00:05 x", ""}},
		"over midnight": {
			{"2024-06-15T00:00:00.5Z", "23:59:59.9 x", "2024-06-14T23:59:59.9Z"},
			{"2024-06-15T00:00:00.5Z", "00:00:00.1 x", "2024-06-15T00:00:00.1Z"},
			{"2024-06-15T23:59:59.5Z", "00:00:00 x", "2024-06-16T00:00:00Z"}},
		"what is no time of day": {
			{"2024-06-14T10:11:13Z", "10:11 x", ""}, {"2024-06-14T10:11:13Z", "1:11:12 x", ""}, {"2024-06-14T10:11:13Z", "10:11:12:aa:bb:cc x", ""},
			{"2024-06-14T10:11:13Z", "10:11:12:13:14:15 x", ""}, {"2024-06-14T10:11:13Z", "10:11:12-05 x", ""}, {"2024-06-14T10:11:13Z", "10:11:12Z", ""},
			{"2024-06-14T10:11:13Z", "10:11:12.5.6 x", ""}, {"2024-06-14T10:11:13Z", "at 10:11:12 x", ""}, {"2024-06-14T10:11:13Z", "10:11:72 x", ""},
			{"2024-06-14T10:11:13Z", "", ""}, {"2024-06-14T10:11:13Z", "10:11:1", ""}},
	} {
		t.Run(name, func(t *testing.T) { readArriving(t, "", append(append([]arriving(nil), live...), further...)) })
	}
}

// Times that count from a start at midnight look like a clock's, until the next day.
func TestTimeOfDayFromMidnight(t *testing.T) {
	readArriving(t, "", []arriving{
		{"2024-06-14T00:00:05Z", "00:00:03 1%", ""},
		{"2024-06-14T00:30:05Z", "00:30:03 50%", ""},
		{"2024-06-14T01:30:05Z", "01:30:03 90%", ""},
		{"2024-06-14T09:00:00Z", "00:00:10 1%", ""}, // another start shows it
		{"2024-06-14T10:00:00Z", "10:00:00 x", ""},
		{"2024-06-14T10:10:00Z", "10:10:00 x", "2024-06-14T10:10:00Z"},
		{"2024-06-15T00:00:01Z", "00:00:00 x", "2024-06-15T00:00:00Z"},
	})
}

// Times of day that follow stamps with a date, and are followed by them, three times: the next one
// is known to follow.
func TestTimeOfDayFromStream(t *testing.T) {
	const at = "2024-06-14T20:00:00Z" // hours later
	dated := []arriving{
		{at, "2024-06-14T10:00:00Z x", "2024-06-14T10:00:00Z"}, {at, "10:00:10 x", ""}, {at, "10:00:20 x", ""},
		{at, "2024-06-14T10:00:30Z x", "2024-06-14T10:00:30Z"}, {at, "10:00:31 x", ""},
		{at, "2024-06-14T10:00:30Z x", "2024-06-14T10:00:30Z"}, {at, "10:00:31 x", ""},
		{at, "2024-06-14T10:01:00Z x", "2024-06-14T10:01:00Z"},
	}
	for name, further := range map[string][]arriving{
		"follows":                     {{at, "10:01:05.5 x", "2024-06-14T10:01:05.5Z"}, {at, "10:02:05 x", "2024-06-14T10:02:05Z"}},
		"a little behind":             {{at, "10:00:59 x", "2024-06-14T10:00:59Z"}},
		"further behind":              {{at, "10:00:58 x", ""}, {at, "10:01:01 x", ""}},
		"after a silence":             {{at, "10:02:01 x", ""}, {at, "10:01:02 x", ""}},
		"the next day is as possible": {{"2024-06-15T10:01:06Z", "10:01:05 x", ""}},
		"after its arrival":           {{"2024-06-14T10:01:01Z", "10:01:05 x", ""}},
		"another file's":              {{at, "09:00:00 x", ""}, {at, "2024-06-14T10:01:06Z x", "2024-06-14T10:01:06Z"}, {at, "10:01:07 x", ""}},
		"a date that went back": {{at, "2024-06-13T10:01:00Z x", "2024-06-13T10:01:00Z"},
			{at, "2024-06-14T10:01:00Z x", "2024-06-14T10:01:00Z"}, {at, "10:01:05 x", ""}},
		"a duration": {{at, "00:00:12 x", ""}},
	} {
		t.Run(name, func(t *testing.T) { readArriving(t, "", append(append([]arriving(nil), dated...), further...)) })
	}
	readArriving(t, "", append(dated[:6:6], arriving{at, "10:00:35 x", ""})) // two proofs only
	readArriving(t, "", []arriving{
		{at, "2024-06-13T23:58:00Z x", "2024-06-13T23:58:00Z"}, {at, "23:58:10 x", ""}, {at, "2024-06-13T23:59:00Z x", "2024-06-13T23:59:00Z"},
		{at, "23:59:30 x", ""}, {at, "2024-06-13T23:59:40Z x", "2024-06-13T23:59:40Z"}, {at, "23:59:50 x", ""},
		{at, "2024-06-13T23:59:58Z x", "2024-06-13T23:59:58Z"}, {at, "23:59:59.5 x", "2024-06-13T23:59:59.5Z"}, {at, "00:00:01 x", "2024-06-14T00:00:01Z"},
	})
}

// In the zone that is assumed: its hours that come twice or never, and its days of 23 and 25 hours.
func TestTimeOfDayInZone(t *testing.T) {
	readArriving(t, "Europe/Berlin", []arriving{
		{"2024-10-27T00:20:00Z", "02:20:00 x", ""},
		{"2024-10-27T00:30:00Z", "02:30:00 x", "2024-10-27T02:30:00+02:00"},
		{"2024-10-27T01:30:01Z", "02:30:00 x", "2024-10-27T02:30:00+01:00"},
		{"2024-10-27T23:30:01Z", "00:30:00 x", "2024-10-28T00:30:00+01:00"},
	})
	readArriving(t, "Europe/Berlin", []arriving{
		{"2024-03-31T00:40:00Z", "01:40:00 x", ""},
		{"2024-03-31T00:59:59Z", "01:59:59 x", "2024-03-31T01:59:59+01:00"},
		{"2024-03-31T01:00:01Z", "03:00:00 x", "2024-03-31T03:00:00+02:00"},
		{"2024-03-31T21:59:59Z", "23:59:59 x", "2024-03-31T23:59:59+02:00"},
		{"2024-03-31T21:59:59Z", "02:30:00 x", ""},
	})
}

// A value is a time of day as a whole. Without an arrival or a stream there is none.
func TestTimeOfDayValue(t *testing.T) {
	arrival := instantOf(t, "2024-06-14T10:11:13Z")
	r := stamptest.Reader(t, "Asia/Tokyo")
	for text, want := range map[string]string{
		"19:11:12": "2024-06-14T19:11:12+09:00", " [19:11:12.25] ": "2024-06-14T19:11:12.25+09:00", "07:11:12 PM": "2024-06-14T19:11:12+09:00",
		"10:11:12": "no_stamp", "19:11:12 x": "no_stamp", "19:11": "no_stamp", "9:11:12": "no_stamp", "19:11:12:00": "no_stamp",
	} {
		live := &read.Context{Now: arrival, Arrival: arrival, Stream: stamptest.LiveStream(t, arrival)}
		require.Equal(t, want, readIn(r, text, live), text)
		require.Equal(t, "no_stamp", readIn(r, text, &read.Context{Now: arrival, Arrival: arrival}))
		live.Arrival = 0
		require.Equal(t, "no_stamp", readIn(r, text, live))
	}
}

func readIn(r *read.Reader, text string, c *read.Context) string {
	stamp, reason := r.ReadText([]byte(text), c)
	if reason != timestamp.Read {
		return reason.String()
	}
	return stamptest.Written(stamp)
}

func TestTimeOfDayAllocatesNothing(t *testing.T) {
	arrival := instantOf(t, "2024-06-14T10:11:13Z")
	r, raw := stamptest.Reader(t, "Europe/Berlin"), []byte("[12:11:12] [Server thread/INFO]: text")
	c := &read.Context{Now: arrival, Arrival: arrival, Stream: stamptest.LiveStream(t, arrival)}
	stamptest.MustNotAllocate(t, "time of day", func() {
		if _, _, _, reason := line.Find(r, raw, c); reason != timestamp.Read {
			t.Fatal(reason)
		}
	})
}
