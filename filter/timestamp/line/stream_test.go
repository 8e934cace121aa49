package line_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// Each row is one stream, stamp by stamp.
func TestStreamLearnsOrder(t *testing.T) {
	const ambiguous = "ambiguous_date"
	for name, seen := range map[string][][2]string{
		"a 13th day decides": {
			{"02/03/2024 10:00:00", ambiguous}, {"13/03/2024 10:00:00", "2024-03-13T10:00:00Z"}, {"02/04/2024 10:00:00", "2024-04-02T10:00:00Z"}},
		"month first": {
			{"03/13/2024 10:00:00", "2024-03-13T10:00:00Z"}, {"04/02/2024 10:00:00", "2024-04-02T10:00:00Z"}},
		"proofs that contradict each other decide nothing": {
			{"13/03/2024 10:00:00", "2024-03-13T10:00:00Z"}, {"03/13/2024 10:00:00", "2024-03-13T10:00:00Z"}, {"02/03/2024 10:00:00", ambiguous},
			{"14/03/2024 10:00:00", "2024-03-14T10:00:00Z"}, {"02/03/2024 10:00:00", ambiguous}},
		"another program joins": {
			{"06/30/2024 10:00:00", "2024-06-30T10:00:00Z"}, {"07/03/2024 10:00:00", "2024-07-03T10:00:00Z"}, {"03/07/2024 10:00:30", ambiguous},
			{"03/07/2024 10:00:40", ambiguous}, {"07/03/2024 11:00:00", ambiguous}},
		"a jump is no other program": {
			{"06/30/2024 10:00:00", "2024-06-30T10:00:00Z"}, {"07/03/2024 10:00:00", "2024-07-03T10:00:00Z"}, {"01/04/2024 10:00:30", "2024-01-04T10:00:30Z"},
			{"03/07/2024 10:00:40", "2024-03-07T10:00:40Z"}},
		"a date that is the same both ways proves nothing": {
			{"03/03/2024 10:00:00", "2024-03-03T10:00:00Z"}, {"02/03/2024 10:00:00", ambiguous}},
		"a proof holds for its separator and its width of the year": {
			{"13/03/2024 10:00:00", "2024-03-13T10:00:00Z"}, {"02.03.2024 10:00:00", ambiguous}, {"02/03/24 10:00:00", ambiguous}},
		"two digits": {
			{"24/12/31 10:00:00", ambiguous}, {"12/31/24 10:00:00", "2024-12-31T10:00:00Z"}, {"02/03/24 10:00:00", "2024-02-03T10:00:00Z"}},
		"two digits and no reading in the proven order": {
			{"12/31/24 10:00:00", "2024-12-31T10:00:00Z"}, {"24/12/30 10:00:00", ambiguous}},
		"a date that does not exist proves nothing": {
			{"31/02/2024 10:00:00", "impossible"}, {"13/03/2024 25:00:00", "impossible"}, {"02/03/2024 10:00:00", ambiguous}},
	} {
		r := stamptest.ReaderOf(t, read.Options{})
		c := &read.Context{Stream: new(stream.Stream)}
		for i, stamp := range seen {
			require.Equal(t, stamp[1], stamptest.ReadInStream(r, stamp[0], c), "%s: %d %s", name, i, stamp[0])
		}
	}
}

// The hour that Europe/Berlin repeats: 02:00 to 03:00 on 27 October 2024, first in +02:00.
func TestStreamDecidesOverlap(t *testing.T) {
	const ambiguous = "ambiguous_time"
	first := []string{"2024-10-27 01:30:00", "2024-10-27 01:40:00", "2024-10-27 01:59:00"}
	for name, test := range map[string]struct {
		before     []string
		text, want string
	}{
		"follows soon":                          {first, "2024-10-27 02:10:00", "2024-10-27T00:10:00Z"},
		"goes back on the wall only":            {append(first, "2024-10-27 02:20:00", "2024-10-27 02:45:00"), "2024-10-27 02:05:00", "2024-10-27T01:05:00Z"},
		"a little behind another writer":        {append(first, "2024-10-27 02:20:00"), "2024-10-27 02:19:30", "2024-10-27T00:19:30Z"},
		"in the second pass already":            {append(first, "2024-10-27 02:25:00", "2024-10-27 02:50:00", "2024-10-27 02:01:00"), "2024-10-27 02:20:00", "2024-10-27T01:20:00Z"},
		"after a long silence":                  {first, "2024-10-27 02:40:00", ambiguous},
		"too few before":                        {first[:2], "2024-10-27 02:05:00", ambiguous},
		"a stream that went back tells nothing": {append(first, "2024-10-27 01:00:00", "2024-10-27 01:45:00"), "2024-10-27 02:05:00", ambiguous},
		"nothing before":                        {nil, "2024-10-27 02:05:00", ambiguous},
	} {
		r := stamptest.ReaderOf(t, read.Options{Zone: stamptest.Zone(t, "Europe/Berlin")})
		c := &read.Context{Stream: new(stream.Stream), Now: time.Date(2024, 11, 5, 0, 0, 0, 0, time.UTC).UnixNano()}
		for _, text := range test.before {
			require.NotContains(t, stamptest.ReadInStream(r, text, c), "_", "%s: %s", name, text)
		}
		require.Equal(t, test.want, stamptest.ReadInStream(r, test.text, c), name)
	}
}

func TestOverlapAndGap(t *testing.T) {
	berlin := stamptest.Zone(t, "Europe/Berlin")
	const twice, never = "2024-10-27 02:30:00", "2024-03-31 02:30:00"
	for _, test := range []struct {
		o          read.Options
		text, want string
	}{
		{read.Options{Overlap: read.OverlapEvidence}, twice, "ambiguous_time"},
		{read.Options{Overlap: read.OverlapEarlier}, twice, "2024-10-27T00:30:00Z"},
		{read.Options{Overlap: read.OverlapLater}, twice, "2024-10-27T01:30:00Z"},
		{read.Options{Overlap: read.OverlapReject}, twice, "ambiguous_time"},
		{read.Options{Gap: read.GapForward}, never, "2024-03-31T01:30:00Z"},
		{read.Options{Gap: read.GapReject}, never, "impossible"},
		{read.Options{Gap: read.GapReject}, "2024-03-31 03:00:00", "2024-03-31T01:00:00Z"},
		{read.Options{Gap: read.GapReject}, "2024-03-31 01:59:59", "2024-03-31T00:59:59Z"},
		{read.Options{Gap: read.GapReject, Overlap: read.OverlapReject}, "2024-10-27 03:00:00", "2024-10-27T02:00:00Z"},
	} {
		test.o.Zone = berlin
		c := &read.Context{Now: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).UnixNano()}
		require.Equal(t, test.want, stamptest.ReadInStream(stamptest.ReaderOf(t, test.o), test.text, c), "%+v %s", test.o, test.text)
	}
	// A pass that is to be refused stays refused where arrival would tell it.
	c := &read.Context{Now: time.Date(2024, 10, 27, 0, 40, 0, 0, time.UTC).UnixNano()}
	require.Equal(t, "2024-10-27T00:30:00Z", stamptest.ReadInStream(stamptest.ReaderOf(t, read.Options{Zone: berlin}), twice, c))
	require.Equal(t, "ambiguous_time", stamptest.ReadInStream(stamptest.ReaderOf(t, read.Options{Zone: berlin, Overlap: read.OverlapReject}), twice, c))
}

func TestDateOrder(t *testing.T) {
	for _, test := range []struct {
		order      stream.DateOrder
		text, want string
	}{
		{stream.OrderDMY, "02/03/2024 10:00:00", "2024-03-02T10:00:00Z"},
		{stream.OrderMDY, "02/03/2024 10:00:00", "2024-02-03T10:00:00Z"},
		{stream.OrderMDY, "04:02:2014 4:8", "2014-04-02T04:08:00Z"},
		{stream.OrderDMY, "04:02:2014 04:08:09.123", "2014-02-04T04:08:09.123Z"},
		{stream.OrderYMD, "17/06/09 20:10:40", "2017-06-09T20:10:40Z"},
		{stream.OrderDMY, "17/06/09 20:10:40", "2009-06-17T20:10:40Z"},
		{stream.OrderMDY, "17/06/09 20:10:40", "impossible"},
		{stream.OrderMDY, "2024-03-02 10:00:00", "2024-03-02T10:00:00Z"},
		{stream.OrderAuto, "04:02:2014 4:8", "ambiguous_date"},
		{stream.OrderAuto, "04:13:2014 4:8", "2014-04-13T04:08:00Z"},
	} {
		require.Equal(t, test.want, stamptest.ReadInStream(stamptest.ReaderOf(t, read.Options{Order: test.order}), test.text, &read.Context{}), "%d %s", test.order, test.text)
	}
}

func TestDefinedAbbreviations(t *testing.T) {
	r := stamptest.ReaderOf(t, read.Options{Abbreviations: map[string]*time.Location{
		"IST": stamptest.Zone(t, "Asia/Kolkata"), "PST": stamptest.Zone(t, "America/Los_Angeles"), "CST": stamptest.Zone(t, "Asia/Shanghai"),
		"BRT": stamptest.Zone(t, "America/Sao_Paulo"), "XYZZY": stamptest.Zone(t, "+01:00"), "EST": stamptest.Zone(t, "Australia/Sydney"),
	}})
	for text, want := range map[string]string{
		"2024-03-05 10:11:12 IST":        "2024-03-05T04:41:12Z",
		"2024-03-05 10:11:12.123456 IST": "2024-03-05T04:41:12.123456Z",
		"Tue Mar  5 10:11:12 CST 2024":   "2024-03-05T02:11:12Z",
		"Tue, 05 Mar 2024 10:11:12 CST":  "2024-03-05T02:11:12Z",
		"2024-03-05 10:11:12 PST":        "2024-03-05T18:11:12Z",
		"2024-07-05 10:11:12 PST":        "2024-07-05T18:11:12Z", // standard time, whatever Los Angeles has then
		"2024-03-05 10:11:12 BRT":        "2024-03-05T13:11:12Z", // a name that the zone database has given up
		"2024-03-05 10:11:12 XYZZY":      "2024-03-05T09:11:12Z",
		"2024-03-05 10:11:12 EST":        "2024-03-04T23:11:12Z", // instead of the package's own meaning
		"2024-03-05 10:11:12 BST":        "ambiguous_zone",
		"2024-11-03 01:30:00 PST":        "2024-11-03T09:30:00Z", // the name tells the pass
	} {
		require.Equal(t, want, stamptest.ReadInStream(r, text, &read.Context{}), text)
	}
	stamp, from, to, reason := line.Find(r, []byte("2024-03-05 10:11:12.123 XYZZY LOG: ready"), &read.Context{})
	require.Equal(t, timestamp.Read, reason)
	require.Equal(t, "2024-03-05 10:11:12.123 XYZZY", "2024-03-05 10:11:12.123 XYZZY LOG: ready"[from:to])
	require.Equal(t, "2024-03-05T09:11:12.123Z", time.Unix(0, stamp.Nanos).UTC().Format(time.RFC3339Nano))
}

// A number between commas is the next column, unless the line or lines before it show a logging
// program.
func TestNumberBetweenCommas(t *testing.T) {
	const second, fraction = "2024-03-05T10:11:12Z", "2024-03-05T10:11:12.200Z"
	for name, seen := range map[string][][2]string{
		"a column":            {{"2024-03-05T10:11:12,200,GET", second}, {"2024-03-05 10:11:12,200,GET,/index.html", second}},
		"a level follows":     {{"2024-03-05 10:11:12,200,INFO,root,started", fraction}, {"2024-03-05 10:11:12,200, warning, x", fraction}},
		"no level but a word": {{"2024-03-05 10:11:12,200,information,x", second}},
		"a leading zero":      {{"2024-03-05 10:11:12,034,root,x", "2024-03-05T10:11:12.034Z"}, {"2024-03-05 10:11:12,200,root,x", fraction}},
		"a number of other length": {
			{"2024-03-05 10:11:12,5,GET", second}, {"2024-03-05 10:11:12,034,GET", second}, {"2024-03-05 10:11:12,200,GET", second}},
		"nothing after": {{"2024-03-05 10:11:12,200", fraction}, {"2024-03-05 10:11:12,200 INFO x", fraction}, {"2024-03-05 10:11:12,1200,x", second}},
	} {
		r := stamptest.ReaderOf(t, read.Options{})
		c := &read.Context{Stream: new(stream.Stream)}
		for _, raw := range seen {
			stamp, _, _, reason := line.Find(r, []byte(raw[0]), c)
			require.Equal(t, timestamp.Read, reason, raw[0])
			require.Equal(t, raw[1], stamptest.Written(stamp), "%s: %s", name, raw[0])
		}
	}
}

// streamSeeds are dates of streams, each by three bytes.
var streamSeeds = []string{
	"\x0d\x03\x00\x02\x03\x00\x03\x0d\x00\x02\x03\x00",
	"\x18\x0c\x05\x0c\x1f\x05\x02\x03\x05\x02\x03\x06",
}
