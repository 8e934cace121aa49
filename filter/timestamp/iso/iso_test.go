package iso_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/iso"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/zone"
)

// isoLayout returns the standard library's layout for a number of digits.
func isoLayout(digits int) string {
	layout := "2006-01-02T15:04:05"
	if digits > 0 {
		layout += "." + strings.Repeat("0", digits)
	}
	return layout + "Z07:00"
}

// TestAppend compares random instants in all precisions and in zones of every kind with
// time.Format.
func TestAppend(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	zones := []*time.Location{time.UTC, time.FixedZone("", -12*calendar.SecondsPerHour), time.FixedZone("", 5*calendar.SecondsPerHour+calendar.SecondsPerHour/2)}
	for _, name := range []string{"Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Monrovia"} {
		location, err := zone.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		zones = append(zones, location)
	}
	const first = 79_000_000 // 1972-07: every zone keeps whole minutes since
	for range 200_000 {
		nanos := first*calendar.NanosPerSecond + random.Int64N((epoch.LastSecond-first)*calendar.NanosPerSecond)
		location := zones[random.IntN(len(zones))]
		digits := random.IntN(10)
		want := time.Unix(0, nanos).In(location).Format(isoLayout(digits))
		if got := string(iso.Append(nil, nanos, 0, digits, location, 0)); got != want {
			t.Fatalf("Append(%d, %d, %s) = %s, want %s", nanos, digits, location, got, want)
		}
		_, offset := time.Unix(0, nanos).In(location).Zone()
		if got := string(iso.Append(nil, nanos, 0, digits, nil, int32(offset))); got != want {
			t.Fatalf("Append(%d, %d, offset %d) = %s, want %s", nanos, digits, offset, got, want)
		}
	}
}

func TestAppendEdges(t *testing.T) {
	for _, test := range []struct {
		nanos  int64
		tail   uint64
		digits int
		offset int32
		want   string
	}{
		{0, 0, 0, 0, "1970-01-01T00:00:00Z"},
		{-1, 0, 9, 0, "1969-12-31T23:59:59.999999999Z"},
		{-1, 0, 3, 0, "1969-12-31T23:59:59.999Z"},
		{1, 0, 3, 0, "1970-01-01T00:00:00.000Z"},
		{0, 0, 1, -1800, "1969-12-31T23:30:00.0-00:30"},
		{123456789, 123, 12, 0, "1970-01-01T00:00:00.123456789123Z"},
		{123456789, 7, 12, 0, "1970-01-01T00:00:00.123456789007Z"},
		{123456789, 9999999999, 19, 3600, "1970-01-01T01:00:00.1234567899999999999+01:00"},
		{0, 0, 99, 0, "1970-01-01T00:00:00.0000000000000000000Z"},
		{0, 0, -1, 0, "1970-01-01T00:00:00Z"},
		{-1 << 63, 0, 9, 0, "1677-09-21T00:12:43.145224192Z"},
		{1<<63 - 1, 0, 9, 0, "2262-04-11T23:47:16.854775807Z"},
		{0, 0, 0, -2670, "1969-12-31T23:15:00-00:45"}, // Monrovia's 44:30 is rounded down: the text still names the instant
	} {
		if got := string(iso.Append([]byte("x"), test.nanos, test.tail, test.digits, nil, test.offset)); got != "x"+test.want {
			t.Errorf("Append(%d, %d, %d, %d) = %s, want %s", test.nanos, test.tail, test.digits, test.offset, got[1:], test.want)
		}
	}
}

// TestAppendRoundTrip: a stamp written with all its digits is read back as it was, tail and offset
// included.
func TestAppendRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	reader := stamptest.Reader(t, "")
	for range 200_000 {
		digits := random.IntN(calendar.MaxDigits + 1)
		nanos := iso.Cut(random.Int64()-random.Int64(), digits)
		tail := uint64(0)
		if digits > 9 {
			tail = random.Uint64N(calendar.Powers[digits-9])
		}
		offset := int32(random.IntN(2*24*60-1)-24*60+1) * calendar.SecondsPerMinute
		text := iso.Append(nil, nanos, tail, digits, nil, offset)
		stamp, reason := reader.ReadText(text, &read.Context{})
		if nanos < (calendar.MinSecond+1)*calendar.NanosPerSecond {
			continue // the cut may leave the range
		}
		if reason != timestamp.Read || stamp.Nanos != nanos || stamp.Tail != tail || int(stamp.Digits) != digits || stamp.Offset != offset {
			t.Fatalf("%s (%d, tail %d): %s %+v", text, nanos, tail, reason, stamp)
		}
	}
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		nanos  int64
		digits int
		want   int64
	}{
		{1_999_999_999, 0, 1_000_000_000}, {1_999_999_999, 3, 1_999_000_000}, {1_999_999_999, 9, 1_999_999_999},
		{-1, 0, -1_000_000_000}, {-1, 6, -1000}, {-1, 9, -1}, {-1_000_000_000, 0, -1_000_000_000},
		{5, 12, 5}, {-1 << 63, 0, -1 << 63},
	} {
		if got := iso.Cut(test.nanos, test.digits); got != test.want {
			t.Errorf("Cut(%d, %d) = %d, want %d", test.nanos, test.digits, got, test.want)
		}
	}
}

func TestRound(t *testing.T) {
	for _, test := range []struct {
		nanos  int64
		digits int
		want   int64
	}{
		{1_499_999_999, 0, 1_000_000_000}, {1_500_000_000, 0, 2_000_000_000}, {1_999_499_999, 3, 1_999_000_000},
		{1_999_500_000, 3, 2_000_000_000}, {1_999_999_999, 9, 1_999_999_999}, {5, 12, 5}, {49, 7, 0}, {50, 7, 100},
		{-1, 0, 0}, {-500_000_000, 0, 0}, {-500_000_001, 0, -1_000_000_000}, {-1501, 6, -2000},
		{1<<63 - 1, 0, 9_223_372_036_000_000_000}, {1<<63 - 1, 8, 1<<63 - 8}, {-1 << 63, 9, -1 << 63},
	} {
		if got := iso.Round(test.nanos, test.digits); got != test.want {
			t.Errorf("Round(%d, %d) = %d, want %d", test.nanos, test.digits, got, test.want)
		}
	}
}

func ExampleAppend() {
	fmt.Printf("%s\n", iso.Append(nil, 1136214245_123456789, 0, 3, nil, -7*3600))
	// Output: 2006-01-02T08:04:05.123-07:00
}
