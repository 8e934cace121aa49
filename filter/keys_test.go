package filter

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp/keys"
)

// spellings are a name as the table has it, and in lower, title and upper case.
func spellings(name string) []string {
	lower := strings.ToLower(name)
	title := []byte(lower)
	if letter := strings.IndexAny(lower, "abcdefghijklmnopqrstuvwxyz"); letter >= 0 {
		title[letter] &^= 0x20
	}
	return []string{name, lower, string(title), strings.ToUpper(name)}
}

// Each name, in any case, gives the same stamp as a key of a record and as one of the same record
// in a raw line.
func TestTimeKeys(t *testing.T) {
	for _, key := range keys.Times {
		for _, name := range spellings(key.Name) {
			for text, value := range map[string]any{`"2024-03-05 10:11:12.123456"`: "2024-03-05 10:11:12.123456", "1709633472123456": int64(1709633472123456)} {
				want := "2024-03-05T10:11:12.123456Z"
				if text[0] == '"' && strings.Contains(strings.ToLower(name), "_realtime_") {
					continue // these are numbers
				}
				f := newFilter(t, nil)
				written := map[string]any{"n": int64(1), name: want}
				if strings.Contains(strings.ToLower(name), "_realtime_") {
					written = map[string]any{"n": int64(1), name: value, "timestamp": want}
				}
				require.Equal(t, written, rewritten(t, f, "t", pairs("n", 1, name, value)))
				raw := fmt.Sprintf(`{"n":1,"%s":%s}`, name, text)
				require.Equal(t, map[string]any{"log": raw, "timestamp": want}, rewritten(t, f, "t", pairs("log", raw)), name)
			}
		}
	}
}

// Which key has the stamp of a record, written "2024-03-05T10:11:12Z".
func TestTrust(t *testing.T) {
	const it, other = "2024-03-05 10:11:12", "2021-01-01 01:01:01"
	for name, test := range map[string]struct {
		body []byte
		key  string
	}{
		"own before lesser":             {pairs("time_stamp", other, "TIME", it), "TIME"},
		"own before lesser in order":    {pairs("_time", it, "TimeCreated", other), "_time"},
		"the specific before others":    {pairs("utc_time", other, "epoch", other, "EventTime", it), "EventTime"},
		"lesser before a line":          {pairs("log", other+" x", "unixtime", 1709633472), "unixtime"},
		"a line before creation":        {pairs("creationTime", other, "log", it+" x"), "timestamp"},
		"lesser before creation":        {pairs("CreationTime", other, "tstamp", it), "tstamp"},
		"creation before nothing":       {pairs("CreationTime", it, "message", "x"), "CreationTime"},
		"a creation's day says nothing": {pairs("creationDate", "2021-01-01", "log", it+" x"), "timestamp"},
		"the table's spelling":          {pairs("Timestamp", other, "timestamp", it), "timestamp"},
		"the first other spelling":      {pairs("Timestamp", it, "TIMESTAMP", other), "Timestamp"},
		"what is no stamp passes":       {pairs("time", 0.005, "Time", it), "Time"},
		"a day gives way":               {pairs("timestamp", "2024-03-05", "timeStamp", it), "timeStamp"},
	} {
		in := forms[0].append(nil, ingested, noMetadata, test.body)
		out, changed := newFilter(t, nil).Rewrite(in, testTag, fixedView(0), LocalClock)
		require.True(t, changed, name)
		require.Equal(t, 1, strings.Count(string(out), "2024-03-05T10:11:12Z"), name)
		require.Contains(t, string(out), test.key+"\xb42024-03-05T10:11:12Z", name)
	}
	// A day of creation is no time of a record by itself, and is joined with none.
	for _, body := range [][]byte{pairs("creationDate", "2021-01-01"), pairs("creationDate", "2021-01-01", "time", "10:11:12")} {
		got := rewritten(t, newFilter(t, nil), "t", body).(map[string]any)
		require.Equal(t, "2021-01-01", got["creationDate"])
		require.Equal(t, "2024-03-05T12:00:00.000000005Z", got["timestamp"])
	}
}

// Of equal keys the last counts, as in JSON, and the others are written as well; other spellings are
// other keys.
func TestEqualKeys(t *testing.T) {
	const it, other, want = "2024-03-05 10:11:12", "2021-01-01T01:01:01Z", "2024-03-05T10:11:12Z"
	deep := msgp.Raw(pairs("a", 1))
	for name, test := range map[string]struct{ body, want []byte }{
		"Merge_Log":       {pairs("time", other, "log", "x", "time", it), pairs("time", want, "log", "x", "time", want)},
		"three":           {pairs("Time", other, "Time", 5, "n", 1, "Time", it, "m", 2), pairs("Time", want, "Time", want, "n", 1, "Time", want, "m", 2)},
		"a collection":    {pairs("time", deep, "time", nil, "time", it), pairs("time", deep, "time", want, "time", want)},
		"other spellings": {pairs("TIME", it, "Time", other, "TIME", it), pairs("TIME", want, "Time", other, "TIME", want)},
		"of another use":  {pairs("log", "x", "log", "y", "time", it), pairs("log", "x", "log", "y", "time", want)},
		"no stamp is last": {pairs("time", it, "time", "n/a", "ts", it),
			pairs("time", it, "time", "n/a", "ts", want)},
	} {
		in := forms[0].append(nil, ingested, noMetadata, test.body)
		out, changed := newFilter(t, nil).Rewrite(in, testTag, fixedView(0), LocalClock)
		require.True(t, changed, name)
		require.True(t, strings.HasSuffix(string(out), string(test.want)), "%s: %q", name, out)
	}
	f := newFilter(t, func(c *Config) { c.OutputKey = "out" })
	in := forms[0].append(nil, ingested, noMetadata, pairs("out", 1, "time", it, "out", 2))
	out, _ := f.Rewrite(in, testTag, fixedView(0), LocalClock)
	require.True(t, strings.HasSuffix(string(out), string(pairs("out", want, "time", it, "out", want))), "%q", out)
}

// A date and its time of day are joined whatever the case of their keys.
func TestHalvesInAnyCase(t *testing.T) {
	got := rewritten(t, newFilter(t, nil), "t", pairs("DATE", "2024-03-05", "time", "n/a", "Time", "10:11:12"))
	require.Equal(t, map[string]any{"DATE": "2024-03-05T10:11:12Z", "time": "n/a", "Time": "10:11:12"}, got)
}

// A key that the user names, and one that is written, is itself and no other.
func TestNamedKeys(t *testing.T) {
	named := func(c *Config) { c.TimeKeys = []Path{{[]byte("Time")}} }
	const at = "2024-03-05 10:11:12"
	require.Equal(t, map[string]any{"Time": "2024-03-05T10:11:12Z"}, rewritten(t, newFilter(t, named), "t", pairs("Time", at)))
	for _, name := range []string{"time", "TIME", "ts"} {
		got := rewritten(t, newFilter(t, named), "t", pairs(name, at))
		require.Equal(t, map[string]any{name: at, "timestamp": "2024-03-05T12:00:00.000000005Z"}, got, name)
	}
	got := rewritten(t, newFilter(t, nil), "t", pairs("Timestamp", "n/a", "log", at+" x"))
	require.Equal(t, map[string]any{"Timestamp": "n/a", "log": at + " x", "timestamp": "2024-03-05T10:11:12Z"}, got)
	for _, output := range []string{"Timestamp", "TIMESTAMP", "timestamp"} {
		f := newFilter(t, func(c *Config) { c.OutputKey = output })
		require.Equal(t, map[string]any{output: "2024-03-05T10:11:12Z"}, rewritten(t, f, "t", pairs(output, at)), output)
	}
}

// A stamp without zone takes that which a key beside it names.
func TestZoneKeysOfRecords(t *testing.T) {
	const zoneless = "2024-06-14 10:11:12"
	for _, test := range []struct {
		key   string
		value any
		want  string // "": refused
	}{
		{"tz", "+0200", "2024-06-14T08:11:12Z"}, {"timezone", "Europe/Berlin", "2024-06-14T08:11:12Z"},
		{"time_zone", "CEST", "2024-06-14T08:11:12Z"}, {"zone", "UTC+2:00", "2024-06-14T08:11:12Z"},
		{"timeZone", "europe/berlin", "2024-06-14T08:11:12Z"}, {"TimeZoneName", "+0200", "2024-06-14T10:11:12Z"},
		{"Timezone", "W. Europe Standard Time", "2024-06-14T08:11:12Z"}, {"tz", -5, "2024-06-14T15:11:12Z"},
		{"tz", "IST", ""}, {"zone", "IST", ""}, {"timezone", "CET", ""}, {"tz", "nowhere", ""}, {"tz", 300, ""}, {"timezone", "(GMT+0:00)Region,City", ""},
		{"tz", nil, "2024-06-14T10:11:12Z"}, {"tz", "", "2024-06-14T10:11:12Z"}, {"timezone", "N/A", "2024-06-14T10:11:12Z"},
		{"zone", "us-east1-b", "2024-06-14T10:11:12Z"}, {"zone", "dmz", "2024-06-14T10:11:12Z"}, {"zone", "Japan", "2024-06-14T10:11:12Z"},
		{"zone", 1, "2024-06-14T10:11:12Z"}, {"tz", true, "2024-06-14T10:11:12Z"}, {"timezone_type", 3, "2024-06-14T10:11:12Z"},
	} {
		body := pairs("time", zoneless, test.key, test.value)
		f := newFilter(t, nil)
		out, changed := f.Rewrite(forms[0].append(nil, ingested, noMetadata, body), testTag, fixedView(0), LocalClock)
		if test.want == "" {
			require.EqualValues(t, 1, f.Tally().Outcomes[Refused], "%v", test)
			continue
		}
		require.True(t, changed, "%v", test)
		events, _ := decode(out)
		require.Equal(t, test.want, events[0].Body.(map[string]any)["time"], "%v", test)
	}
}

// The zone beside a raw line is not beside its stamp; a zone in the stamp comes first, and
// time_zone_key before the usual keys.
func TestZoneKeysElsewhere(t *testing.T) {
	got := rewritten(t, newFilter(t, nil), "t", pairs("log", "2024-06-14 10:11:12 x", "tz", "+0200"))
	require.Equal(t, "2024-06-14T10:11:12Z", got.(map[string]any)["timestamp"])
	got = rewritten(t, newFilter(t, nil), "t", pairs("time", "2024-06-14 10:11:12 +0300", "tz", "+0200"))
	require.Equal(t, "2024-06-14T07:11:12Z", got.(map[string]any)["time"])
	keyed := newFilter(t, func(c *Config) { c.ZoneKey = Path{[]byte("where")} })
	got = rewritten(t, keyed, "t", pairs("time", "2024-06-14 10:11:12", "tz", "+0200", "where", "+0300"))
	require.Equal(t, "2024-06-14T07:11:12Z", got.(map[string]any)["time"])
	got = rewritten(t, newFilter(t, nil), "t", pairs("time", "2024-06-14 10:11:12", "zone", "dmz", "tz", "+0200"))
	require.Equal(t, "2024-06-14T08:11:12Z", got.(map[string]any)["time"])
}

// PHP's DateTime, which Monolog writes, has its zone in the map with the date.
func TestDateWithZoneInMap(t *testing.T) {
	php := func(members ...any) any {
		body := pairs("datetime", msgp.Raw(pairs(members...)))
		keyed := newFilter(t, func(c *Config) { c.ZoneKey = Path{[]byte("where")} })
		require.Equal(t, rewritten(t, keyed, "t", body), rewritten(t, newFilter(t, nil), "t", body))
		return rewritten(t, newFilter(t, nil), "t", body)
	}
	require.Equal(t, map[string]any{"datetime": "2024-06-14T08:11:12.123456Z"},
		php("date", "2024-06-14 10:11:12.123456", "timezone_type", 3, "timezone", "Europe/Berlin"))
	require.Equal(t, map[string]any{"datetime": "2024-06-14T08:11:12.000000Z"},
		php("date", "2024-06-14 10:11:12.000000", "timezone_type", 1, "timezone", "+02:00"))
}

// More keys than a word has bits are looked at as well.
func TestManyKeys(t *testing.T) {
	var keys []Path
	for n := range 100 {
		keys = append(keys, Path{fmt.Append(nil, "key", n)})
	}
	f := newFilter(t, func(c *Config) { c.TimeKeys = keys })
	for _, n := range []int{0, 1, 61, 62, 63, 64, 65, 99} {
		name := fmt.Sprint("key", n)
		require.Equal(t, map[string]any{name: "2024-03-05T10:11:12Z"}, rewritten(t, f, "t", pairs(name, "2024-03-05 10:11:12")))
		got := rewritten(t, f, "t", pairs("key99", "10:11:12", name, "2024-03-05"))
		if n != 99 {
			require.Equal(t, map[string]any{"key99": "10:11:12", name: "2024-03-05T10:11:12Z"}, got)
		}
	}
}

// The tables of the documentation are those of the code.
func TestDocumentedKeys(t *testing.T) {
	page, err := os.ReadFile("../docs/records.md")
	require.NoError(t, err)
	var documented []string
	for _, row := range regexp.MustCompile(`(?m)^\| (its own|lesser|creation|span|reception|envelope|payload) \| (.*) \|`).FindAllStringSubmatch(string(page), -1) {
		for _, name := range strings.Split(row[2], ", ") {
			documented = append(documented, row[1]+" "+name)
		}
	}
	var known []string
	for _, key := range keys.Times {
		known = append(known, [...]string{"its own", "lesser", "line", "creation", "span", "reception"}[key.Trust]+" `"+key.Name+"`")
	}
	for _, container := range keys.Containers {
		known = append(known, [...]string{"", "envelope", "payload"}[container.Place]+" `"+container.Name+"`")
	}
	require.Equal(t, known, documented)
}

// The keys of time_key count in a line that is JSON as in the record that a parser makes of it: first,
// in their order, and as deep as they lead.
func TestTimeKeysInLines(t *testing.T) {
	keys := make([]Path, 2)
	for i, text := range []string{"$a['b']['c']", "at"} {
		path, err := ParsePath(text)
		require.NoError(t, err)
		keys[i] = path
	}
	for raw, want := range map[string]string{
		`{"time":"2018-01-02T03:04:05Z","a":{"b":{"c":"2019-01-02T03:04:05Z"}},"at":"2017-01-02T03:04:05Z"}`: "2019-01-02T03:04:05Z",
		`{"time":"2018-01-02T03:04:05Z","a":{"b":{"c":"n/a"}},"at":1546398245}`:                              "2019-01-02T03:04:05Z",
		`{"level":"info","msg":"m","a":{"b":"x"},"at":"2019-01-02T03:04:05Z"}`:                               "2019-01-02T03:04:05Z",
		`{"at":"2019-01-02 05:04:05","tz":"+0200","a":[{"b":{"c":1}}]}`:                                      "2019-01-02T03:04:05Z",
		`{"at":"2018-01-02T03:04:05Z","at":"2019-01-02T03:04:05Z","a":{}}`:                                   "2019-01-02T03:04:05Z",
	} {
		f := newFilter(t, func(c *Config) { c.OutputKey, c.TimeKeys = "written", keys })
		for what, body := range bodiesOf(t, raw) {
			require.Equal(t, want, writtenOf(t, f, what, body), "%s: %s", what, raw)
		}
	}
	f := newFilter(t, func(c *Config) { c.OutputKey, c.TimeKeys = "written", keys })
	usual := pairs("log", `{"time":"2019-01-02T03:04:05Z","a":{"b":{}}}`)
	require.Equal(t, "2019-01-02T03:04:05Z", writtenOf(t, f, "usual", usual), "without them a line has the usual ones")
}
