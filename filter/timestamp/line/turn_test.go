package line_test

import (
	"math/rand"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// numericLayouts are the ways to write a date of numbers, by order.
var numericLayouts = [...][]string{
	stream.OrderYMD: {"06/01/02 15:04:05", "06-01-02 15:04:05"},
	stream.OrderDMY: {"02/01/06 15:04:05", "02.01.2006 15:04:05", "02/01 15:04:05", "02/01/2006 3:04:05 PM"},
	stream.OrderMDY: {"01/02/06 15:04:05", "01/02/2006 15:04:05", "01/02 15:04:05", "1/2/2006 3:04:05 PM"},
}

// Each row is a stream: stamps of a layout, and from which on they are read.
func TestTurnsShowOrder(t *testing.T) {
	days := func(hours ...string) (texts []string) { return hours }
	for name, test := range map[string]struct {
		texts []string
		Read  int // the first one that is
	}{
		"year first":  {days("24/06/09 08:00", "24/06/09 12:00", "24/06/09 18:00", "24/06/09 23:00", "24/06/10 02:00", "24/06/10 23:59", "24/06/11 00:01", "24/06/11 09:00"), 99},
		"two turns":   {days("24/06/09 08:00", "24/06/09 12:00", "24/06/09 18:00", "24/06/09 23:00", "24/06/10 02:00", "24/06/10 12:00", "24/06/10 23:59", "24/06/11 00:01", "24/06/11 09:00"), 7},
		"day first":   {days("09.06.24 08:00", "09.06.24 12:00", "09.06.24 18:00", "09.06.24 23:00", "10.06.24 02:00", "10.06.24 12:00", "10.06.24 23:59", "11.06.24 00:01", "12.06.24 09:00"), 7},
		"a long gap":  {days("09.06.24 08:00", "09.06.24 12:00", "09.06.24 18:00", "09.06.24 23:00", "10.06.24 02:00", "10.06.24 12:00", "10.06.24 13:00"), 99},
		"same number": {days("05/06/24 08:00", "05/06/24 12:00", "05/06/24 18:00", "05/06/24 23:00", "06/06/24 02:00", "06/06/24 12:00", "06/06/24 23:00", "07/06/24 00:01", "08/06/24 09:00"), 7},
	} {
		r, c := stamptest.ReaderOf(t, read.Options{}), &read.Context{Stream: new(stream.Stream)}
		for i, text := range test.texts {
			_, reason := r.ReadText([]byte(text+":00"), c)
			require.Equal(t, i >= test.Read, reason == timestamp.Read, "%s: %s %s", name, text, reason)
		}
	}
}

// What ends the belief in turns: a jump, a date of another shape, a stamp that goes far back, and
// for good a contrary proof.
func TestTurnsAreForgotten(t *testing.T) {
	known := []string{"05/06/24 08:00", "05/06/24 12:00", "05/06/24 18:00", "05/06/24 23:00", "06/06/24 02:00", "06/06/24 12:00",
		"06/06/24 23:00", "07/06/24 00:01"}
	again := []string{"08/06/24 08:00", "08/06/24 12:00", "08/06/24 18:00", "08/06/24 23:00", "09/06/24 02:00", "09/06/24 12:00",
		"09/06/24 23:00", "10/06/24 00:01"}
	for name, test := range map[string]struct {
		then, text string
		reads      bool
		readsLater bool // once more turns have come
	}{
		"nothing":       {"07/06/24 00:02", "07/06/24 00:03", true, true},
		"a weekend":     {"07/06/24 00:02", "09/06/24 23:00", true, true},
		"a jump":        {"12/06/24 00:02", "12/06/24 00:03", false, true},
		"far back":      {"05/06/24 00:02", "05/06/24 00:03", false, true},
		"another shape": {"07.06.24 00:02", "07/06/24 00:03", false, true},
		"other order":   {"06/07/24 00:02", "07/06/24 00:03", false, true},
		"proof":         {"06/13/24 00:02", "07/06/24 00:03", false, false},
	} {
		r, c := stamptest.ReaderOf(t, read.Options{}), &read.Context{Stream: new(stream.Stream)}
		for _, text := range append(append([]string(nil), known...), test.then) {
			r.ReadText([]byte(text+":00"), c)
		}
		_, reason := r.ReadText([]byte(test.text+":00"), c)
		require.Equal(t, test.reads, reason == timestamp.Read, name)
		for _, text := range again {
			_, reason = r.ReadText([]byte(text+":00"), c)
		}
		require.Equal(t, test.readsLater, reason == timestamp.Read, name)
	}
}

// rightOrNot reads what programs write to one stream in turn, each in its layout, with pauses
// between, and counts the stamps that are read. None may be read as another instant than was
// written. With proofs false it ends where a date alone proves its order, since one program's proof
// is believed of all until another proves the contrary.
func rightOrNot(t *testing.T, random *rand.Rand, layouts []string, start time.Time, pause time.Duration, proofs bool) (got int) {
	t.Helper()
	r, c := stamptest.ReaderOf(t, read.Options{}), &read.Context{Stream: new(stream.Stream)}
	at := start
	for range stampsInStream {
		at = at.Add(time.Duration(random.Int63n(int64(pause)))).Truncate(time.Second)
		c.Now = at.UnixNano()
		text := at.Format(layouts[random.Intn(len(layouts))])
		stamp, reason := r.ReadText([]byte(text), c)
		if _, alone := r.ReadText([]byte(text), &read.Context{Now: c.Now}); !proofs && alone == timestamp.Read && at.Day() != int(at.Month()) {
			break
		}
		if reason == timestamp.Read {
			require.Equal(t, at.Format(time.DateTime), time.Unix(0, stamp.Nanos).UTC().Format(time.DateTime), "%q of %v from %v", text, layouts, start)
			got++
		}
	}
	return got
}

const stampsInStream = 100

// TestTurnsOfOneProgram: dates of any order and start are read right or not at all, and most are
// read.
func TestTurnsOfOneProgram(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for _, layouts := range numericLayouts {
		for _, layout := range layouts {
			read, total := 0, 0
			for day := range 366 {
				start := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day)
				read += rightOrNot(t, random, []string{layout}, start, 6*time.Hour, true)
				total += stampsInStream
			}
			require.Greater(t, read, total*3/4, layout)
		}
	}
}

// TestTurnsOfTwoPrograms: two that write dates in different orders to one stream are not confused.
func TestTurnsOfTwoPrograms(t *testing.T) {
	random := rand.New(rand.NewSource(2))
	for _, layouts := range [][]string{
		{"01/02/2006 15:04:05", "02/01/2006 15:04:05"}, {"01/02/06 15:04:05", "02/01/06 15:04:05"},
		{"06/01/02 15:04:05", "02/01/06 15:04:05"}, {"06/01/02 15:04:05", "01/02/06 15:04:05"},
		{"01/02 15:04:05", "02/01 15:04:05"},
	} {
		for _, pause := range []time.Duration{time.Hour, 6 * time.Hour, 30 * time.Hour} {
			for day := range 366 {
				start := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day)
				mixed := layouts
				for range day % 12 { // the second program writes ever less
					mixed = append(mixed[:len(mixed):len(mixed)], layouts[0])
				}
				rightOrNot(t, random, mixed, start, pause, false)
			}
		}
	}
}
