package timestamp

import (
	"testing"
	"time"
)

// namedParts are what the shapes with a month's name are put together from: dates before and what may follow the time.
var namedParts = []struct{ dates, behind []string }{
	{[]string{"Jun 14 ", "Jun  4 ", "Mar 31 ", "Feb 29 ", "Dec 31 ", "Jan  1 ", "jun 14 ", "Jun 31 ", "*Jun 14 ", ".Jun 14 "},
		[]string{"", ".5", ".123456789", ".1234567891", " host", " EST x", " 2024", " 2024 x", "Z", "+01:00", "]", " 12 x", ": x", " PM", ","}},
	{[]string{"14/Jun/2024:", "29/Feb/2023:", "31/Mar/2024:", "04/Jun/2024:"},
		[]string{" +0200", " +0200]", ` -0700" x`, " +0545", " +0123", " +2400", " +0200 x", "", " Z", " +02:00"}},
	{[]string{"Fri Jun 14 ", "Thu Jun 14 ", "Sun Mar 31 ", "Tue Jun  4 "},
		[]string{" 2024", ".123456 2024", " 2024]", " 2024 UTC", " 2023", " 0200", " 2024x", "", " CEST 2024", " 2024 x"}},
	{[]string{"Fri, 14 Jun 2024 ", "Thu, 14 Jun 2024 ", "Sun, 31 Mar 2024 "},
		[]string{" +0200", " -0000", " GMT", " EST", "", " +0200 (CEST)", " +0123"}},
}

// TestHotNamedAgrees: what the short cut reads by a date that it remembers, a reader without memory reads to the same
// stamp, in values and in lines, on both sides of New Year and at changes of the clock.
func TestHotNamedAgrees(t *testing.T) {
	times := []string{"00:00:00", "10:11:12", "23:59:59", "02:30:00", "24:00:00", "23:59:60", "1a:00:00", "10:60:00", "03:30:00"}
	served := [hotShapes]int{}
	for _, name := range []string{"UTC", "Europe/Berlin", "Pacific/Apia"} {
		cold := newPrototype(t, name)
		warm := cold.copy()
		for _, now := range []string{"2024-06-14T12:00:00Z", "2024-12-31T23:30:00Z", "2025-01-01T00:30:00Z", "2024-03-31T02:00:00Z", "2031-02-28T10:00:00Z"} {
			at, err := time.Parse(time.RFC3339, now)
			if err != nil {
				t.Fatal(err)
			}
			c := &Context{Now: at.UnixNano()}
			for _, part := range namedParts {
				for _, date := range part.dates {
					for _, behind := range part.behind {
						for _, clock := range times {
							agreesWarm(t, warm, cold, date+clock+behind, c, &served)
						}
					}
				}
			}
		}
	}
	for shape, count := range served {
		if count < 50 {
			t.Errorf("shape %d was served %d times by the short cut: nothing was compared", shape, count)
		}
	}
}

func agreesWarm(t testing.TB, warm *Reader, cold *prototype, text string, c *Context, served *[hotShapes]int) (compared bool) {
	var hot Stamp
	if end := warm.hotNamed([]byte(text), c, &hot); end > 0 {
		shape, _ := shapeOf([]byte(text))
		served[shape]++
	}
	stamp, why := warm.ReadText([]byte(text), c)
	if want, whyCold := cold.copy().ReadText([]byte(text), c); !same(want, stamp) || why != whyCold {
		t.Fatalf("%q: warm %s %+v, cold %s %+v", text, why, stamp, whyCold, want)
	}
	line := []byte("<34>" + text + " x")
	inLine, start, end, whyInLine := warm.Find(line, c)
	want, from, to, whyCold := cold.copy().Find(line, c)
	if !same(want, inLine) || whyInLine != whyCold || start != from || end != to {
		t.Fatalf("%q: warm %s %+v at %d to %d, cold %s %+v at %d to %d", line, whyInLine, inLine, start, end, whyCold, want, from, to)
	}
	return why == Read || whyInLine == Read
}

// same says whether two stamps are equal, their zones by name: each reader loads its own.
func same(a, b Stamp) bool {
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

// FuzzWarm: what a reader remembers of one text does not change how it reads another, as a value or in a line.
func FuzzWarm(f *testing.F) {
	for _, seed := range warmSeeds {
		f.Add(seed[0], seed[1])
	}
	cold := newPrototype(f, warmZone)
	f.Fuzz(func(t *testing.T, first, second string) { checkWarm(t, cold, first, second) })
}

const warmZone = "Europe/Berlin"

func checkWarm(t testing.TB, cold *prototype, first, second string) (compared bool) {
	reader, c := cold.copy(), &Context{Now: testNow}
	reader.ReadText([]byte(first), c)
	reader.Find([]byte(first), c)
	var served [hotShapes]int
	agreesWarm(t, reader, cold, second, c, &served)
	return agreesWarm(t, reader, cold, second, c, &served) // by what it has learned itself
}

// TestClockWord compares every time of day, and every byte value at every position, with a check byte by byte.
func TestClockWord(t *testing.T) {
	check := func(text []byte) {
		at, err := time.Parse("15:04:05", string(text))
		seconds, ok := clockWord(restWord(text, 0))
		if ok != (err == nil) || ok && seconds != int64(at.Hour()*secondsPerHour+at.Minute()*secondsPerMinute+at.Second()) {
			t.Fatalf("%q: %d %v, time.Parse says %v", text, seconds, ok, err)
		}
	}
	for second := range int64(secondsPerDay) {
		check([]byte(time.Unix(second, 0).UTC().Format("15:04:05")))
	}
	for _, text := range []string{"00:00:00", "19:59:59", "23:45:01"} {
		for position := range text {
			for value := range 1 << 16 {
				mutant := []byte(text)
				mutant[position] = byte(value)
				mutant[(position+1)%len(mutant)] = byte(value >> 8)
				check(mutant)
			}
		}
	}
}

// TestHotFraction compares fractions of every length, ended by every byte and by the end of the text, with a loop.
func TestHotFraction(t *testing.T) {
	const lead = "10:11:12."
	for length := range 12 {
		for value := -1; value < 256; value++ {
			text := []byte(lead + "987654321098"[:length])
			if value >= 0 {
				text = append(text, byte(value), '7', 'x')
			}
			run := digitRun(text, len(lead))
			nanos, digits := hotFraction(text, len(lead))
			if run == 0 || run > 9 {
				if digits != 0 {
					t.Fatalf("%q: %d digits, want none", text, digits)
				}
				continue
			}
			if want := decimal(text[len(lead):len(lead)+run]) * int(powers[9-run]); nanos != want || digits != run {
				t.Fatalf("%q: %d of %d digits, want %d of %d", text, nanos, digits, want, run)
			}
		}
	}
}

// TestColonOffset compares every pair of bytes in an offset with readOffset.
func TestColonOffset(t *testing.T) {
	const lead = "12"
	for position := range 5 {
		for value := range 1 << 16 {
			text := []byte(lead + "+02:30")
			text[len(lead)+1+position] = byte(value)
			text[len(lead)+1+(position+1)%5] = byte(value >> 8)
			offset, length := colonOffset(text, len(lead))
			want, wantLength := readOffset(text[len(lead):])
			if length != 0 && (offset != want || length != wantLength) || length == 0 && wantLength == len("+hh:mm") {
				t.Fatalf("%q: %d of %d bytes, readOffset says %d of %d", text, offset, length, want, wantLength)
			}
		}
	}
}

// TestFreshReader: before any date was read, no text matches what is remembered.
func TestFreshReader(t *testing.T) {
	for _, text := range []string{"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00T10:11:12Z", "\x00\x00\x00 \x00\x00 10:11:12"} {
		if stamp, why := newTestReader(t, "").ReadText([]byte(text), &Context{Now: testNow}); why == Read {
			t.Errorf("%q: read as %+v", text, stamp)
		}
	}
}
