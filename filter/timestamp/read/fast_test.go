package read

import (
	"testing"
	"time"

	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// TestClockWord compares every time of day, and every byte value at every position, with a check
// byte by byte.
func TestClockWord(t *testing.T) {
	check := func(text []byte) {
		at, err := time.Parse("15:04:05", string(text))
		seconds, ok := clockWord(restWord(text, 0))
		if ok != (err == nil) || ok && seconds != int64(at.Hour()*calendar.SecondsPerHour+at.Minute()*calendar.SecondsPerMinute+at.Second()) {
			t.Fatalf("%q: %d %v, time.Parse says %v", text, seconds, ok, err)
		}
	}
	for second := range int64(calendar.SecondsPerDay) {
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

// TestFastFraction compares fractions of every length, ended by every byte and by the end of the
// text, with a loop.
func TestFastFraction(t *testing.T) {
	const lead = "10:11:12."
	for length := range 12 {
		for value := -1; value < 256; value++ {
			text := []byte(lead + "987654321098"[:length])
			if value >= 0 {
				text = append(text, byte(value), '7', 'x')
			}
			run := scan.DigitRun(text, len(lead))
			nanos, digits := fastFraction(text, len(lead))
			if run == 0 || run > 9 {
				if digits != 0 {
					t.Fatalf("%q: %d digits, want none", text, digits)
				}
				continue
			}
			if want := scan.Decimal(text[len(lead):len(lead)+run]) * int(calendar.Powers[9-run]); nanos != want || digits != run {
				t.Fatalf("%q: %d of %d digits, want %d of %d", text, nanos, digits, want, run)
			}
		}
	}
}

// TestColonOffset compares every pair of bytes in an offset with ReadOffset.
func TestColonOffset(t *testing.T) {
	const lead = "12"
	for position := range 5 {
		for value := range 1 << 16 {
			text := []byte(lead + "+02:30")
			text[len(lead)+1+position] = byte(value)
			text[len(lead)+1+(position+1)%5] = byte(value >> 8)
			offset, length := colonOffset(text, len(lead))
			want, wantLength := zone.ReadOffset(text[len(lead):])
			if length != 0 && (offset != want || length != wantLength) || length == 0 && wantLength == len("+hh:mm") {
				t.Fatalf("%q: %d of %d bytes, readOffset says %d of %d", text, offset, length, want, wantLength)
			}
		}
	}
}
