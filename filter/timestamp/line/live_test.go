package line_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// readLive reads the lines of one stream, as the filter does; want is an instant or the name of a
// reason.
func readLive(t *testing.T, o read.Options, lines []arriving) {
	t.Helper()
	r, c := stamptest.ReaderOf(t, o), &read.Context{Stream: new(stream.Stream)}
	for _, x := range lines {
		c.Arrival = instantOf(t, x.at)
		c.Now = c.Arrival
		stamp, _, _, reason := line.Find(r, []byte(x.line), c)
		got := reason.String()
		if reason == timestamp.Read {
			got = stamptest.Written(stamp)
			c.Stream.Note(stamp.Nanos)
		}
		require.Equal(t, x.want, got, "%s at %s", x.line, x.at)
	}
}

// everyMinute is a line a minute for eleven minutes from that minute on, a second after it was
// written, and refused until ten minutes have passed. zone is how what is read is written.
func everyMinute(from, layout, zone, refused string) (lines []arriving) {
	at, err := time.Parse(time.RFC3339, from)
	if err != nil {
		panic(err)
	}
	for minute := range 12 {
		written := at.Add(time.Duration(minute) * time.Minute)
		want := refused
		if minute >= 10 {
			want = written.Format("2006-01-02T15:04:05") + zone
		}
		lines = append(lines, arriving{written.Add(time.Second).UTC().Format(time.RFC3339), written.Format(layout), want})
	}
	return lines
}

// The order that makes every date of ten minutes now is read, while it does.
func TestLiveOrder(t *testing.T) {
	const spark, american, european = "06/01/02 15:04:05 INFO x", "01/02/2006 15:04:05 x", "02.01.2006 15:04:05 x"
	const refused = "ambiguous_date"
	for name, lines := range map[string][]arriving{
		"year first": append(everyMinute("2026-11-28T10:00:00Z", spark, "Z", refused),
			arriving{"2026-11-28T10:30:03Z", "26/11/28 10:30:00 x", "2026-11-28T10:30:00Z"}, arriving{"2026-11-29T03:30:00Z", "26/11/29 03:29:59 x", "2026-11-29T03:29:59Z"}),
		"month first": everyMinute("2024-02-03T10:00:00Z", american, "Z", refused),
		"day first":   everyMinute("2024-03-02T10:00:00Z", european, "Z", refused),
		"over New Year": append(everyMinute("2023-12-31T23:40:00Z", "06/01/02 15:04:05 INFO x", "Z", refused)[:11],
			arriving{"2023-12-31T23:59:59Z", "23/12/31 23:59:58 x", "2023-12-31T23:59:58Z"},
			arriving{"2024-01-01T00:00:02Z", "24/01/01 00:00:01 x", "2024-01-01T00:00:01Z"}),
		"late is refused, and ten minutes begin again": append(everyMinute("2024-03-02T10:00:00Z", european, "Z", refused), append([]arriving{
			{"2024-03-02T10:12:00Z", "02.03.2024 10:11:53 x", refused}},
			everyMinute("2024-03-02T10:13:00Z", european, "Z", refused)...)...),
		"another program's are refused": append(everyMinute("2024-03-02T10:00:00Z", "02/01/2006 15:04:05 x", "Z", refused),
			arriving{"2024-03-02T10:12:00Z", "03/02/2024 10:11:59 x", refused}, arriving{"2024-03-02T10:12:01Z", "02/03/2024 10:12:00 x", refused}),
		"both readings are now": append(append([]arriving{
			{"2024-10-09T23:59:01Z", "10.09.2024 23:59:00 x", refused},
			{"2024-10-10T00:10:01Z", "10.10.2024 00:10:00 x", "2024-10-10T00:10:00Z"}, {"2024-10-10T12:10:01Z", "10.10.2024 12:10:00 x", "2024-10-10T12:10:00Z"}},
			everyMinute("2024-10-11T00:00:00Z", "01.02.2006 15:04:05 x", "Z", refused)[:1]...),
			arriving{"2024-10-11T00:01:01Z", "10.11.2024 00:01:00 x", "2024-10-11T00:01:00Z"}),
		"both readings are late": append(everyMinute("2024-10-09T23:50:00Z", "01.02.2006 15:04:05 x", "Z", refused)[:10],
			arriving{"2024-10-10T00:10:01Z", "10.10.2024 00:01:00 x", "2024-10-10T00:01:00Z"},
			arriving{"2024-10-11T00:00:01Z", "10.11.2024 00:00:00 x", refused}),
		"two are too few": {{"2024-03-02T10:00:01Z", "02.03.2024 10:00:00 x", refused}, {"2024-03-02T10:20:01Z", "02.03.2024 10:20:00 x", refused},
			{"2024-03-02T10:40:01Z", "02.03.2024 10:40:00 x", "2024-03-02T10:40:00Z"}},
		"without year": everyMinute("2024-03-02T10:00:00Z", "01/02 15:04:05 x", "Z", refused),
	} {
		t.Run(name, func(t *testing.T) { readLive(t, read.Options{}, lines) })
	}
	// A proof by a 13th day needs no arrival, and is not taken back by one.
	readLive(t, read.Options{}, []arriving{
		{"2024-03-13T10:00:01Z", "13.03.2024 10:00:00 x", "2024-03-13T10:00:00Z"}, {"2024-03-13T10:00:01Z", "02.03.2024 10:00:00 x", "2024-03-02T10:00:00Z"}})
	// But what is now in another order than the proven one may be another program's.
	readLive(t, read.Options{}, []arriving{
		{"2024-03-02T10:00:01Z", "13.02.2024 10:00:00 x", "2024-02-13T10:00:00Z"}, {"2024-03-02T10:00:02Z", "03.02.2024 10:00:00 x", refused},
		{"2024-03-02T10:00:03Z", "03.02.2024 09:00:00 x", "2024-02-03T09:00:00Z"}, {"2024-03-02T10:00:04Z", "04.02.2024 10:00:00 x", "2024-02-04T10:00:00Z"}})
}

// An abbreviation of several zones is the one that makes it now.
func TestLiveMeaning(t *testing.T) {
	const refused = "ambiguous_zone"
	for _, test := range []struct{ from, name, zone, also string }{
		{"2024-06-14T10:00:00+05:30", "IST", "+05:30", "2024-06-14T10:12:00+01:00"},
		{"2024-01-14T10:00:00+02:00", "IST", "+02:00", "2024-01-14T10:12:00+05:30"},
		{"2024-06-14T10:00:00+01:00", "IST", "+01:00", "2024-06-14T10:12:00+05:30"},
		{"2024-06-14T10:00:00+08:00", "CST", "+08:00", "2024-06-14T10:12:00-05:00"},
		{"2024-01-14T10:00:00-06:00", "CST", "-06:00", "2024-01-14T10:12:00+08:00"},
		{"2024-01-14T10:00:00-05:00", "CST", "-05:00", "2024-01-14T10:12:00-06:00"},
		{"2024-06-14T10:00:00+01:00", "BST", "+01:00", "2024-06-14T10:12:00+06:00"},
	} {
		lines := everyMinute(test.from, "2006-01-02 15:04:05 "+test.name+" x", test.zone, refused)
		also, err := time.Parse(time.RFC3339, test.also) // another zone's time, live as well
		require.NoError(t, err)
		readLive(t, read.Options{}, append(lines,
			arriving{also.Add(time.Second).Format(time.RFC3339), also.Format("2006-01-02 15:04:05 ") + test.name + " x", refused}))
	}
	// What the assumed zone says goes first.
	readLive(t, read.Options{Zone: stamptest.Zone(t, "America/Chicago")}, []arriving{
		{"2024-01-14T16:00:01Z", "2024-01-14 10:00:00 CST x", "2024-01-14T10:00:00-06:00"}})
	// A report of the hour before, every hour, is no evidence, as late as a whole hour is.
	var hourly []arriving
	for hour := range 20 {
		at := time.Date(2024, 1, 14, hour, 0, 0, 0, time.UTC)
		hourly = append(hourly, arriving{at.Add(3*time.Hour + 30*time.Minute + time.Second).Format(time.RFC3339), at.Add(5*time.Hour + 30*time.Minute).Format("2006-01-02 15:04:05 IST x"), refused})
	}
	readLive(t, read.Options{}, hourly)
}

// A label of daemontools and one of s6 differ by 27 seconds.
func TestLiveLabels(t *testing.T) {
	labels := func(from string, ahead int64, every time.Duration, refused string) (lines []arriving) {
		at, err := time.Parse(time.RFC3339, from)
		require.NoError(t, err)
		for i := range 100 {
			written := at.Add(time.Duration(i) * every)
			want := refused
			if written.Sub(at) >= 10*time.Minute {
				want = written.Format("2006-01-02T15:04:05.000000000") + "Z"
			}
			lines = append(lines, arriving{written.Add(time.Second).Format(time.RFC3339), fmt.Sprintf("@%016x%08x x", 1<<62+ahead+written.Unix(), 0), want})
		}
		return lines
	}
	const refused = "ambiguous_time"
	for _, every := range []time.Duration{time.Second * 7, time.Second * 10, time.Second * 20} {
		unix, tai := labels("2024-06-14T10:00:00Z", 10, every, refused), labels("2024-06-14T10:00:00Z", 37, every, refused)
		readLive(t, read.Options{}, unix)
		readLive(t, read.Options{}, tai)
		readLive(t, read.Options{}, append(unix, arriving{unix[99].at, tai[99].line, refused}))
	}
	minutely := labels("2024-06-14T10:00:00Z", 37, time.Minute, refused) // of what is asked once a minute, perhaps
	for i := range minutely {
		minutely[i].want = refused
	}
	readLive(t, read.Options{}, minutely)
}

// The zone of a live stream whose stamps name none.
func TestGuessedZone(t *testing.T) {
	const refused = "ambiguous_zone"
	guess := read.Options{GuessZone: true, Zone: stamptest.Zone(t, "Europe/Berlin")}
	for _, zone := range []string{"+00:00", "+02:00", "-07:00", "+05:45", "+14:00", "-12:00"} {
		written := strings.Replace(zone, "+00:00", "Z", 1)
		lines := everyMinute("2024-06-14T10:00:00"+zone, "2006-01-02 15:04:05 x", written, refused)
		readLive(t, guess, lines)
		lines = everyMinute("2024-12-31T23:52:30"+zone, "Jan _2 15:04:05 x", written, refused) // over New Year
		readLive(t, guess, lines)
	}
	// The summer time of its sender ends: an hour behind, and ten minutes again.
	summer := everyMinute("2024-10-27T02:40:00+02:00", "2006-01-02 15:04:05 x", "+02:00", refused)
	winter := everyMinute("2024-10-27T02:10:00+01:00", "2006-01-02 15:04:05 x", "+01:00", refused)
	readLive(t, guess, append(summer, winter...))
	// What names its zone needs no guess, and abbreviations are decided by themselves.
	readLive(t, guess, []arriving{
		{"2024-06-14T10:00:01Z", "2024-06-14T12:00:00+02:00 x", "2024-06-14T12:00:00+02:00"},
		{"2024-06-14T10:00:01Z", "2024-06-14 10:00:00 IST x", refused}, {"2024-06-14T10:00:01Z", "2024-06-14 10:00:00 x", refused},
		{"2024-06-14T10:00:01Z", "10:00:00 x", "no_stamp"}})
	// One that is in no zone, 20 minutes off; and without a stream or an arrival.
	odd := everyMinute("2024-06-14T10:20:00Z", "2006-01-02 15:04:05 x", "", refused)
	for i := range odd {
		odd[i].at, odd[i].want = time.Unix(0, instantOf(t, odd[i].at)).UTC().Add(-20*time.Minute).Format(time.RFC3339), refused
	}
	readLive(t, guess, odd)
	_, _, _, reason := line.Find(stamptest.ReaderOf(t, guess), []byte("2024-06-14 10:00:00 x"), &read.Context{Now: stamptest.Now})
	require.Equal(t, timestamp.AmbiguousZone, reason)
}

// The hour that Europe/Berlin repeats, of a host whose clock is three hours behind.
func TestLivePass(t *testing.T) {
	r := stamptest.Reader(t, "Europe/Berlin")
	c := &read.Context{Stream: new(stream.Stream)}
	berlin := stamptest.Zone(t, "Europe/Berlin")
	for written := time.Date(2024, 10, 26, 23, 40, 0, 0, time.UTC); written.Hour() != 2; written = written.Add(time.Minute) {
		c.Arrival = written.Add(time.Second).UnixNano()
		c.Now = written.Add(3 * time.Hour).UnixNano()
		stamp, _, _, reason := line.Find(r, []byte(written.In(berlin).Format("2006-01-02 15:04:05 x")), c)
		require.Equal(t, timestamp.Read, reason, written)
		require.Equal(t, written.UnixNano(), stamp.Nanos, written)
		c.Stream.Note(stamp.Nanos)
		c.Stream.Arrivals.NoteZone(c.Arrival-stamp.Nanos, c.Arrival)
	}
}

// What a live stream leaves open costs no allocation after its first stamp.
func TestLiveAllocatesNothing(t *testing.T) {
	arrival := instantOf(t, "2024-03-02T10:00:00Z")
	for _, text := range []string{"02.03.2024 10:00:00 x", "2024-03-02 10:00:00 IST x", "@4000000065e2f82a00000000 x", "2024-03-02 10:00:00 x"} {
		r, raw := stamptest.ReaderOf(t, read.Options{GuessZone: true}), []byte(text)
		c := &read.Context{Now: arrival, Arrival: arrival, Stream: new(stream.Stream)}
		stamptest.MustNotAllocate(t, text, func() { line.Find(r, raw, c) })
	}
}
