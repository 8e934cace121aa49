package line_test

import (
	"fmt"
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

// program writes lines whose stamps have several readings.
type program struct {
	name    string
	write   func(at time.Time) string
	options read.Options
	rival   func(at time.Time) string // another program's lines of the same look; nil: none
}

func layout(text, zone string) func(time.Time) string {
	location, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	return func(at time.Time) string { return at.In(location).Format(text) }
}

func label(ahead int64) func(time.Time) string {
	return func(at time.Time) string { return fmt.Sprintf("@%016x%08x x", 1<<62+ahead+at.Unix(), at.Nanosecond()) }
}

func programs(t *testing.T) []program {
	const ist, cst = "2006-01-02 15:04:05 IST x", "2006-01-02 15:04:05 CST x"
	guess, berlin := read.Options{GuessZone: true}, read.Options{Zone: stamptest.Zone(t, "Europe/Berlin")}
	return []program{
		{"year first", layout("06/01/02 15:04:05 INFO x", "UTC"), read.Options{}, layout("02/01/06 15:04:05 x", "UTC")},
		{"month first", layout("01/02/2006 15:04:05 x", "Europe/Berlin"), berlin, layout("02/01/2006 15:04:05 x", "Europe/Berlin")},
		{"day first", layout("2.1.2006 15:04:05 x", "Europe/Berlin"), berlin, layout("1.2.2006 15:04:05 x", "Europe/Berlin")},
		{"month first without year", layout("01/02 15:04:05 x", "UTC"), read.Options{}, layout("02/01 15:04:05 x", "UTC")},
		{"India", layout(ist, "Asia/Kolkata"), read.Options{}, layout(ist, "Asia/Jerusalem")},
		{"Israel", layout(ist, "Etc/GMT-2"), read.Options{}, layout(ist, "Etc/GMT-1")},
		{"Shanghai", layout(cst, "Asia/Shanghai"), read.Options{}, layout(cst, "Etc/GMT+6")},
		{"Chicago", layout(cst, "Etc/GMT+6"), read.Options{}, layout(cst, "Etc/GMT+5")},
		{"daemontools", label(10), read.Options{}, label(37)},
		{"s6", label(37), read.Options{}, label(10)},
		{"a sender in Nepal", layout("2006-01-02 15:04:05.000 x", "Asia/Kathmandu"), guess, layout("2006-01-02 15:04:05.000 x", "UTC")},
		{"a sender in Berlin", layout("Jan _2 15:04:05 host x", "Europe/Berlin"), guess, layout("Jan _2 15:04:05 host x", "UTC")},
	}
}

// delivery brings the lines of one program to one stream: live, held back, from old files, beside
// another program's, under a clock that steps.
type delivery struct {
	program
	t       *testing.T
	random  *rand.Rand
	reader  *read.Reader
	context read.Context
	now     time.Time // of the clock that writes and receives
	lines   int       // that were brought
	read    int
	spells  int // how many were read for being live ten minutes
}

func (d *delivery) upTo(most time.Duration) time.Duration {
	return time.Duration(d.random.Int64N(int64(most)))
}

// bring brings a line now. None may be read as another instant than it was written at.
func (d *delivery) bring(write func(time.Time) string, written time.Time) bool {
	d.lines++
	d.context.Arrival = d.now.UnixNano()
	d.context.Now = d.context.Arrival
	text := write(written)
	stamp, _, _, reason := line.Find(d.reader, []byte(text), &d.context)
	if reason != timestamp.Read {
		return false
	}
	d.read++
	d.context.Stream.Note(stamp.Nanos)
	if got := time.Unix(0, stamp.Nanos); !got.Truncate(time.Second).Equal(written.Truncate(time.Second)) {
		d.t.Fatalf("%s: %s, written %s, arrives %s: %s", d.name, text, written.UTC(), d.now.UTC(), got.UTC())
	}
	return true
}

// live brings lines soon after they are written, for some time. What has been live for longer than
// ten minutes is read.
func (d *delivery) live(long time.Duration) {
	began := d.now
	for end := d.now.Add(long); d.now.Before(end); {
		d.now = d.now.Add(100*time.Millisecond + d.upTo(20*time.Second))
		written := d.now.Add(-d.upTo(4 * time.Second))
		was := d.bring(d.write, written)
		if d.write(written) == d.rival(written) { // a date with one reading, 05/05, shows nothing
			began = d.now
		}
		if d.now.Sub(began) > 12*time.Minute {
			require.True(d.t, was, "%s: live for %s at %s", d.name, d.now.Sub(began), d.now.UTC())
			d.spells++
		}
	}
}

// held holds lines back and brings them at once, or faster than they were written.
func (d *delivery) held(long time.Duration, speed float64) {
	written, release := d.now, d.now.Add(long)
	for d.now = release; written.Before(d.now) && d.now.Sub(release) < 3*time.Hour; {
		step := d.upTo(20 * time.Second)
		written = written.Add(step)
		d.now = d.now.Add(time.Duration(float64(step) / speed))
		if !written.After(d.now) {
			d.bring(d.write, written)
		}
	}
}

// old brings lines of an old file.
func (d *delivery) old(back time.Duration) {
	written := d.now.Add(-back)
	for range 100 + d.random.IntN(200) {
		written = written.Add(d.upTo(5 * time.Minute))
		d.now = d.now.Add(d.upTo(50 * time.Millisecond))
		if written.Before(d.now) {
			d.bring(d.write, written)
		}
	}
}

// mixed brings lines of old files, and another program's, between live ones.
func (d *delivery) mixed(long time.Duration) {
	old := d.now.Add(-d.upTo(100 * 24 * time.Hour))
	for end := d.now.Add(long); d.now.Before(end); {
		d.now = d.now.Add(d.upTo(30 * time.Second))
		switch d.random.IntN(20) {
		case 0:
			d.bring(d.rival, d.now.Add(-d.upTo(4*time.Second)))
		case 1:
			old = old.Add(d.upTo(time.Hour))
			if old.Before(d.now) {
				d.bring(d.write, old)
			}
		default:
			d.bring(d.write, d.now.Add(-d.upTo(4*time.Second)))
		}
	}
}

// further brings lines for a while in one of the ways.
func (d *delivery) further() {
	switch d.random.IntN(8) {
	case 0, 1:
		d.live(20*time.Minute + d.upTo(3*time.Hour))
	case 2:
		d.held(d.upTo(4*time.Hour), 1e6)
	case 3:
		d.held(d.upTo(2*time.Hour), 1.1+d.random.Float64()*20)
	case 4:
		d.old(d.upTo(200 * 24 * time.Hour))
	case 5:
		d.old(d.upTo(30 * time.Hour))
	case 6:
		d.mixed(d.upTo(2 * time.Hour))
	case 7: // the clock steps, or nothing is written for days
		if d.random.IntN(2) == 0 {
			d.now = d.now.Add(-d.upTo(20 * time.Minute))
		} else {
			d.now = d.now.Add(d.upTo(4 * 24 * time.Hour))
		}
	}
}

// TestLiveStreamsAreNeverWrong has programs whose stamps have several readings, and are brought in
// every way. None is read as another instant than it was written at, and what has been live for
// more than ten minutes is read.
func TestLiveStreamsAreNeverWrong(t *testing.T) {
	each := stamptest.Repetitions(t, "TIMESYNC_LIVE", 120_000) / len(programs(t))
	total, all := 0, 0
	for i, p := range programs(t) {
		sum, lines, spells := 0, 0, 0
		for round := uint64(0); lines < each; round++ {
			random := rand.New(rand.NewPCG(uint64(i), round))
			d := delivery{program: p, t: t, random: random, reader: stamptest.ReaderOf(t, p.options), context: read.Context{Stream: new(stream.Stream)}}
			d.now = time.Date(2026, time.Month(1+random.IntN(12)), 1+random.IntN(12), random.IntN(24), random.IntN(60), 0, 0, time.UTC)
			for limit := d.now.AddDate(0, 0, 10); d.now.Before(limit) && lines+d.lines < each; {
				d.further()
			}
			sum, lines, spells = sum+d.read, lines+d.lines, spells+d.spells
		}
		t.Logf("%s: %d of %d read", p.name, sum, lines)
		require.NotZero(t, spells, p.name)
		total, all = total+sum, all+lines
	}
	t.Logf("%d of %d read, none wrong", total, all)
}

// TestPassingBacklogs: a backlog that is read a little faster than it was written passes the
// present, and is not believed for it.
func TestPassingBacklogs(t *testing.T) {
	for _, p := range programs(t) {
		for seed := range uint64(20) {
			random := rand.New(rand.NewPCG(seed, 7))
			reader, c := stamptest.ReaderOf(t, p.options), &read.Context{Stream: new(stream.Stream)}
			at := time.Date(2026, 11, 3+random.IntN(6), 2, 0, 0, 0, time.UTC)
			lag := time.Duration(random.Int64N(int64(time.Hour)))
			for faster := 0.02 + random.Float64()/4; lag > 0; {
				step := time.Duration(random.Int64N(int64(30 * time.Second)))
				at, lag = at.Add(step), lag-time.Duration(float64(step)*faster)
				c.Arrival, c.Now = at.UnixNano(), at.UnixNano()
				_, _, _, reason := line.Find(reader, []byte(p.write(at.Add(-lag))), c)
				require.NotEqual(t, timestamp.Read, reason, "%s: %s late", p.name, lag)
			}
		}
	}
}
