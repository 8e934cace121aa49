package timestamp

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// read reads a value as an instant in RFC 3339, or gives the name of the reason against it.
func read(r *Reader, text string, c *Context) string {
	stamp, why := r.ReadText([]byte(text), c)
	if why != Read {
		return why.String()
	}
	c.Stream.Note(stamp.Nanos)
	return time.Unix(0, stamp.Nanos).UTC().Format(time.RFC3339Nano)
}

func newReader(t *testing.T, o Options) *Reader {
	t.Helper()
	r, err := NewReader(o)
	require.NoError(t, err)
	return r
}

func mustZone(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := ParseZone(name)
	require.NoError(t, err)
	return zone
}

// Each row is one stream, stamp by stamp.
func TestStreamLearnsOrder(t *testing.T) {
	const ambiguous = "ambiguous_date"
	for name, stream := range map[string][][2]string{
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
		r := newReader(t, Options{})
		c := &Context{Stream: new(Stream)}
		for i, stamp := range stream {
			require.Equal(t, stamp[1], read(r, stamp[0], c), "%s: %d %s", name, i, stamp[0])
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
		r := newReader(t, Options{Zone: mustZone(t, "Europe/Berlin")})
		c := &Context{Stream: new(Stream), Now: time.Date(2024, 11, 5, 0, 0, 0, 0, time.UTC).UnixNano()}
		for _, text := range test.before {
			require.NotContains(t, read(r, text, c), "_", "%s: %s", name, text)
		}
		require.Equal(t, test.want, read(r, test.text, c), name)
	}
}

func TestOverlapAndGap(t *testing.T) {
	berlin := mustZone(t, "Europe/Berlin")
	const twice, never = "2024-10-27 02:30:00", "2024-03-31 02:30:00"
	for _, test := range []struct {
		o          Options
		text, want string
	}{
		{Options{Overlap: OverlapEvidence}, twice, "ambiguous_time"},
		{Options{Overlap: OverlapEarlier}, twice, "2024-10-27T00:30:00Z"},
		{Options{Overlap: OverlapLater}, twice, "2024-10-27T01:30:00Z"},
		{Options{Overlap: OverlapReject}, twice, "ambiguous_time"},
		{Options{Gap: GapForward}, never, "2024-03-31T01:30:00Z"},
		{Options{Gap: GapReject}, never, "impossible"},
		{Options{Gap: GapReject}, "2024-03-31 03:00:00", "2024-03-31T01:00:00Z"},
		{Options{Gap: GapReject}, "2024-03-31 01:59:59", "2024-03-31T00:59:59Z"},
		{Options{Gap: GapReject, Overlap: OverlapReject}, "2024-10-27 03:00:00", "2024-10-27T02:00:00Z"},
	} {
		test.o.Zone = berlin
		c := &Context{Now: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).UnixNano()}
		require.Equal(t, test.want, read(newReader(t, test.o), test.text, c), "%+v %s", test.o, test.text)
	}
	// A pass that is to be refused stays refused where arrival would tell it.
	c := &Context{Now: time.Date(2024, 10, 27, 0, 40, 0, 0, time.UTC).UnixNano()}
	require.Equal(t, "2024-10-27T00:30:00Z", read(newReader(t, Options{Zone: berlin}), twice, c))
	require.Equal(t, "ambiguous_time", read(newReader(t, Options{Zone: berlin, Overlap: OverlapReject}), twice, c))
}

func TestDateOrder(t *testing.T) {
	for _, test := range []struct {
		order      DateOrder
		text, want string
	}{
		{OrderDMY, "02/03/2024 10:00:00", "2024-03-02T10:00:00Z"},
		{OrderMDY, "02/03/2024 10:00:00", "2024-02-03T10:00:00Z"},
		{OrderMDY, "04:02:2014 4:8", "2014-04-02T04:08:00Z"},
		{OrderDMY, "04:02:2014 04:08:09.123", "2014-02-04T04:08:09.123Z"},
		{OrderYMD, "17/06/09 20:10:40", "2017-06-09T20:10:40Z"},
		{OrderDMY, "17/06/09 20:10:40", "2009-06-17T20:10:40Z"},
		{OrderMDY, "17/06/09 20:10:40", "impossible"},
		{OrderMDY, "2024-03-02 10:00:00", "2024-03-02T10:00:00Z"},
		{OrderAuto, "04:02:2014 4:8", "ambiguous_date"},
		{OrderAuto, "04:13:2014 4:8", "2014-04-13T04:08:00Z"},
	} {
		require.Equal(t, test.want, read(newReader(t, Options{Order: test.order}), test.text, &Context{}), "%d %s", test.order, test.text)
	}
}

func TestDefinedAbbreviations(t *testing.T) {
	r := newReader(t, Options{Abbreviations: map[string]*time.Location{
		"IST": mustZone(t, "Asia/Kolkata"), "PST": mustZone(t, "America/Los_Angeles"), "CST": mustZone(t, "Asia/Shanghai"),
		"BRT": mustZone(t, "America/Sao_Paulo"), "XYZZY": mustZone(t, "+01:00"), "EST": mustZone(t, "Australia/Sydney"),
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
		require.Equal(t, want, read(r, text, &Context{}), text)
	}
	stamp, from, to, why := r.Find([]byte("2024-03-05 10:11:12.123 XYZZY LOG: ready"), &Context{})
	require.Equal(t, Read, why)
	require.Equal(t, "2024-03-05 10:11:12.123 XYZZY", "2024-03-05 10:11:12.123 XYZZY LOG: ready"[from:to])
	require.Equal(t, "2024-03-05T09:11:12.123Z", time.Unix(0, stamp.Nanos).UTC().Format(time.RFC3339Nano))
}

// With order and pass decided, every case whose truth depends on policy has one of the instants that are defensible.
func TestAmbiguousCorpusUnderProperties(t *testing.T) {
	for _, path := range corpusFiles(t, "suites/ambiguous.jsonl") {
		for _, o := range []Options{{Order: OrderMDY, Overlap: OverlapEarlier}, {Order: OrderDMY, Overlap: OverlapLater}} {
			refused, decided := 0, 0
			readCorpus(t, path, func(x *corpusCase) {
				o.Zone = x.zone(t)
				o.Abbreviations = map[string]*time.Location{"PST": mustZone(t, "America/Los_Angeles"), "CST": mustZone(t, "America/Chicago")}
				outcome, why := x.outcomeOf(newReader(t, o), t, 0)
				switch {
				case x.isGood(outcome):
					decided++
				case why == AmbiguousDate || why == AmbiguousTime || why == AmbiguousZone || outcome != "reject":
					t.Errorf("%s %q: %s %s, right would be %v", x.ID, x.text(t), outcome, why, x.accepted())
				default:
					refused++
					t.Logf("refused: %s %.60q", why, x.text(t))
				}
			})
			t.Logf("%d among the candidates, %d refused", decided, refused)
			require.NotZero(t, decided)
		}
	}
}

// A number between commas is the next column, unless the line or lines before it show a logging program.
func TestNumberBetweenCommas(t *testing.T) {
	const second, fraction = "2024-03-05T10:11:12Z", "2024-03-05T10:11:12.200Z"
	for name, stream := range map[string][][2]string{
		"a column":            {{"2024-03-05T10:11:12,200,GET", second}, {"2024-03-05 10:11:12,200,GET,/index.html", second}},
		"a level follows":     {{"2024-03-05 10:11:12,200,INFO,root,started", fraction}, {"2024-03-05 10:11:12,200, warning, x", fraction}},
		"no level but a word": {{"2024-03-05 10:11:12,200,information,x", second}},
		"a leading zero":      {{"2024-03-05 10:11:12,034,root,x", "2024-03-05T10:11:12.034Z"}, {"2024-03-05 10:11:12,200,root,x", fraction}},
		"a number of other length": {
			{"2024-03-05 10:11:12,5,GET", second}, {"2024-03-05 10:11:12,034,GET", second}, {"2024-03-05 10:11:12,200,GET", second}},
		"nothing behind": {{"2024-03-05 10:11:12,200", fraction}, {"2024-03-05 10:11:12,200 INFO x", fraction}, {"2024-03-05 10:11:12,1200,x", second}},
	} {
		r := newReader(t, Options{})
		c := &Context{Stream: new(Stream)}
		for _, line := range stream {
			stamp, _, _, why := r.Find([]byte(line[0]), c)
			require.Equal(t, Read, why, line[0])
			require.Equal(t, line[1], written(stamp), "%s: %s", name, line[0])
		}
	}
}

// streamSeeds are dates of streams, each by three bytes.
var streamSeeds = []string{
	"\x0d\x03\x00\x02\x03\x00\x03\x0d\x00\x02\x03\x00",
	"\x18\x0c\x05\x0c\x1f\x05\x02\x03\x05\x02\x03\x06",
}

// A log read as one stream is read as line by line: what its lines show contradicts none of them.
func TestLogsAsStreams(t *testing.T) {
	for _, path := range corpusFiles(t, "loghub/*.jsonl") {
		var reader *Reader
		var hint, right int64
		c := &Context{Stream: new(Stream)}
		readCorpus(t, path, func(x *corpusCase) {
			if x.NowHint != "" {
				at, err := time.Parse(time.RFC3339, x.NowHint)
				require.NoError(t, err)
				hint = at.UnixNano()
				return
			}
			if reader == nil {
				reader = newReader(t, Options{Zone: x.zone(t)})
			}
			c.Now = x.now(t, hint)
			stamp, _, _, why := reader.Find(x.text(t), c)
			require.Equal(t, Read, why, "%s", x.text(t))
			require.True(t, x.isGood(strconv.FormatInt(stamp.Nanos, 10)), "%s: %s", x.text(t), written(stamp))
			c.Stream.Note(stamp.Nanos)
			right++
		})
		require.NotZero(t, right, path)
	}
}
