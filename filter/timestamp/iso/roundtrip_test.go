package iso_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/iso"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/zone"
)

// TestRoundTrip: a stamp that Go's time writes is read to its nanoseconds, is written again as the
// same text, and reads as the same nanoseconds: random instants of the whole range, in all
// precisions, in zones of every kind. TIMESYNC_ROUNDTRIPS asks for another number of them.
func TestRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	zones := roundTripZones(t)
	reader, c := stamptest.Reader(t, ""), &read.Context{}
	layouts := [10]string{}
	for digits := range layouts {
		layouts[digits] = isoLayout(digits)
	}
	const first, last = (calendar.MinSecond + calendar.SecondsPerDay), (calendar.MaxSecond - calendar.SecondsPerDay)
	var given, written [64]byte
	for range stamptest.Repetitions(t, "TIMESYNC_ROUNDTRIPS", 100_000) {
		digits := random.IntN(len(layouts))
		nanos := iso.Cut((first+random.Int64N(last-first))*calendar.NanosPerSecond+random.Int64N(calendar.NanosPerSecond), digits)
		location := zones[random.IntN(len(zones))]
		at := time.Unix(0, nanos).In(location)
		if _, east := at.Zone(); east%calendar.SecondsPerMinute != 0 {
			continue // a local mean time, which ISO 8601 cannot write
		}
		text := at.AppendFormat(given[:0], layouts[digits])
		stamp, reason := reader.ReadText(text, c)
		if reason != timestamp.Read || stamp.Nanos != nanos || int(stamp.Digits) != digits {
			t.Fatalf("%s: %s %+v, want %d ns", text, reason, stamp, nanos)
		}
		rewritten := iso.Append(written[:0], stamp.Nanos, stamp.Tail, digits, location, 0)
		if string(rewritten) != string(text) {
			t.Fatalf("%s is written as %s", text, rewritten)
		}
		if again, reason := reader.ReadText(rewritten, c); reason != timestamp.Read || again != stamp {
			t.Fatalf("%s: %s %+v, the first time %+v", rewritten, reason, again, stamp)
		}
	}
}

func roundTripZones(t *testing.T) []*time.Location {
	zones := []*time.Location{time.UTC}
	for minutes := -12 * 60; minutes <= 14*60; minutes += 15 {
		zones = append(zones, time.FixedZone("", minutes*calendar.SecondsPerMinute))
	}
	for _, name := range []string{
		"Europe/Berlin", "Europe/Dublin", "America/New_York", "America/St_Johns", "America/Sao_Paulo", "Asia/Kathmandu",
		"Asia/Kolkata", "Asia/Tehran", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "Africa/Casablanca", "Africa/Monrovia",
	} {
		location, err := zone.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		zones = append(zones, location)
	}
	return zones
}
