package line_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// FuzzStream reads dates of one stream, each by three bytes, and compares with a list of all that
// was proven.
func FuzzStream(f *testing.F) {
	for _, seed := range streamSeeds {
		f.Add([]byte(seed))
	}
	reader := stamptest.Maker(f, "")
	f.Fuzz(func(t *testing.T, dates []byte) { checkStream(t, reader(), dates) })
}

func checkStream(t testing.TB, r *read.Reader, dates []byte) (compared bool) {
	c := &read.Context{Stream: new(stream.Stream)}
	proven := map[string]map[string]bool{}
	prove := func(shape, order string) {
		if proven[shape] == nil {
			proven[shape] = map[string]bool{}
		}
		proven[shape][order] = true
	}
	var lastShape string
	var last map[string]string
	for ; len(dates) >= 3; dates = dates[3:] {
		a, b := int(dates[0]%32), int(dates[1]%32)
		separator, year := string("/-."[dates[2]%3]), []string{"2024", "24"}[dates[2]/3%2]
		all := slowReadings()[slowDate{a, b, year}]
		readings := all.byOrder
		text := fmt.Sprintf("%02d%s%02d%s%s 10:11:12", a, separator, b, separator, year)
		shape := separator + year
		if len(proven[shape]) == 1 && shape == lastShape && len(readings) > 0 {
			for only := range proven[shape] {
				for other, date := range readings {
					if other != only && date == last[only] && weeksApart(last[only], readings[only]) {
						prove(shape, other)
					}
				}
				break
			}
		}
		if len(readings) > 0 {
			lastShape, last = shape, readings
		}
		want := "impossible"
		switch {
		case all.different == 1:
			want = all.any + "T10:11:12Z"
			if len(readings) == 1 {
				for order := range readings {
					prove(shape, order)
				}
			}
		case all.different > 1:
			want = "ambiguous_date"
			if len(proven[shape]) == 1 {
				for only := range proven[shape] {
					if date, possible := readings[only]; possible {
						want = date + "T10:11:12Z"
					}
				}
			}
		}
		if got := stamptest.ReadInStream(r, text, c); got != want {
			t.Fatalf("%s: %s, want %s", text, got, want)
		}
		compared = true
	}
	return compared
}

// weeksApart reports whether two dates are at least two weeks apart, or one does not exist.
func weeksApart(a, b string) bool {
	first, err := time.Parse(time.DateOnly, a)
	second, err2 := time.Parse(time.DateOnly, b)
	return err != nil || err2 != nil || first.Sub(second).Abs() >= 14*24*time.Hour
}

// slowDate is two numbers and a year of four digits or two.
type slowDate struct {
	a, b int
	year string
}

// slowDates are the dates that those can be.
type slowDates struct {
	byOrder   map[string]string
	different int
	any       string
}

// slowReadings has all of them.
var slowReadings = sync.OnceValue(func() map[slowDate]slowDates {
	all := map[slowDate]slowDates{}
	for year, layouts := range map[string]map[string]string{
		"2024": {"dmy": "02 01 2006", "mdy": "01 02 2006"},
		"24":   {"dmy": "02 01 06", "mdy": "01 02 06", "ymd": "06 01 02"},
	} {
		for a := range 32 {
			for b := range 32 {
				dates, different := slowDates{byOrder: map[string]string{}}, map[string]bool{}
				for order, layout := range layouts {
					if date, err := time.Parse(layout, fmt.Sprintf("%02d %02d %s", a, b, year)); err == nil {
						dates.any = date.Format(time.DateOnly)
						dates.byOrder[order], different[dates.any] = dates.any, true
					}
				}
				dates.different = len(different)
				all[slowDate{a, b, year}] = dates
			}
		}
	}
	return all
})
