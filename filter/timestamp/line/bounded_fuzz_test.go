package line_test

import (
	"testing"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// Whatever a line holds, the stamp stands in it within the bounds, and is the same the next time.
func FuzzFindBounded(f *testing.F) {
	for _, text := range []string{
		`{"log":"{\"time\":\"2024-06-14T10:11:12Z\",\"a\":\"\\u00e9\"}\n","stream":"stdout"}`,
		`<134>app -: {"event":{"time":1718359872.5},"data":{"t":{"$date":{"$numberLong":"1718359872000"}}}}`,
		`CEF:0|a|b|1|2|c|3|msg=x start=Jun 14 2024 10:11:12 VENDrt=1718359872000`,
		`<Event a='b'><System><TimeCreated SystemTime='2024-06-14T10:11:12.1Z'/></System><GMTTime>2024-06-14T10:11:12</GMTTime>`,
		`{"date":"2024-06-14","time":"10:11:12","tz":"+0200"}`,
		`a="\"" time="2024-06-14 10:11:12" b=1 tz=+0200`,
	} {
		f.Add([]byte(text), uint16(40), uint16(200))
	}
	f.Fuzz(func(t *testing.T, text []byte, within, keys uint16) {
		b := line.Bounds{Text: int(within) + 1, Keys: int(keys) + 1}
		find := func() (timestamp.Stamp, int, int, timestamp.Reason) {
			return line.FindBounded(stamptest.Reader(t, ""), text, b, &read.Context{Now: stamptest.Now})
		}
		stamp, start, end, reason := find()
		if start < 0 || start > end || end > len(text) || end > max(b.Text, b.Keys) || reason == timestamp.Read && start == end {
			t.Fatalf("%q: %s at %d to %d", text, reason, start, end)
		}
		again, start2, end2, reason2 := find()
		if again.Nanos != stamp.Nanos || start != start2 || end != end2 || reason != reason2 {
			t.Fatalf("%q: another one the second time", text)
		}
	})
}
