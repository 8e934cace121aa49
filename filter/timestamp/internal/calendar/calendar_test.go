package calendar_test

import (
	"testing"
	"time"

	"timesync/filter/timestamp/internal/calendar"
)

// TestCalendar compares every day of three centuries, and the ends of the range, with the standard
// library.
func TestCalendar(t *testing.T) {
	check := func(day time.Time) {
		year, month, date := day.Date()
		want := int(calendar.FloorDivide(day.Unix(), calendar.SecondsPerDay))
		if got := calendar.DayNumber(year, int(month), date); got != want {
			t.Fatalf("DayNumber(%s) = %d, want %d", day.Format(time.DateOnly), got, want)
		}
		if y, m, d := calendar.Civil(want); y != year || m != int(month) || d != date {
			t.Fatalf("Civil(%d) = %d-%d-%d, want %s", want, y, m, d, day.Format(time.DateOnly))
		}
		if got := calendar.Weekday(want); got != int(day.Weekday()) {
			t.Fatalf("Weekday(%s) = %d, want %s", day.Format(time.DateOnly), got, day.Weekday())
		}
	}
	for _, span := range [][2]int{{0, 5}, {1600, 1605}, {1900, 2201}, {9990, 10000}} {
		for day := time.Date(span[0], 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < span[1]; day = day.AddDate(0, 0, 1) {
			check(day)
		}
	}
}

func TestDaysIn(t *testing.T) {
	for year := 1899; year < 2201; year++ {
		for month := 1; month <= 12; month++ {
			if want := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day(); calendar.DaysIn(year, month) != want {
				t.Errorf("DaysIn(%d, %d) = %d, want %d", year, month, calendar.DaysIn(year, month), want)
			}
		}
	}
}

func TestInstant(t *testing.T) {
	for _, test := range []struct {
		seconds, nanos int64
		ok             bool
	}{
		{0, 0, true}, {-1, 999999999, true}, {calendar.MaxSecond, 999999999, true}, {calendar.MinSecond, 0, true},
		{calendar.MaxSecond + 2, 0, false}, {calendar.MinSecond - 2, 0, false}, {1 << 62, 0, false}, {-1 << 62, 0, false},
	} {
		nanos, ok := calendar.Instant(test.seconds, test.nanos)
		if ok != test.ok || ok && (nanos < 0) != (test.seconds < 0) {
			t.Errorf("Instant(%d, %d) = %d, %v", test.seconds, test.nanos, nanos, ok)
		}
	}
}
