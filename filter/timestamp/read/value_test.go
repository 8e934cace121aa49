package read_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/zone"
)

// TestReadText has a value of every form, and what it says.
func TestReadText(t *testing.T) {
	for _, test := range []struct{ text, want, format string }{
		{"2024-06-14T10:11:12Z", "2024-06-14T10:11:12Z", "rfc3339"},
		{"2024-06-14t10:11:12.5z", "2024-06-14T10:11:12.5Z", "rfc3339"},
		{"2024-06-14T10:11:12.1234567890123456789-00:30", "2024-06-14T10:11:12.1234567890123456789-00:30", "rfc3339"},
		{"2024-06-14T10:11:12.99999999999999999999Z", "2024-06-14T10:11:12.9999999999999999999Z", "rfc3339"},
		{"2024-06-14T24:00:00Z", "2024-06-15T00:00:00Z", "rfc3339"},
		{"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", "rfc3339"},
		{"2016-12-31T23:59:60.25Z", "2016-12-31T23:59:59.99Z", "rfc3339"},
		{"2017-01-01T05:29:60+05:30", "2017-01-01T05:29:59+05:30", "rfc3339"},
		{"2022-07-08T00:14:07+02:00[Europe/Paris]", "2022-07-08T00:14:07+02:00", "rfc3339"},
		{"2022-07-08T00:14:07Z[Europe/Paris][u-ca=hebrew]", "2022-07-08T00:14:07Z", "rfc3339"},
		{"2022-07-08T00:14:07[Europe/Paris]", "2022-07-08T00:14:07+02:00", "rfc3339"},
		{"2024-06-14T10:11:12\u221207:00", "2024-06-14T10:11:12-07:00", "rfc3339"},
		{"14-Jun-10:11:12:13", "2010-06-14T11:12:13Z", "day_name"},
		{"14. Jun 10:11:12", "2024-06-14T10:11:12Z", "day_name"},
		{"2024-06-14 10:11:12 utc", "2024-06-14T10:11:12Z", "iso8601"},
		{"2024-06-14 10:11:12 (CEST)", "2024-06-14T10:11:12+02:00", "iso8601"},
		{"2024-06-14 10:11:12,123", "2024-06-14T10:11:12.123Z", "log4j"},
		{" 2024-06-14  10:11:12 ", "2024-06-14T10:11:12Z", "iso8601"},
		{"2024-06-14 10:11", "2024-06-14T10:11:00Z", "iso8601"},
		{"2024-06-14", "2024-06-14T00:00:00Z", "iso8601"},
		{"2024-166T10:11:12Z", "2024-06-14T10:11:12Z", "iso8601_ordinal"},
		{"2024-W24-5T10:11:12Z", "2024-06-14T10:11:12Z", "iso8601_ordinal"},
		{"2020-W53-7T00:00:00Z", "2021-01-03T00:00:00Z", "iso8601_ordinal"},
		{"20240614T101112.123Z", "2024-06-14T10:11:12.123Z", "iso8601_basic"},
		{"20240614101112", "2024-06-14T10:11:12Z", "packed"},
		{"20240614101112123", "2024-06-14T10:11:12.123Z", "packed"},
		{"2024/06/14 10:11:12", "2024-06-14T10:11:12Z", "nginx_error"},
		{"2024:06:14 10:11:12", "2024-06-14T10:11:12Z", "iso8601"},
		{"2024-06-14-10.11.12.123456", "2024-06-14T10:11:12.123456Z", "db2"},
		{"2014年04月08日 19:17:22", "2014-04-08T19:17:22Z", "cjk"},
		{"Jun 14 10:11:12", "2024-06-14T10:11:12Z", "rfc3164"},
		{"*Jun 14 10:11:12.123", "2024-06-14T10:11:12.123Z", "cisco_unset"},
		{"14/Jun/2024:10:11:12 +0200", "2024-06-14T10:11:12+02:00", "clf"},
		{"[14/Jun/2024:10:11:12 +0200]", "2024-06-14T10:11:12+02:00", "clf"},
		{"Fri Jun 14 10:11:12.123456 2024", "2024-06-14T10:11:12.123456Z", "asctime"},
		{"Fri Jun 14 10:11:12 CEST 2024", "2024-06-14T10:11:12+02:00", "asctime"},
		{"Fri, 14 Jun 2024 10:11:12 PDT", "2024-06-14T10:11:12-07:00", "rfc2822"},
		{"Fri, 14 Jun 2024 10:11:12 CST", "2024-06-14T10:11:12-06:00", "rfc2822"},
		{"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z", "rfc2822"},
		{"Fri Jun 14 2024 10:11:12 GMT+0200 (Central European Summer Time)", "2024-06-14T10:11:12+02:00", "javascript"},
		{"2024-06-14 10:11:12.5 +0200 CEST m=+0.000000001", "2024-06-14T10:11:12.5+02:00", "iso8601"},
		{"22-JUL-19 03.16.13.123456 PM", "2019-07-22T15:16:13.123456Z", "day_name"},
		{"I0614 10:11:12.123456", "2024-06-14T10:11:12.123456Z", "klog"},
		{"0614 10:11:12.123456", "2024-06-14T10:11:12.123456Z", "klog"},
		{"05-31 10:11:12.123", "2024-05-31T10:11:12.123Z", "yearless"},
		{"31/12/2023 10:11:12", "2023-12-31T10:11:12Z", "numeric"},
		{"12/31/2023 10:11:12 PM", "2023-12-31T22:11:12Z", "numeric"},
		{"05/05/2024 10:11:12", "2024-05-05T10:11:12Z", "numeric"},
		{"240614 10:11:12", "2024-06-14T10:11:12Z", "yymmdd"},
		{"718359872.3", "1992-10-06T08:24:32.3Z", "epoch"},
		{"1718359872", "2024-06-14T10:11:12Z", "epoch"},
		{"1718359872.123456789012", "2024-06-14T10:11:12.123456789012Z", "epoch"},
		{"1718359872123", "2024-06-14T10:11:12.123Z", "epoch_ms"},
		{"1718359872123.456789", "2024-06-14T10:11:12.123456789Z", "epoch_ms"},
		{"1718359872123456", "2024-06-14T10:11:12.123456Z", "epoch_us"},
		{"1718359872123456789", "2024-06-14T10:11:12.123456789Z", "epoch_ns"},
		{"2262-04-11T23:47:15.854775807Z", "2262-04-11T23:47:15.854775807Z", "rfc3339"},
	} {
		stamp, reason := stamptest.Reader(t, "").ReadText([]byte(test.text), &read.Context{Now: stamptest.Now})
		if reason != timestamp.Read || stamptest.Written(stamp) != test.want || stamp.Format != test.format {
			t.Errorf("%q: %s %s %s, want %s %s", test.text, reason, stamptest.Written(stamp), stamp.Format, test.want, test.format)
		}
	}
}

func TestReadTextRefuses(t *testing.T) {
	for _, test := range []struct {
		text string
		want timestamp.Reason
	}{
		{"", timestamp.NoStamp}, {" \t\r\n", timestamp.NoStamp}, {"n/a", timestamp.NoStamp}, {"-", timestamp.NoStamp}, {"null", timestamp.NoStamp},
		{"0.005", timestamp.NoStamp}, {"12", timestamp.NoStamp}, {"2024", timestamp.NoStamp}, {"1.2.3", timestamp.NoStamp}, {"2024.01.02", timestamp.NoStamp},
		{"192.168.1.1", timestamp.NoStamp}, {"10.0.0.1:8080", timestamp.NoStamp}, {"00:11:22:33:44:55", timestamp.NoStamp}, {"10:11:12", timestamp.NoStamp},
		{"20240614", timestamp.NoStamp}, {"550e8400-e29b-41d4-a716-446655440000", timestamp.NoStamp}, {"deadbeef", timestamp.NoStamp},
		{"638396640000000000", timestamp.NoStamp}, {"99999999999999999999", timestamp.NoStamp}, {"4102444800", timestamp.NoStamp}, {"631151999", timestamp.NoStamp},
		{"-1718359872", timestamp.NoStamp}, {"1e9", timestamp.NoStamp}, {"P1DT2H3M4S", timestamp.NoStamp}, {"12-34-56", timestamp.NoStamp},
		{strings.Repeat("7", 1<<16), timestamp.NoStamp},
		{"02/03/2024", timestamp.AmbiguousDate}, {"02/03/2024 10:11:12", timestamp.AmbiguousDate}, {"17/06/09 20:10:40", timestamp.AmbiguousDate},
		{"05-06 10:11:12.123", timestamp.AmbiguousDate}, {"02.03.2024 10:11:12", timestamp.AmbiguousDate},
		{"2024-06-14 10:11:12 IST", timestamp.AmbiguousZone}, {"2024-06-14 10:11:12 PST", timestamp.AmbiguousZone},
		{"2022-07-08T00:14:07+01:00[Europe/Paris]", timestamp.AmbiguousZone},
		{"2024-06-14 10:11:12 XYZ", timestamp.UnknownZone}, {"2024-06-14 10:11:12 Europe/Nowhere", timestamp.UnknownZone},
		{"9999-12-31T23:59:59Z", timestamp.OutOfRange}, {"0001-01-01T00:00:00Z", timestamp.OutOfRange},
		{"2024-02-30T10:11:12Z", timestamp.Impossible}, {"2023-02-29 10:11:12", timestamp.Impossible}, {"2024-00-10T10:11:12Z", timestamp.Impossible},
		{"0000-00-00 00:00:00", timestamp.Impossible}, {"2024-06-14T25:11:12Z", timestamp.Impossible}, {"2024-06-14T10:60:12Z", timestamp.Impossible},
		{"2024-06-14T10:11:61Z", timestamp.Impossible}, {"2024-06-14T10:11:60Z", timestamp.Impossible}, {"2024-06-14T24:00:01Z", timestamp.Impossible},
		{"2024-06-14T10:11:12+24:00", timestamp.Impossible}, {"2024-06-14T10:11:12+12:60", timestamp.Impossible}, {"13/13/2024", timestamp.Impossible},
		{"Mon, 14 Jun 2024 10:11:12 GMT", timestamp.Impossible}, {"2024-06-14 13:11:12 AM", timestamp.Impossible}, {"2024-06-14 0:11:12 PM", timestamp.Impossible}, {"2024-367T00:00:00Z", timestamp.Impossible},
		{"2024-W53-1T00:00:00Z", timestamp.Impossible}, {"Feb 30 10:11:12", timestamp.Impossible},
		{"2024-06-14T10:11:12Z blah", timestamp.Malformed}, {"2024-06-14T10:11:12ZZ", timestamp.Malformed},
		{"2024-06-14T10:11:12Z+01:00", timestamp.Malformed}, {"2024-06-14T10:11:12Z[!knort=blargel]", timestamp.Malformed},
	} {
		if stamp, reason := stamptest.Reader(t, "").ReadText([]byte(test.text), &read.Context{Now: stamptest.Now}); reason != test.want {
			t.Errorf("%.60q: %s %s %s, want %s", test.text, reason, stamptest.Written(stamp), stamp.Format, test.want)
		}
	}
}

// TestYear: the year of a stamp without one, around New Year and 29 February.
func TestYear(t *testing.T) {
	for _, test := range []struct{ zone, now, text, want string }{
		{"UTC", "2024-06-15T12:00:00Z", "Jun 15 11:59:59", "2024-06-15T11:59:59Z"},
		{"UTC", "2024-06-15T12:00:00Z", "Jun 16 12:00:00", "2024-06-16T12:00:00Z"},
		{"UTC", "2024-06-15T12:00:00Z", "Jun 16 12:00:01", "2023-06-16T12:00:01Z"},
		{"UTC", "2024-01-01T00:00:10Z", "Dec 31 23:59:59", "2023-12-31T23:59:59Z"},
		{"UTC", "2023-12-31T23:59:50Z", "Jan  1 00:00:01", "2024-01-01T00:00:01Z"},
		{"America/New_York", "2026-01-01T04:30:00Z", "12/31 23:59:00", "2025-12-31T23:59:00-05:00"},
		{"Pacific/Auckland", "2025-12-31T12:00:00Z", "Jan  1 01:00:00", "2026-01-01T01:00:00+13:00"},
		{"UTC", "2024-03-01T00:00:00Z", "Feb 29 12:00:00", "2024-02-29T12:00:00Z"},
		{"UTC", "2025-03-01T00:00:00Z", "Feb 29 12:00:00", "2024-02-29T12:00:00Z"},
		{"UTC", "2025-03-01T12:00:00Z", "Feb 29 12:00:00", "2024-02-29T12:00:00Z"},
		{"UTC", "2024-02-28T12:00:00Z", "Feb 29 12:00:00", "2024-02-29T12:00:00Z"},
		{"UTC", "2024-01-01T00:00:10Z", "Dec 31 23:59:59 +0200", "2023-12-31T23:59:59+02:00"},
	} {
		now, err := time.Parse(time.RFC3339, test.now)
		if err != nil {
			t.Fatal(err)
		}
		stamp, reason := stamptest.Reader(t, test.zone).ReadText([]byte(test.text), &read.Context{Now: now.UnixNano()})
		if reason != timestamp.Read || stamptest.Written(stamp) != test.want {
			t.Errorf("%s in %s at %s: %s %s, want %s", test.text, test.zone, test.now, reason, stamptest.Written(stamp), test.want)
		}
	}
	for _, now := range []string{"2025-03-01T12:00:01Z", "2027-06-01T00:00:00Z", "2024-02-27T00:00:00Z", "2103-01-01T00:00:00Z"} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"Feb 29 12:00:00", "Thu Feb 29 12:00:00"} {
			_, reason := stamptest.Reader(t, "").ReadText([]byte(text), &read.Context{Now: at.UnixNano()})
			if reason != timestamp.NoNow {
				t.Errorf("%s at %s: %s, want %s", text, now, reason, timestamp.NoNow)
			}
		}
	}
	if _, reason := stamptest.Reader(t, "").ReadText([]byte("Jun 14 10:11:12"), &read.Context{}); reason != timestamp.NoNow {
		t.Errorf("without a present: %s, want %s", reason, timestamp.NoNow)
	}
}

// TestZones: which zone a stamp is read in, and who named it.
func TestZones(t *testing.T) {
	tokyo := &zone.Named{Location: stamptest.Zone(t, "Asia/Tokyo")}
	for _, test := range []struct {
		text   string
		key    *zone.Named
		want   string
		source timestamp.ZoneSource
	}{
		{"2024-06-14 10:11:12", nil, "2024-06-14T10:11:12-05:00", timestamp.ZoneConfigured},
		{"2024-06-14 10:11:12", tokyo, "2024-06-14T10:11:12+09:00", timestamp.ZoneFromKey},
		{"2024-06-14 10:11:12Z", tokyo, "2024-06-14T10:11:12Z", timestamp.ZoneInStamp},
		{"2024-06-14 10:11:12 CDT", nil, "2024-06-14T10:11:12-05:00", timestamp.ZoneInStamp},
		{"2024-01-14 10:11:12 CST", nil, "2024-01-14T10:11:12-06:00", timestamp.ZoneInStamp},
		{"2024-11-03 01:30:00 CDT", nil, "2024-11-03T01:30:00-05:00", timestamp.ZoneInStamp},
		{"2024-11-03 01:30:00 CST", nil, "2024-11-03T01:30:00-06:00", timestamp.ZoneInStamp},
		{"2024-06-14 10:11:12 Europe/Berlin", nil, "2024-06-14T10:11:12+02:00", timestamp.ZoneInStamp},
		{"2024-06-14 10:11:12 UTC+02:00", nil, "2024-06-14T10:11:12+02:00", timestamp.ZoneInStamp},
		{"2024-03-10 02:30:00", nil, "2024-03-10T03:30:00-05:00", timestamp.ZoneConfigured}, // skipped: moved forward
	} {
		stamp, reason := stamptest.Reader(t, "America/Chicago").ReadText([]byte(test.text), &read.Context{Now: stamptest.Now, Zone: test.key})
		if reason != timestamp.Read || stamptest.Written(stamp) != test.want || stamp.ZoneSource != test.source {
			t.Errorf("%s: %s %s by %s, want %s by %s", test.text, reason, stamptest.Written(stamp), stamp.ZoneSource, test.want, test.source)
		}
	}
	if _, reason := stamptest.Reader(t, "America/Chicago").ReadText([]byte("2024-06-14 10:11:12 CST"), &read.Context{}); reason != timestamp.AmbiguousZone {
		t.Errorf("CST in June: %s; Chicago does not use it then", reason)
	}
}

// TestRepeatedHour: the second pass of an hour is told by the time of arrival, or not at all.
func TestRepeatedHour(t *testing.T) {
	for _, test := range []struct {
		now  string
		want string
	}{
		{"2024-10-27T00:31:00Z", "2024-10-27T02:30:00+02:00"}, // the second pass is still to come
		{"2024-10-27T01:31:00Z", "2024-10-27T02:30:00+01:00"}, // it was a minute ago
		{"2024-10-27T05:00:00Z", "ambiguous_time"},
		{"2024-10-20T00:00:00Z", "ambiguous_time"},
	} {
		now, err := time.Parse(time.RFC3339, test.now)
		if err != nil {
			t.Fatal(err)
		}
		stamp, reason := stamptest.Reader(t, "Europe/Berlin").ReadText([]byte("2024-10-27 02:30:00"), &read.Context{Now: now.UnixNano()})
		got := stamptest.Written(stamp)
		if reason != timestamp.Read {
			got = reason.String()
		}
		if got != test.want {
			t.Errorf("at %s: %s, want %s", test.now, got, test.want)
		}
	}
}

// TestNumbers: the unit is told by magnitude.
func TestNumbers(t *testing.T) {
	reader := stamptest.Reader(t, "")
	for _, test := range []struct {
		value  int64
		want   int64
		format string
	}{
		{1718359872, 1718359872e9, "epoch"}, {1718359872123, 1718359872123e6, "epoch_ms"},
		{1718359872123456, 1718359872123456e3, "epoch_us"}, {1718359872123456789, 1718359872123456789, "epoch_ns"},
		{epoch.FirstSecond, epoch.FirstSecond * 1e9, "epoch"}, {epoch.LastSecond - 1, (epoch.LastSecond - 1) * 1e9, "epoch"},
	} {
		if stamp, reason := reader.ReadInt(test.value, &read.Context{}); reason != timestamp.Read || stamp.Nanos != test.want || stamp.Format != test.format {
			t.Errorf("%d: %s %+v", test.value, reason, stamp)
		}
	}
	for _, value := range []int64{0, -1, 1, 200, 65535, epoch.FirstSecond - 1, epoch.LastSecond, 170000000012, math.MaxInt64, math.MinInt64, 638396640000000000} {
		if stamp, reason := reader.ReadInt(value, &read.Context{}); reason != timestamp.NoStamp {
			t.Errorf("%d: %s %+v", value, reason, stamp)
		}
	}
	if _, reason := reader.ReadUint(math.MaxUint64, &read.Context{}); reason != timestamp.NoStamp {
		t.Errorf("the largest number: %s", reason)
	}
	for _, value := range []float64{0.005, -1718359872, math.NaN(), math.Inf(1), 3.14159, 1e300} {
		if stamp, reason := reader.ReadFloat(value, &read.Context{}); reason != timestamp.NoStamp {
			t.Errorf("%v: %s %+v", value, reason, stamp)
		}
	}
	// The nearest float64 of this number is ...456717; its shortest text is what was written.
	if stamp, reason := reader.ReadFloat(1718359872.1234567, &read.Context{}); reason != timestamp.Read || stamp.Nanos != 1718359872123456700 || stamp.Digits != 7 {
		t.Errorf("float: %s %+v", reason, stamp)
	}
}

func TestParseZone(t *testing.T) {
	at := time.Date(2024, 6, 14, 0, 0, 0, 0, time.UTC)
	for name, want := range map[string]int{"UTC": 0, "utc": 0, "Z": 0, "+02:00": 2 * calendar.SecondsPerHour, "-0330": -3*calendar.SecondsPerHour - calendar.SecondsPerHour/2, "+05": 5 * calendar.SecondsPerHour,
		"Europe/Berlin": 2 * calendar.SecondsPerHour, "EST5EDT": -4 * calendar.SecondsPerHour, "Etc/GMT+10": -10 * calendar.SecondsPerHour} {
		location, err := zone.Parse(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if _, offset := at.In(location).Zone(); offset != want {
			t.Errorf("%s: %d, want %d", name, offset, want)
		}
	}
	if location, err := zone.Parse("Local"); err != nil || location != time.Local {
		t.Errorf("Local: %v, %v", location, err)
	}
	for _, name := range []string{"", "Mars/Olympus", "/etc/localtime", "../UTC", "+24:00", "+1", "5", "+02:0"} {
		if _, err := zone.Parse(name); err == nil || !strings.Contains(err.Error(), "allowed are") {
			t.Errorf("%q: error %v does not say what is allowed", name, err)
		}
	}
}

func TestReasons(t *testing.T) {
	seen := map[string]bool{}
	for r := timestamp.Read; r < timestamp.ReasonCount; r++ {
		if name := r.String(); name == "unknown" || seen[name] {
			t.Errorf("reason %d is called %q", r, name)
		} else {
			seen[name] = true
		}
	}
	if got := len(timestamp.Refusals()); got != int(timestamp.ReasonCount)-2 {
		t.Errorf("%d refusals", got)
	}
}
