package line_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// heard is a line of a stream that is looked back on.
type heard struct {
	arrival       int64
	bare          bool // a time of day without date
	hour          int
	justNow, fits bool
	next          int64 // the instant it is if it follows the stamp before it; 0: it does not
	read          int64 // 0: no stamp
}

// slowTimeOfDay says what a time of day in UTC is read as, by the rules of the reader, each looked
// up in all that was heard.
func slowTimeOfDay(history []heard, arrival int64, ofDay time.Duration) heard {
	x := heard{arrival: arrival, bare: true, hour: int(ofDay / time.Hour)}
	present := slowNearest(arrival, ofDay)
	x.justNow = isWithin(present, arrival-5e9, arrival+1e9)
	if last := slowlyLast(history); last != 0 {
		next := slowNearest(last, ofDay)
		if isWithin(next-last, -1e9, 60e9) && isWithin(next-arrival, -23*3600e9, 1e9) {
			x.next = next
		}
	}
	x.fits = x.justNow || x.next != 0
	switch row := append(history, x); {
	case slowlyCounted(row):
	case x.justNow && arrival-slowlySince(row) >= 600e9:
		x.read = present
	case x.next != 0 && slowlyProven(history) >= 3:
		x.read = x.next
	}
	return x
}

// slowlyLast is the last stamp, 0 before the first.
func slowlyLast(history []heard) (last int64) {
	for _, h := range history {
		if h.read != 0 {
			last = h.read
		}
	}
	return last
}

// slowlyProven counts the times of day that were right by the stamp with a date after them, since
// the last thing that was wrong.
func slowlyProven(history []heard) (proven int) {
	last := int64(0) // slowlyLast(history[:i])
	for i, h := range history {
		switch {
		case h.bare && !h.fits, h.read != 0 && last != 0 && h.read < last-60e9:
			proven = 0
		case h.read != 0 && !h.bare && i > 0 && history[i-1].next != 0 && history[i-1].read == 0:
			if !isWithin(h.read-history[i-1].next, -1e9, 60e9) {
				proven = 0
			} else {
				proven++
			}
		}
		if h.read != 0 {
			last = h.read
		}
	}
	return proven
}

// slowNearest is the time of day on the day that puts it nearest to an instant.
func slowNearest(to int64, ofDay time.Duration) (best int64) {
	midnight := time.Unix(0, to).UTC().Truncate(24 * time.Hour)
	best = midnight.Add(ofDay).UnixNano()
	for _, day := range []time.Duration{-24 * time.Hour, 24 * time.Hour} {
		if other := midnight.Add(day + ofDay).UnixNano(); max(other-to, to-other) < max(best-to, to-best) {
			best = other
		}
	}
	return best
}

// slowlyCounted reports whether the last time of day belongs to a row that fits since the first
// hour of a day, in which nothing was a clock's yet.
func slowlyCounted(history []heard) (counted bool) {
	clock := false
	for _, h := range history {
		if !h.bare {
			continue
		}
		counted = h.fits && (counted || h.hour == 0 && !clock)
		clock = clock || h.read != 0
	}
	return counted
}

// slowlySince is the arrival of the first of the row of times of day, up to the last one, that were
// just now.
func slowlySince(history []heard) (since int64) {
	for i := len(history) - 1; i >= 0 && (!history[i].bare || history[i].justNow); i-- {
		if history[i].bare {
			since = history[i].arrival
		}
	}
	return since
}

// timesOfDaySeeds are lines of streams, each by three bytes.
var timesOfDaySeeds = []string{
	"\x00\x00\x02\x1f\x00\x02\x1f\x10\x02\x1f\x20\x02",                                                             // live, and then ahead
	"\x00\x02\x08\x00\x02\x0a\x00\x02\x08\x00\x02\x0a\x00\x02\x08\x00\x02\x0a\x00\x02\x08\x00\x02\x0a\x00\x80\x0a", // follows
}

// FuzzTimesOfDay reads a stream of stamps with and without date, each by three bytes, and compares
// with the slow way.
func FuzzTimesOfDay(f *testing.F) {
	for _, seed := range timesOfDaySeeds {
		f.Add([]byte(seed))
	}
	reader := stamptest.Maker(f, "")
	f.Fuzz(func(t *testing.T, lines []byte) { checkTimesOfDay(t, reader(), lines) })
}

// checkTimesOfDay had something to compare if a time of day was read.
func checkTimesOfDay(t testing.TB, r *read.Reader, lines []byte) (compared bool) {
	c := &read.Context{Stream: new(stream.Stream)}
	history := make([]heard, 0, 100)
	at := time.Date(2024, 6, 14, 22, 30, 0, 0, time.UTC)
	written := at.Add(-time.Hour)
	for ; len(lines) >= 3 && len(history) < cap(history); lines = lines[3:] {
		at = at.Add(time.Duration(lines[0]%128) * [...]time.Duration{time.Second, 20 * time.Second, 13 * time.Minute}[lines[0]/128+lines[0]%2])
		distance := time.Duration(int8(lines[1]))
		switch written = written.Add(distance * time.Second / 2); lines[2] / 4 % 8 {
		case 0: // beside its arrival
			written = at.Add(distance * time.Second / 16)
		case 1: // far away
			written = at.Add(distance * 7 * time.Minute)
		}
		c.Arrival, c.Now = at.UnixNano(), at.UnixNano()
		x := heard{arrival: c.Arrival, read: written.UnixNano()}
		text := written.AppendFormat(nil, "2006-01-02 15:04:05.000000000 x")
		if lines[2]%4 >= 2 {
			text = text[len("2006-01-02 "):]
			x = slowTimeOfDay(history, c.Arrival, written.Sub(written.Truncate(24*time.Hour)))
			compared = compared || x.read != 0
		}
		stamp, _, _, reason := line.Find(r, text, c)
		switch {
		case x.read == 0 && reason != timestamp.NoStamp, x.read != 0 && (reason != timestamp.Read || stamp.Nanos != x.read):
			t.Fatalf("line %d, %s: %s %d, want %d", len(history), text, reason, stamp.Nanos, x.read)
		case reason == timestamp.Read:
			c.Stream.Note(stamp.Nanos)
		}
		history = append(history, x)
	}
	return compared
}

// writer is a program or a file of its lines: when each is written, and when it arrives.
type writer struct {
	name  string
	read  bool // its lines are to be read, some at least
	lines func(emit func(written, arrival time.Time, text string))
}

// TestTimesOfDayAreNeverWrong has writers that are read live, late or again, and others that count
// from their start. None of their lines may be read as another instant than it was written at.
func TestTimesOfDayAreNeverWrong(t *testing.T) {
	const bare = "15:04:05.000 x"
	begin := time.Date(2024, 6, 14, 9, 30, 0, 0, time.UTC)
	random := rand.New(rand.NewPCG(1, 2))
	upTo := func(most time.Duration) time.Duration { return time.Duration(random.Int64N(int64(most))) }
	pause := func() time.Duration { return upTo(20 * time.Second) }
	late := func() time.Duration { // now and then more than liveLag
		if random.IntN(500) == 0 {
			return upTo(time.Hour)
		}
		return upTo(4 * time.Second)
	}
	replay := func(back time.Duration, speed float64) func(func(written, arrival time.Time, text string)) {
		return func(emit func(written, arrival time.Time, text string)) {
			for written := begin.Add(-back); written.Before(begin.Add(72 * time.Hour)); written = written.Add(pause()) {
				arrival := begin.Add(time.Duration(float64(written.Sub(begin.Add(-back))) / speed))
				if arrival.Before(written) {
					arrival = written
				}
				emit(written, arrival, written.Format(bare))
			}
		}
	}
	for _, w := range []writer{
		{"live", true, func(emit func(written, arrival time.Time, text string)) {
			for at := begin; at.Before(begin.Add(50 * time.Hour)); at = at.Add(pause()) {
				emit(at, at.Add(late()), at.Format(bare))
			}
		}},
		{"live with dates", true, func(emit func(written, arrival time.Time, text string)) {
			for at := begin; at.Before(begin.Add(50 * time.Hour)); at = at.Add(pause()) {
				emit(at, at.Add(late()), at.Format([]string{bare, "2006-01-02 15:04:05.000 x"}[random.IntN(2)]))
			}
		}},
		{"this morning's file, then live", true, replay(9*time.Hour, 1e6)},
		{"three days at once", true, replay(72*time.Hour, 1e6)},
		{"three days, five times as fast", true, replay(72*time.Hour, 5)},
		{"yesterday's file, a tenth faster", false, replay(25*time.Hour, 1.1)},
		{"yesterday's file, a hundredth faster", false, replay(24*time.Hour+10*time.Minute, 1.01)},
		{"yesterday's file, as fast as written, an hour off", false, replay(25*time.Hour, 1)},
		{"time since a start at midnight", false, func(emit func(written, arrival time.Time, text string)) {
			start := time.Date(2024, 6, 15, 0, 0, 0, 1.5e9, time.UTC)
			for at := start; at.Before(start.Add(20 * time.Hour)); at = at.Add(pause()) {
				emit(at, at, time.Time{}.Add(at.Sub(start)).Format(bare))
			}
		}},
		{"a job each morning, without date", true, func(emit func(written, arrival time.Time, text string)) {
			for day := range 20 {
				for at := begin.AddDate(0, 0, day).Add(pause()); at.Before(begin.AddDate(0, 0, day).Add(time.Minute)); at = at.Add(pause()) {
					emit(at, at.Add(late()), at.Format(bare))
				}
			}
		}},
		{"a live file with dates and an old one without", false, func(emit func(written, arrival time.Time, text string)) {
			old := begin.Add(-52 * time.Hour)
			for at := begin; at.Before(begin.Add(50 * time.Hour)); at = at.Add(pause()) {
				emit(at, at, at.Format("2006-01-02 15:04:05.000 x"))
				if random.IntN(10) == 0 {
					for range 30 {
						old = old.Add(pause())
						emit(old, at, old.Format(bare))
					}
				}
			}
		}},
	} {
		r, c := stamptest.ReaderOf(t, read.Options{}), &read.Context{Stream: new(stream.Stream)}
		bareRead := 0
		w.lines(func(written, arrival time.Time, text string) {
			c.Arrival, c.Now = arrival.UnixNano(), arrival.UnixNano()
			stamp, _, _, reason := line.Find(r, []byte(text), c)
			if reason != timestamp.Read {
				return
			}
			c.Stream.Note(stamp.Nanos)
			require.Equal(t, written.Truncate(time.Millisecond).UnixNano(), stamp.Nanos, "%s: %s, written %s", w.name, text, written)
			if stamp.Format == "time_of_day" {
				bareRead++
			}
		})
		t.Logf("%s: %d", w.name, bareRead)
		require.Equal(t, w.read, bareRead > 0, w.name)
	}
}

func isWithin(nanos, first, last int64) bool { return first <= nanos && nanos <= last }
