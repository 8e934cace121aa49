package settings

import (
	"fmt"
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
	"timesync/offsets"
	"timesync/offsets/timemap"
)

// parse reads name, value, name, value...
func parse(text ...string) (*Settings, error) {
	var properties []Property
	for i := 0; i < len(text); i += 2 {
		properties = append(properties, Property{text[i], text[i+1]})
	}
	return Parse(properties)
}

func TestDefaults(t *testing.T) {
	s, err := parse()
	require.NoError(t, err)
	require.Equal(t, SourceChrony, s.Source)
	require.Equal(t, ClockAuto, s.Clock)
	require.Equal(t, offsets.CorrectAuto, s.Policy.Correct)
	require.Equal(t, 3*time.Second, s.StartupWait)
	require.Equal(t, filter.PrecisionKeep, s.Filter.Precision)
	require.True(t, s.Filter.SetEventTime)
}

// valueTests set each property to a value that is not its default.
var valueTests = []struct {
	set  []string
	want func(s *Settings) any
	is   any
}{
	{[]string{"time_key", "a, $b['c']"}, func(s *Settings) any { return fmt.Sprint(s.Filter.TimeKeys[0], s.Filter.TimeKeys[1]) }, "a $b['c']"},
	{[]string{"TIME_KEY", "a", "time_key", "b"}, func(s *Settings) any { return len(s.Filter.TimeKeys) }, 2},
	{[]string{"scan_key", "line"}, func(s *Settings) any { return s.Filter.ScanKeys[0].String() }, "line"},
	{[]string{"scan_depth", "64"}, func(s *Settings) any { return s.Filter.ScanDepth }, 64},
	{[]string{"key_depth", "4096"}, func(s *Settings) any { return s.Filter.KeyDepth }, 4096},
	{[]string{"time_format", "%Y-%m-%d | epoch_ms"}, func(s *Settings) any { return s.Filter.Formats }, []string{"%Y-%m-%d", "epoch_ms"}},
	{[]string{"time_zone", "Europe/Berlin"}, func(s *Settings) any { return s.Filter.Zone.String() }, "Europe/Berlin"},
	{[]string{"time_zone", "Guess"}, func(s *Settings) any { return s.Filter.GuessZone }, true},
	{[]string{"time_zone", "guess", "time_zone", "UTC"}, func(s *Settings) any { return s.Filter.GuessZone }, false},
	{[]string{"time_format", "tai64n|TAI64N_TAI"}, func(s *Settings) any { return s.Filter.Formats }, []string{"tai64n", "TAI64N_TAI"}},
	{[]string{"time_zone_key", "tz"}, func(s *Settings) any { return s.Filter.ZoneKey.String() }, "tz"},
	{[]string{"zone_abbreviations", "ist=Asia/Kolkata , CST = +08:00", "zone_abbreviations", "BST=UTC"},
		func(s *Settings) any {
			a := s.Filter.Abbreviations
			return fmt.Sprint(len(a), a["IST"], time.Unix(0, 0).In(a["CST"]).Format("-07:00"), a["BST"])
		}, "3 Asia/Kolkata+08:00UTC"},
	{[]string{"date_order", "DMY"}, func(s *Settings) any { return s.Filter.Order }, stream.OrderDMY},
	{[]string{"dst_overlap", "Later"}, func(s *Settings) any { return s.Filter.Overlap }, read.OverlapLater},
	{[]string{"dst_gap", "reject"}, func(s *Settings) any { return s.Filter.Gap }, read.GapReject},
	{[]string{"window_past", "7d"}, func(s *Settings) any { return s.Filter.Window.Past }, 7 * 24 * time.Hour},
	{[]string{"window_past", "7d", "window_past", "Off"}, func(s *Settings) any { return s.Filter.Window.Past }, time.Duration(0)},
	{[]string{"window_future", "90"}, func(s *Settings) any { return s.Filter.Window.Future }, 90 * time.Second},
	{[]string{"rewrite_line", "on"}, func(s *Settings) any { return s.Filter.RewriteLine }, true},
	{[]string{"reference_time", "2024-03-05T10:11:12Z"}, func(s *Settings) any { return s.Filter.Reference }, int64(1709633472e9)},
	{[]string{"reference_time", "1709633472"}, func(s *Settings) any { return s.Filter.Reference }, int64(1709633472e9)},
	{[]string{"output_key", "@timestamp"}, func(s *Settings) any { return s.Filter.OutputKey }, "@timestamp"},
	{[]string{"output_zone", "keep"}, func(s *Settings) any { return s.Filter.OutputZone.Keep }, true},
	{[]string{"output_zone", "Asia/Tokyo"}, func(s *Settings) any { return s.Filter.OutputZone.Location.String() }, "Asia/Tokyo"},
	{[]string{"precision", "US"}, func(s *Settings) any { return s.Filter.Precision }, filter.Precision(6)},
	{[]string{"set_event_time", "off"}, func(s *Settings) any { return s.Filter.SetEventTime }, false},
	{[]string{"keep_original", "was"}, func(s *Settings) any { return s.Filter.KeepOriginal }, "was"},
	{[]string{"details", "On"}, func(s *Settings) any { return s.Filter.Details }, true},
	{[]string{"on_error", "Drop"}, func(s *Settings) any { return s.Filter.OnError }, filter.DropRecord},
	{[]string{"on_error", "Arrival"}, func(s *Settings) any { return s.Filter.OnError }, filter.RetimeRecord},
	{[]string{"window_future", "off"}, func(s *Settings) any { return s.Filter.Window.Future }, time.Duration(0)},
	{[]string{"mark", "off"}, func(s *Settings) any { return s.Filter.Mark }, false},
	{[]string{"clock", "remote"}, func(s *Settings) any { return s.Clock }, ClockRemote},
	{[]string{"correct", "never"}, func(s *Settings) any { return s.Policy.Correct }, offsets.CorrectNever},
	{[]string{"ntp_servers", "a, b:123 ,[::1]:99,::1"}, func(s *Settings) any { return s.Servers }, []string{"a", "b:123", "[::1]:99", "::1"}},
	{[]string{"ntp_servers", "a"}, func(s *Settings) any { return s.Source }, SourceNTP},
	{[]string{"offset_source", "fixed", "fixed_offset", "-2.5s"}, func(s *Settings) any { return *s.Fixed }, -2500 * time.Millisecond},
	{[]string{"offset_source", "fixed", "fixed_offset", "+7.25"}, func(s *Settings) any { return *s.Fixed }, 7250 * time.Millisecond},
	{[]string{"offset_source", "fixed", "fixed_offset", "0"}, func(s *Settings) any { return *s.Fixed }, time.Duration(0)},
	{[]string{"offset_source", "Kernel", "ntp_servers", "a"}, func(s *Settings) any { return s.Source }, SourceKernel},
	{[]string{"ntp_keys", "testdata/keys", "ntp_servers", "a;key=7, b ; KEY=20,c"}, func(s *Settings) any {
		servers := s.NTPServers()
		return fmt.Sprintf("%s %d %s %d %s %v", servers[0].Name, servers[0].Key.ID, servers[1].Name, servers[1].Key.ID, servers[2].Name, servers[2].Key == nil)
	}, "a 7 b 20 c true"},
	{[]string{"min_sources", "3"}, func(s *Settings) any { return s.Policy.MinSources }, 3},
	{[]string{"poll_min", "16"}, func(s *Settings) any { return s.Polling.Min }, 16 * time.Second},
	{[]string{"poll_max", "2h"}, func(s *Settings) any { return s.Polling.Max }, 2 * time.Hour},
	{[]string{"ntp_timeout", "500ms"}, func(s *Settings) any { return s.Polling.Timeout }, 500 * time.Millisecond},
	{[]string{"startup_wait", "0"}, func(s *Settings) any { return s.StartupWait }, time.Duration(0)},
	{[]string{"max_correction", "7d"}, func(s *Settings) any { return s.Policy.MaxCorrection }, 7 * 24 * time.Hour},
	{[]string{"max_error", "1m"}, func(s *Settings) any { return s.Policy.MaxError }, time.Minute},
	{[]string{"max_drift_ppm", "2.5"}, func(s *Settings) any { return s.Policy.MaxDriftPPM }, 2.5},
	{[]string{"corrections_file", "testdata/corrections.csv"}, func(s *Settings) any { return s.Corrections }, timemap.Corrections{{From: 1e9, To: 2e9, Offset: -3e9}}},
	{[]string{"backlog_holdover", "2h"}, func(s *Settings) any { return s.Policy.BacklogHoldover }, 2 * time.Hour},
	{[]string{"backlog_holdover", "Off"}, func(s *Settings) any { return s.Policy.BacklogHoldover }, time.Duration(-1)},
	{[]string{"backlog_holdover", "0"}, func(s *Settings) any { return s.Policy.BacklogHoldover }, time.Duration(-1)},
	{[]string{"journal", "/var/lib/timesync"}, func(s *Settings) any { return s.Journal.Path }, "/var/lib/timesync"},
	{[]string{"journal_retention", "30d"}, func(s *Settings) any { return s.Journal.Retention }, 30 * 24 * time.Hour},
	{[]string{"unsynced", "flag"}, func(s *Settings) any { return s.Filter.FlagUnsynced }, true},
}

// Each property arrives.
func TestValues(t *testing.T) {
	seen := map[string]bool{}
	for _, test := range valueTests {
		s, err := parse(test.set...)
		require.NoError(t, err, "%v", test.set)
		require.Equal(t, test.is, test.want(s), "%v", test.set)
		for i := 0; i < len(test.set); i += 2 {
			if at := ruleOf(test.set[i]); at >= 0 {
				seen[rules[at].name] = true
			}
		}
	}
	require.Len(t, seen, len(rules), "a property without a test")
}

// Of poll_min and poll_max each gives way to the other one, if it was not set.
func TestPolling(t *testing.T) {
	s, err := parse("poll_max", "10s")
	require.NoError(t, err)
	require.Equal(t, 10*time.Second, s.Polling.Min)
	s, err = parse("poll_min", "2h")
	require.NoError(t, err)
	require.Equal(t, 2*time.Hour, s.Polling.Max)
	_, err = parse("poll_min", "2h", "poll_max", "1h")
	require.EqualError(t, err, "property poll_min: value '2h0m0s' is not allowed; allowed is at most poll_max, which is 1h0m0s")
}

// Every bad value is refused with one line that names property and value and
// says what is allowed.
func TestBadValues(t *testing.T) {
	bad := map[string][]string{
		"time_key":           {"", "$", "$a[b]", "a,,b"},
		"scan_key":           {"", "$a['b'"},
		"scan_depth":         {"0", "-1", "many", "65537"},
		"key_depth":          {"0", "-1", "64k", "1048577"},
		"time_format":        {"", "%Q", "epoch|"},
		"time_zone":          {"Mars/Olympus", "", "+25:00", "IST"},
		"time_zone_key":      {"", "$a["},
		"zone_abbreviations": {"", "IST", "IST=", "IST=Mars/Olympus", "I=UTC", "I5T=UTC", "LONGNAME=UTC", "IST=CST"},
		"date_order":         {"", "ydm", "day first"}, "dst_overlap": {"both"}, "dst_gap": {"backward"},
		"window_past": {"0", "-1d", "on", ""}, "window_future": {"0s", "soon"}, "rewrite_line": {"perhaps"},
		"reference_time": {"yesterday", "-5", "2024-03-05"},
		"output_key":     {""},
		"output_zone":    {"here", ""},
		"precision":      {"minutes", "4"},
		"set_event_time": {"perhaps"},
		"keep_original":  {""},
		"details":        {"2"},
		"on_error":       {"panic"},
		"mark":           {"maybe"},
		"clock":          {"wall"},
		"correct":        {"sometimes"},
		"ntp_servers":    {"", "a b", "a:0", "a:99999", "a,,b", "http://x", "a;", "a;key", "a;key=x", "a;key=0", "a;key=1;key=2", "a;nts", "a;key=7", "a;key=4294967296"},
		"offset_source":  {"gps", "ntp", "fixed"},
		"min_sources":    {"0", "-3", "all", "65"},
		"ntp_keys":       {"", "testdata/none", "testdata/badkeys", "testdata"},
		"fixed_offset":   {"soon", "2.5s", "--1", "1e3", "NaN"},
		"poll_min":       {"0", "-64", "fast"},
		"poll_max":       {"0", "10 fortnights"},
		"ntp_timeout":    {"0", "11s", "x"},
		"startup_wait":   {"-1", "2m", "inf"},
		"max_correction": {"0", "-1h", "big"},
		"max_error":      {"0", "none"},
		"max_drift_ppm":  {"0", "-1", "501", "NaN", "1e1", "15ppm"},
		"unsynced":       {"drop"},

		"corrections_file":  {"", "/nowhere/at/all.csv", "."},
		"backlog_holdover":  {"on", "-1h", "never"},
		"journal":           {"", "/dev/null", "settings.go"},
		"journal_retention": {"0", "59m", "-7d", "off"},
	}
	for _, name := range Names() {
		require.NotEmpty(t, bad[name], "no bad value for %s", name)
		for _, value := range bad[name] {
			_, err := parse(name, value)
			require.Error(t, err, "%s %q", name, value)
			require.Contains(t, err.Error(), "property "+name+": value '", "%s %q", name, value)
			require.Regexp(t, `' is not allowed; allowed is .+`, err.Error())
			require.NotContains(t, err.Error(), "\n")
		}
	}
}

// What Fluent Bit lists and what is read here are the same properties, in the
// same order, and README's table names them.
func TestSameProperties(t *testing.T) {
	require.Equal(t, Names(), matches(t, "../properties.def", `(?m)^PROPERTY\((\w+),`))
	require.Equal(t, Names(), matches(t, "../../README.md", "(?m)^\\| `(\\w+)` \\|"))
}

// A key that is not there, or a file that is none, refuses the start and says where.
func TestKeys(t *testing.T) {
	_, err := parse("ntp_servers", "a;key=8", "ntp_keys", "testdata/keys")
	require.EqualError(t, err, "property ntp_servers: value 'a;key=8' is not allowed; allowed is an ID that is in ntp_keys testdata/keys")
	_, err = parse("ntp_servers", "a;key=8")
	require.EqualError(t, err, "property ntp_servers: value 'a;key=8' is not allowed; allowed is key=ID only together with ntp_keys")
	_, err = parse("ntp_keys", "testdata/badkeys")
	require.EqualError(t, err, "property ntp_keys: value 'testdata/badkeys' is not allowed; allowed is a file in chrony's key format, "+
		"lines of ID TYPE KEY; line 3: the type 'ROT13' is none of MD5, SHA1, SHA256, SHA512, AES128, AES256")
	_, err = parse("ntp_keys", "testdata/none")
	require.ErrorContains(t, err, "testdata/none: no such file")
}

func matches(t *testing.T, file, pattern string) (names []string) {
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(text), -1) {
		names = append(names, match[1])
	}
	return names
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"500ms": 500 * time.Millisecond, "2s": 2 * time.Second, "1m": time.Minute, "1h": time.Hour,
		"7d": 7 * 24 * time.Hour, "3": 3 * time.Second, "0.5": 500 * time.Millisecond, "10 S": 10 * time.Second,
		"1us": time.Microsecond, "1ns": 1,
	} {
		got, ok := duration(text)
		require.True(t, ok, text)
		require.Equal(t, want, got, text)
	}
}
