package line_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// Values that say by their wrapping, or by their size, what they are.
func TestWrappedValues(t *testing.T) {
	for _, test := range []struct{ text, want, format string }{
		{"/Date(1335205592410+0200)/", "2012-04-23T20:26:32.410+02:00", "script_date"},
		{"/Date(1335205592410)/", "2012-04-23T18:26:32.410Z", "script_date"},
		{`\/Date(1335205592410-0730)\/`, "2012-04-23T10:56:32.410-07:30", "script_date"},
		{"new Date(1335205592410)", "2012-04-23T18:26:32.410Z", "script_date"},
		{"Date(1335205592410)", "2012-04-23T18:26:32.410Z", "script_date"},
		{"/Date(-1)/", "1969-12-31T23:59:59.999Z", "script_date"},
		{"/Date(0)/", "1970-01-01T00:00:00.000Z", "script_date"},
		{"1718359872.123:456", "2024-06-14T10:11:12.123Z", "epoch"},
		{"audit(1718359872.123:456)", "2024-06-14T10:11:12.123Z", "epoch"},
		{"133628334721234567", "2024-06-14T10:11:12.1234567Z", "filetime"},
		{"*Jun 14 10:11:12", "2024-06-14T10:11:12Z", "cisco_unset"},
		{"*Jun 14 10:11:12.123 UTC", "2024-06-14T10:11:12.123Z", "cisco_unset"},
		{"*Jun 14 2024 10:11:12.123 CET", "2024-06-14T10:11:12.123+01:00", "cisco_unset"},
		{".Jun 14 10:11:12.123", "2024-06-14T10:11:12.123Z", "cisco_unsynced"},
		{"240614101112Z", "2024-06-14T10:11:12Z", "utc_time"},
		{"240614101112+0200", "2024-06-14T10:11:12+02:00", "utc_time"},
		{"2024166T101112Z", "2024-06-14T10:11:12Z", "iso8601_ordinal"},
		{"2024W245T101112.5+0200", "2024-06-14T10:11:12.5+02:00", "iso8601_ordinal"},
		{"2024-06-14-10.11.12.123456+120", "2024-06-14T10:11:12.123456+02:00", "db2"},
		{"2024-06-14-10.11.12.123456-300", "2024-06-14T10:11:12.123456-05:00", "db2"},
		{"20240614101112.123456-000", "2024-06-14T10:11:12.123456Z", "packed"},
		{"20240614101112.123456+345", "2024-06-14T10:11:12.123456+05:45", "packed"},
		{"Jun 14, 2024, 10:11:12.123 p.m.", "2024-06-14T22:11:12.123Z", "name_day"},
		{"6/14/2024 10:11:12 a.m.", "2024-06-14T10:11:12Z", "numeric"},
		{"14-JUN-24 10.11.12.123456 PM EUROPE/BERLIN", "2024-06-14T22:11:12.123456+02:00", "day_name"},
		{"14-JUN-24 10.11.12.123456 PM US/PACIFIC", "2024-06-14T22:11:12.123456-07:00", "day_name"},
		{"14-JUN-24 10.11.12.123456 PM AMERICA/NEW_YORK", "2024-06-14T22:11:12.123456-04:00", "day_name"},
	} {
		stamp, reason := stamptest.Reader(t, "").ReadText([]byte(test.text), &read.Context{Now: stamptest.Now})
		if reason != timestamp.Read || stamptest.Written(stamp) != test.want || stamp.Format != test.format {
			t.Errorf("%q: %s %s %s, want %s %s", test.text, reason, stamptest.Written(stamp), stamp.Format, test.want, test.format)
		}
	}
}

func TestWrappedValuesRefuse(t *testing.T) {
	for text, want := range map[string]timestamp.Reason{
		"/Date()/": timestamp.NoStamp, "/Date(12x)/": timestamp.NoStamp, "/Date(1335205592410)": timestamp.NoStamp, "/Date(1335205592410+02)/": timestamp.NoStamp,
		"/Date(1335205592410+2500)/": timestamp.NoStamp, "Date(1335205592410": timestamp.NoStamp, "/Date(-62135596800000)/": timestamp.OutOfRange,
		"new Date()": timestamp.NoStamp, "1718359872.123:": timestamp.NoStamp, "1718359872.12:456": timestamp.NoStamp, "1718359872:456": timestamp.NoStamp,
		"5.123:456": timestamp.NoStamp, "audit(1718359872.123)": timestamp.NoStamp, "123456789012345678": timestamp.NoStamp, "175928847299117063": timestamp.NoStamp,
		"*Feb 30 10:11:12": timestamp.Impossible, "*14/06/2024 10:11:12": timestamp.NoStamp, ".Jun": timestamp.NoStamp, "*": timestamp.NoStamp, ".": timestamp.NoStamp,
		"2024367T101112Z": timestamp.Impossible, "2024W541T101112": timestamp.Impossible, "2024W240T101112": timestamp.Impossible, "2024W24T101112": timestamp.NoStamp,
		"2024166": timestamp.NoStamp, "201125123456-01": timestamp.NoStamp, "240614101112": timestamp.NoStamp, "240614101112+02": timestamp.NoStamp, "600614101112Z": timestamp.AmbiguousDate, "240614251112Z": timestamp.Impossible, "2024-06-14-10.11.12.123456+999": timestamp.Impossible,
		"14-JUN-24 10.11.12 PM EUROPE/NOWHERE": timestamp.UnknownZone, "Jun 14, 2024 13:11:12 a.m.": timestamp.Impossible,
	} {
		if stamp, reason := stamptest.Reader(t, "").ReadText([]byte(text), &read.Context{Now: stamptest.Now}); reason != want {
			t.Errorf("%q: %s %s %s, want %s", text, reason, stamptest.Written(stamp), stamp.Format, want)
		}
	}
}

// Lines of firewalls, routers, supervisors and serialisers; the stamp is between guillemets.
func TestFindForms(t *testing.T) {
	for _, test := range []struct{ line, want, format string }{
		{"<189>45: .«Jun 14 10:11:12.123»: %SYS-5-CONFIG_I: x", "2024-06-14T10:11:12.123Z", "cisco_unsynced"},
		{"<189>45: router1: *«Jun 14 10:11:12.123 CEST»: %SYS-5-CONFIG_I: x", "2024-06-14T10:11:12.123+02:00", "cisco_unset"},
		{"@«»", "", ""},
		{`date=«2024-06-14 time=10:11:12» devname="FG" logid=1 tz="+0200"`, "2024-06-14T10:11:12+02:00", "date_time_pairs"},
		{`<189>date=«2024-06-14,time=10:11:12»,devname="FG",tz="-0730"`, "2024-06-14T10:11:12-07:30", "date_time_pairs"},
		{`date="«2024-06-14" time="10:11:12»" devname="FG"`, "2024-06-14T10:11:12Z", "date_time_pairs"},
		{`device="SFW" date=«2024-06-14 time=10:11:12» timezone="CEST" x`, "2024-06-14T10:11:12+02:00", "date_time_pairs"},
		{`date=2024-06-14 time=10:11:12 eventtime=«1718359872123456789» tz="+0200"`, "2024-06-14T10:11:12.123456789Z", "epoch_ns"},
		{"«2024-06-14-10.11.12.123456+120» E1234 LEVEL: Info", "2024-06-14T10:11:12.123456+02:00", "db2"},
		{`{"instant":«{"epochSecond":1718359872,"nanoOfSecond":118000000}»,"thread":"main"}`, "2024-06-14T10:11:12.118000000Z", "epoch_parts"},
		{`{"timestamp": «{ "nanos" : 5, "seconds" : "1718359872" }», "x":1}`, "2024-06-14T10:11:12.000000005Z", "epoch_parts"},
		{`{"t":{"$date":{"$numberLong":"«1718359872123»"}},"s":"I"}`, "2024-06-14T10:11:12.123Z", "epoch_ms"},
		{`{"time":"«/Date(1718359872123)/»","s":"I"}`, "2024-06-14T10:11:12.123Z", "script_date"},
		{`{"_SOURCE_REALTIME_TIMESTAMP":"«1718359872123456»","MESSAGE":"x"}`, "2024-06-14T10:11:12.123456Z", "epoch_us"},
		{`{"ts":«133628334721234567»,"s":"I"}`, "2024-06-14T10:11:12.1234567Z", "filetime"},
	} {
		start := strings.Index(test.line, "«")
		end := strings.Index(test.line, "»") - len("«")
		raw := strings.NewReplacer("«", "", "»", "").Replace(test.line)
		stamp, from, to, reason := line.Find(stamptest.Reader(t, ""), []byte(raw), &read.Context{Now: stamptest.Now})
		if test.want == "" {
			require.Equal(t, timestamp.NoStamp, reason, raw)
			continue
		}
		if reason != timestamp.Read || from != start || to != end || stamptest.Written(stamp) != test.want || stamp.Format != test.format {
			t.Errorf("%s\n got %s %q = %s %s\nwant %q = %s %s", raw, reason, raw[from:to], stamptest.Written(stamp), stamp.Format, raw[start:end], test.want, test.format)
		}
	}
}

func TestFindFormsRefuse(t *testing.T) {
	for raw, want := range map[string]timestamp.Reason{
		`date=2024-06-14 time=10:11:12 timezone="IST" x`:          timestamp.AmbiguousZone,
		`date=2024-06-14 time=10:11:12 tz="Mars" x`:               timestamp.UnknownZone,
		`date=2024-13-14 time=10:11:12 x`:                         timestamp.Impossible,
		`date=2024-06-14 logid=5 time=10:11:12`:                   timestamp.NoStamp,
		`expires=2024-06-14 time=10:11:12`:                        timestamp.NoStamp,
		`{"timestamp":{"seconds":1718359872,"nanos":5,"z":1}}`:    timestamp.NoStamp, // nor without its nanoseconds
		`{"timestamp":{"seconds":1718359872,"na`:                  timestamp.NoStamp,
		`{"timestamp":{"seconds":1718359872,"nanos":1000000000}}`: timestamp.Impossible,
		`{"a":{"$date":{"$numberLong":"1718359872123"}}}`:         timestamp.NoStamp,
		"[133628334721234567] an id":                              timestamp.NoStamp,
		"133628334721234567":                                      timestamp.NoStamp,
		"mail from user@4000000037c219bf2ef02e94":                 timestamp.NoStamp,
		"@4000000037c219bf2ef02e94f starting":                     timestamp.NoStamp,
	} {
		if stamp, from, to, reason := line.Find(stamptest.Reader(t, ""), []byte(raw), &read.Context{Now: stamptest.Now}); reason != want {
			t.Errorf("%s: %s %q %s, want %s", raw, reason, raw[from:to], stamp.Format, want)
		}
	}
}

// A label by true TAI; the seconds of Unix and ten; and without a format that says which.
func TestTAI64(t *testing.T) {
	for _, test := range []struct{ text, tai, unix, auto string }{
		// The example of cr.yp.to/libtai/tai64.html.
		{"@4000000037c219bf2ef02e94", "1999-08-24T04:03:43.787492500Z", "1999-08-24T04:04:05.787492500Z", "ambiguous_time"},
		{"@40000000586846a300000000", "2016-12-31T23:59:59.000000000Z", "2017-01-01T00:00:25.000000000Z", "ambiguous_time"},
		{"@40000000586846a41dcd6500", "2016-12-31T23:59:59.999999999Z", "2017-01-01T00:00:26.500000000Z", "ambiguous_time"}, // the leap second, at its half
		{"@40000000586846a500000000", "2017-01-01T00:00:00.000000000Z", "2017-01-01T00:00:27.000000000Z", "ambiguous_time"},
		{"@40000000586846a5", "2017-01-01T00:00:00Z", "2017-01-01T00:00:27Z", "ambiguous_time"},
		{"@40000000586846a500000001000000ff", "2017-01-01T00:00:00.000000001000000255Z", "2017-01-01T00:00:27.000000001000000255Z", "ambiguous_time"},
		{"@4000000003c2670a00000000", "1972-01-01T00:00:00.000000000Z", "1972-01-01T00:00:00.000000000Z", "1972-01-01T00:00:00.000000000Z"},
		{"@4000000003c2670900000000", "out_of_range", "out_of_range", "out_of_range"},
		{"@40000000586846a53b9aca00", "impossible", "impossible", "impossible"},
		{"@7fffffffffffffff00000000", "out_of_range", "out_of_range", "out_of_range"},
		{"@3fffffffffffffff00000000", "no_stamp", "no_stamp", "no_stamp"},
		{"@40000000586846a50000000", "no_stamp", "no_stamp", "no_stamp"},
	} {
		for format, want := range map[string]string{"tai64n_tai": test.tai, "tai64n": test.unix, "auto": test.auto, "%d.%m.%Y|tai64n": test.unix} {
			r := stamptest.Reader(t, "", strings.Split(format, "|")...)
			require.Equal(t, want, stamptest.ReadWritten(r, test.text), "%s as %s", test.text, format)
			require.Equal(t, want, stamptest.FindWritten(r, test.text+" starting"), "%s as %s, in a line", test.text, format)
			require.Equal(t, "no_stamp", stamptest.ReadWritten(r, test.text+" x"))
			require.Equal(t, "no_stamp", stamptest.FindWritten(r, "mail from user"+test.text))
		}
	}
}
