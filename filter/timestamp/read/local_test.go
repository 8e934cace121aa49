package read_test

import (
	"testing"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/zone"
)

// TestLocalTimes compares wall times around every change of every zone, 1970 to 2100, with a search
// over all offsets that the zone ever has: one instant that shows the wall time is read, two are
// refused, none is read by the offset before the change.
func TestLocalTimes(t *testing.T) {
	for name, location := range stamptest.AllZones(t) {
		reader := stamptest.Reader(t, "")
		periods := stamptest.PeriodsOf(location, 1970, 2100)
		offsets := map[int32]bool{}
		for _, p := range periods {
			offsets[p.Offset] = true
		}
		for i := 1; i < len(periods); i++ {
			for _, apart := range []int64{-7200, -3601, -3600, -1800, -1, 0, 1, 1800, 3599, 3600, 7200} {
				wall := periods[i].Start + int64(periods[i].Offset) + apart
				var found []int64
				for offset := range offsets {
					at := wall - int64(offset)
					if _, shown := time.Unix(at, 0).In(location).Zone(); int32(shown) == offset {
						found = append(found, at)
					}
				}
				stamp, reason := reader.ReadText(time.Unix(wall, 0).UTC().AppendFormat(nil, time.DateTime), &read.Context{Zone: &zone.Named{Location: location}})
				got := calendar.FloorSeconds(stamp.Nanos)
				switch {
				case len(found) == 1 && reason == timestamp.Read && got == found[0] && wall-int64(stamp.Offset) == got:
				case len(found) == 2 && reason == timestamp.AmbiguousTime:
				case len(found) == 0 && reason == timestamp.Read && got == wall-int64(periods[i-1].Offset):
				default:
					t.Errorf("%s %s: %d %s, the search finds %v", name, time.Unix(wall, 0).UTC(), got, reason, found)
				}
			}
		}
	}
}
