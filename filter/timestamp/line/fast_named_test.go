package line_test

import (
	"testing"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// namedParts are what the shapes with a month's name are put together from: dates before and what
// may follow the time.
var namedParts = []struct{ dates, trailing []string }{
	{[]string{"Jun 14 ", "Jun  4 ", "Mar 31 ", "Feb 29 ", "Dec 31 ", "Jan  1 ", "jun 14 ", "Jun 31 ", "*Jun 14 ", ".Jun 14 "},
		[]string{"", ".5", ".123456789", ".1234567891", " host", " EST x", " 2024", " 2024 x", "Z", "+01:00", "]", " 12 x", ": x", " PM", ","}},
	{[]string{"14/Jun/2024:", "29/Feb/2023:", "31/Mar/2024:", "04/Jun/2024:"},
		[]string{" +0200", " +0200]", ` -0700" x`, " +0545", " +0123", " +2400", " +0200 x", "", " Z", " +02:00"}},
	{[]string{"Fri Jun 14 ", "Thu Jun 14 ", "Sun Mar 31 ", "Tue Jun  4 "},
		[]string{" 2024", ".123456 2024", " 2024]", " 2024 UTC", " 2023", " 0200", " 2024x", "", " CEST 2024", " 2024 x"}},
	{[]string{"Fri, 14 Jun 2024 ", "Thu, 14 Jun 2024 ", "Sun, 31 Mar 2024 "},
		[]string{" +0200", " -0000", " GMT", " EST", "", " +0200 (CEST)", " +0123"}},
}

// TestFastNamedAgrees: what the fast path reads by a date that it remembers, a reader without
// memory reads to the same stamp, in values and in lines, on both sides of New Year and at changes
// of the clock.
func TestFastNamedAgrees(t *testing.T) {
	times := []string{"00:00:00", "10:11:12", "23:59:59", "02:30:00", "24:00:00", "23:59:60", "1a:00:00", "10:60:00", "03:30:00"}
	served := make([]int, len(namedParts))
	for _, name := range []string{"UTC", "Europe/Berlin", "Pacific/Apia"} {
		cold := stamptest.Maker(t, name)
		warm := cold()
		for _, now := range []string{"2024-06-14T12:00:00Z", "2024-12-31T23:30:00Z", "2025-01-01T00:30:00Z", "2024-03-31T02:00:00Z", "2031-02-28T10:00:00Z"} {
			at, err := time.Parse(time.RFC3339, now)
			if err != nil {
				t.Fatal(err)
			}
			c := &read.Context{Now: at.UnixNano()}
			for shape, part := range namedParts {
				for _, date := range part.dates {
					for _, trailing := range part.trailing {
						for _, clock := range times {
							if warm.Fast([]byte(date+clock+trailing), c, new(timestamp.Stamp)) > 0 {
								served[shape]++
							}
							agreesWarm(t, warm, cold, date+clock+trailing, c)
						}
					}
				}
			}
		}
	}
	for shape, count := range served {
		if count < 50 {
			t.Errorf("shape %d was served %d times by the fast path: nothing was compared", shape, count)
		}
	}
}

func agreesWarm(t testing.TB, warm *read.Reader, cold func() *read.Reader, text string, c *read.Context) (compared bool) {
	stamp, reason := warm.ReadText([]byte(text), c)
	if want, reasonCold := cold().ReadText([]byte(text), c); !same(want, stamp) || reason != reasonCold {
		t.Fatalf("%q: warm %s %+v, cold %s %+v", text, reason, stamp, reasonCold, want)
	}
	raw := []byte("<34>" + text + " x")
	inLine, start, end, reasonInLine := line.Find(warm, raw, c)
	want, from, to, reasonCold := line.Find(cold(), raw, c)
	if !same(want, inLine) || reasonInLine != reasonCold || start != from || end != to {
		t.Fatalf("%q: warm %s %+v at %d to %d, cold %s %+v at %d to %d", raw, reasonInLine, inLine, start, end, reasonCold, want, from, to)
	}
	return reason == timestamp.Read || reasonInLine == timestamp.Read
}

// same reports whether two stamps are equal, their zones by name: each reader loads its own.
func same(a, b timestamp.Stamp) bool {
	if a.Zone != nil && b.Zone != nil && a.Zone.String() == b.Zone.String() {
		a.Zone = b.Zone
	}
	return a == b
}

// warmSeeds are pairs of texts in the shapes that a reader remembers.
var warmSeeds = [][2]string{
	{"Jun 14 10:11:12", "Jun 14 10:11:13.5 host"},
	{"14/Jun/2024:10:11:12 +0200", "14/Jun/2024:10:11:13 -0700]"},
	{"Fri Jun 14 10:11:12.123456 2024", "Fri Jun 14 10:11:13 2024 UTC"},
	{"Fri, 14 Jun 2024 10:11:12 +0200", "Fri, 14 Jun 2024 10:11:13 GMT"},
	{"2024-06-14 10:11:12,123", "2024-06-14T10:11:13.123456789+02:00 x"},
	{"Jun 14 10:11:12", "Jun 14 10:11:12 '|PM"},
}

// FuzzWarm: what a reader remembers of one text does not change how it reads another, as a value or
// in a line.
func FuzzWarm(f *testing.F) {
	for _, seed := range warmSeeds {
		f.Add(seed[0], seed[1])
	}
	cold := stamptest.Maker(f, warmZone)
	f.Fuzz(func(t *testing.T, first, second string) { checkWarm(t, cold, first, second) })
}

const warmZone = "Europe/Berlin"

func checkWarm(t testing.TB, cold func() *read.Reader, first, second string) (compared bool) {
	reader, c := cold(), &read.Context{Now: stamptest.Now}
	reader.ReadText([]byte(first), c)
	line.Find(reader, []byte(first), c)
	agreesWarm(t, reader, cold, second, c)
	return agreesWarm(t, reader, cold, second, c) // by what it has learned itself
}

// TestFreshReader: before any date was read, no text matches what is remembered.
func TestFreshReader(t *testing.T) {
	for _, text := range []string{"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00T10:11:12Z", "\x00\x00\x00 \x00\x00 10:11:12"} {
		if stamp, reason := stamptest.Reader(t, "").ReadText([]byte(text), &read.Context{Now: stamptest.Now}); reason == timestamp.Read {
			t.Errorf("%q: read as %+v", text, stamp)
		}
	}
}
