package line_test

import (
	"strings"
	"testing"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// layoutTests are layouts in Fluent Bit's dialect, each with a value; "" is one that it does not
// describe.
var layoutTests = []struct{ Layout, text, want string }{
	{"%Y-%m-%dT%H:%M:%S.%L%z", "2024-06-14T10:11:12.123+0200", "2024-06-14T10:11:12.123+02:00"},
	{"%Y-%m-%dT%H:%M:%S.%LZ", "2024-06-14T10:11:12.123456789Z", "2024-06-14T10:11:12.123456789Z"},
	{"%Y-%m-%d %H:%M:%S,%L", "2024-06-14 10:11:12,123", "2024-06-14T10:11:12.123Z"},
	{"%Y-%m-%d %H:%M:%S%L", "2024-06-14 10:11:12.5", "2024-06-14T10:11:12.5Z"},
	{"%Y-%m-%d %H:%M:%S.%L", "2024-06-14 10:11:12", ""},
	{"%Y-%m-%d %H:%M:%S.%L", "2024-06-14 10:11:12.x", ""},
	{"%Y-%m-%d %H:%M:%S.%L", "2024-06-14 10:11:12.", ""},
	{"%d/%b/%Y:%H:%M:%S %z", "14/Jun/2024:10:11:12 -0700", "2024-06-14T10:11:12-07:00"},
	{"%d/%b/%Y:%H:%M:%S %z", "14/Jun/2024:10:11:12 -07:00", "2024-06-14T10:11:12-07:00"},
	{"%d/%b/%Y:%H:%M:%S %z", "14/Jun/2024:10:11:12 GMT", "2024-06-14T10:11:12Z"},
	{"%m/%d/%Y %H:%M:%S", "02/03/2024 10:11:12", "2024-02-03T10:11:12Z"},
	{"%d/%m/%Y %H:%M:%S", "02/03/2024 10:11:12", "2024-03-02T10:11:12Z"},
	{"%b %d %H:%M:%S", "Jun  4 10:11:12", "2024-06-04T10:11:12Z"},
	{"%b %e %H:%M:%S", "Jun  4 10:11:12", "2024-06-04T10:11:12Z"},
	{"%B %e %T", "june 4 10:11:12", "2024-06-04T10:11:12Z"},
	{"%a, %d %b %Y %T %Z", "Fri, 14 Jun 2024 10:11:12 UTC", "2024-06-14T10:11:12Z"},
	{"%A %F %R", "Friday 2024-06-14 10:11", "2024-06-14T10:11:00Z"},
	{"%c", "Fri Jun 14 10:11:12 2024", "2024-06-14T10:11:12Z"},
	{"%D %r", "06/14/24 10:11:12 PM", "2024-06-14T22:11:12Z"},
	{"%p %I:%M %d.%m.%y", "PM 12:30 14.06.24", "2024-06-14T12:30:00Z"},
	{"%y%m%d %H%M%S", "081109 203615", "2008-11-09T20:36:15Z"},
	{"%Y%m%d%H%M%S", "20240614101112", "2024-06-14T10:11:12Z"},
	{"%C%y-%m-%d", "1999-12-31", "1999-12-31T00:00:00Z"},
	{"%Y %j %H", "2024 166 10", "2024-06-14T10:00:00Z"},
	{"%s", "1718359872", "2024-06-14T10:11:12Z"},
	{"%s.%L", "1718359872.123456", "2024-06-14T10:11:12.123456Z"},
	{"%s", "0", "1970-01-01T00:00:00Z"},
	{"%G-W%V-%u %Y-%m-%d", "2024-W24-5 2024-06-14", "2024-06-14T00:00:00Z"},
	{"%Y-%m-%d%n%H:%M%t%%", "2024-06-14 \t 10:11%", "2024-06-14T10:11:00Z"},
	{"%Ey-%Om-%d", "24-06-14", "2024-06-14T00:00:00Z"},
	{"%Y-%m-%d", "2024-13-01", ""},
	{"%Y-%m-%d", "2024-06-14x", ""},
	{"%H:%M:%S %Y-%m-%d", "24:00:00 2024-06-14", ""},
}

// TestLayouts reads values by layouts.
func TestLayouts(t *testing.T) {
	for _, test := range layoutTests {
		stamp, reason := stamptest.Reader(t, "", test.Layout).ReadText([]byte(test.text), &read.Context{Now: stamptest.Now})
		got := stamptest.Written(stamp)
		if reason != timestamp.Read {
			got = ""
		}
		if got != test.want || reason != timestamp.Read && reason != timestamp.NoStamp {
			t.Errorf("%q by %q: %s %s, want %s", test.text, test.Layout, reason, got, test.want)
		}
	}
}

// TestFormatsInOrder: the first format that describes a value reads it; a refusal is given only if
// none does.
func TestFormatsInOrder(t *testing.T) {
	reader := stamptest.Reader(t, "", "%d/%m/%Y", "epoch_ms", "AUTO")
	for _, test := range []struct{ text, want string }{
		{"02/03/2024", "2024-03-02T00:00:00Z"},
		{"1000", "1970-01-01T00:00:01.000Z"},
		{"2024-06-14T10:11:12Z", "2024-06-14T10:11:12Z"},
		{"31/02/2024", "impossible"},
		{"02/03/2024 10:11:12", "ambiguous_date"},
		{"n/a", "no_stamp"},
	} {
		stamp, reason := reader.ReadText([]byte(test.text), &read.Context{Now: stamptest.Now})
		got := stamptest.Written(stamp)
		if reason != timestamp.Read {
			got = reason.String()
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.text, got, test.want)
		}
	}
	if stamp, reason := reader.ReadInt(1000, &read.Context{}); reason != timestamp.Read || stamp.Nanos != calendar.NanosPerSecond {
		t.Errorf("a number in the named unit: %s %+v", reason, stamp)
	}
	raw := "job 4711 [02/03/2024] done"
	if _, start, end, reason := line.Find(reader, []byte(raw), &read.Context{}); reason != timestamp.Read || raw[start:end] != "02/03/2024" {
		t.Errorf("in a line: %s %q", reason, raw[start:end])
	}
}

// TestLayoutErrors: each names the layout and what is wrong with it.
func TestLayoutErrors(t *testing.T) {
	for _, test := range []struct{ Layout, want string }{
		{"%Y %Q", `time_format: %Q in "%Y %Q" is not known; allowed are %a`},
		{"%Y-%m-%d %", "ends in a single %"},
		{"%H:%M:%S", "names no day"},
		{"iso", "allowed are strptime layouts, epoch"},
		{"", "allowed are strptime layouts, epoch"},
	} {
		_, err := read.New(read.Options{Formats: []string{test.Layout}})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want %q", test.Layout, err, test.want)
		}
	}
}

// TestOrders: a configured order decides what is refused without one.
func TestOrders(t *testing.T) {
	for _, test := range []struct {
		order      stream.DateOrder
		text, want string
	}{
		{stream.OrderDMY, "02/03/2024 10:11:12", "2024-03-02T10:11:12Z"},
		{stream.OrderMDY, "02/03/2024 10:11:12", "2024-02-03T10:11:12Z"},
		{stream.OrderYMD, "17/06/09 20:10:40", "2017-06-09T20:10:40Z"},
		{stream.OrderDMY, "17/06/09 20:10:40", "2009-06-17T20:10:40Z"},
	} {
		reader, err := read.New(read.Options{Order: test.order})
		if err != nil {
			t.Fatal(err)
		}
		stamp, reason := reader.ReadText([]byte(test.text), &read.Context{Now: stamptest.Now})
		if reason != timestamp.Read || stamptest.Written(stamp) != test.want {
			t.Errorf("%s: %s %s, want %s", test.text, reason, stamptest.Written(stamp), test.want)
		}
	}
}
