package line_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// TestWords: the stamp of each word's example is not the line's own, and would be without the word.
func TestWords(t *testing.T) {
	r, c := stamptest.Reader(t, ""), &read.Context{Now: stamptest.Now}
	seen := map[string]bool{}
	for _, w := range line.Words() {
		assert.False(t, seen[w.Text], "%s stands twice", w.Text)
		seen[w.Text] = true
		if w.Example == "" {
			continue
		}
		_, _, _, reason := line.Find(r, []byte(w.Example), c)
		assert.Equal(t, timestamp.NoStamp, reason, w.Example)
		other := regexp.MustCompile(`(?i)\b`+w.Text+`\b`).ReplaceAllString(w.Example, "x7")
		require.NotEqual(t, w.Example, other)
		_, _, _, reason = line.Find(r, []byte(other), c)
		assert.Equal(t, timestamp.Read, reason, "%q is not read without %q", other, w.Text)
	}
}

// TestMention has messages that mention a time: none is the record's own without evidence, and each
// is where the record has just arrived or has that event time.
func TestMention(t *testing.T) {
	const at = "2024-06-14 10:11:12"
	r := stamptest.Reader(t, "")
	instant := time.Date(2024, 6, 14, 10, 11, 12, 0, time.UTC).UnixNano()
	for _, text := range []string{
		`invalid input syntax for type timestamp: "` + at + `"`,
		`SELECT * FROM t WHERE created_at > '` + at + `'`,
		`UPDATE t SET a = 1 WHERE b = TIMESTAMP'` + at + `'`,
		"User admin last logged in at " + at,
		"host app[1]: could not read the file of " + at,
		"INFO starting app built at " + at,
		"Python 3.11.8 (main, " + at + ") [GCC 13.2.1]",
		"parsing time \"" + at + "\" as a date",
		"java.time.format.DateTimeParseException: Text '" + at + "' could not be parsed",
		"drv: loading the UNIX x86_64 Kernel Module  285.03  Fri Jun 14 10:11:12 UTC 2024",
		"loading NVIDIA UNIX x86_64 Kernel Module  285.03  Fri Jun 14 10:11:12 UTC 2024",
		"as.POSIXct(\"" + at + "\"): not unambiguous",
		"failed to parse date: " + at,
		"-rw-r--r-- 1 root root 1204 " + at + " /etc/app.conf",
		"lastLogin " + at,
		"not_after " + at,
		"If-Modified-Since: Fri, 14 Jun 2024 10:11:12 GMT",
		"< Date: Fri, 14 Jun 2024 10:11:12 GMT",
		"#1 SMP Fri Jun 14 10:11:12 UTC 2024",
		"<wsu:Expires>2024-06-14T10:11:12Z</wsu:Expires>",
		`level=info msg="copy of time=` + at + ` kept"`,
		"\tJun 14 2024 10:11:12 ",
		"Renewal: " + at,
		"--- a/app.conf " + at + " +0000",
		"+++ b/app.conf\t" + at + " +0000",
		"DETAIL: Key (ts)=(" + at + ") already exists.",
		"SELECT a FROM t WHERE ts='" + at + "' LIMIT 1",
		"maintenance window " + at + ".",
		"Dernière connexion : " + at + " 192.0.2.1",
		"nächster Lauf " + at + " Sicherung",
		"bloqueado hasta " + at + " admin",
		"Letzter Start: " + at + " (tester)",
		"Les données du 13 ont été lues le " + at,
		"DETAIL: Key (id, ts)=(5, " + at + ") already exists.",
		"select a from t where time = '" + at + "' limit 1",
		"level=info msg=up version=1.2 commit=4f2a date=" + at,
		"window: " + at + " - 2024-06-15 10:11:12",
		"range [" + at + ", 2024-06-15 10:11:12]",
		"params: [" + at + "]",
		"Invoice 5: " + at,
		"gcc 9.3.0 " + at,
		"Session abc123 started " + at + " for user bob",
		"Running migration " + at + " create_users",
		`exec: date -d "` + at + `"`,
	} {
		for name, c := range map[string]*read.Context{
			"alone":         {Now: stamptest.Now},
			"an hour later": {Now: stamptest.Now, Arrival: instant + calendar.SecondsPerHour*calendar.NanosPerSecond},
			"event time":    {Now: stamptest.Now, Event: instant - 60*calendar.NanosPerSecond},
		} {
			_, _, _, reason := line.Find(r, []byte(text), c)
			assert.Equal(t, timestamp.NoStamp, reason, "%s: %s", name, text)
		}
		if strings.Contains(text, "msg=") || strings.HasPrefix(text, "<wsu") || strings.Contains(text, "ts=") || strings.Contains(text, "time = ") || strings.Contains(text, " date=") {
			continue // under another's key no evidence counts
		}
		for name, c := range map[string]*read.Context{
			"arrival":    {Now: stamptest.Now, Arrival: instant + calendar.NanosPerSecond},
			"event time": {Now: stamptest.Now, Event: instant + calendar.NanosPerSecond/2},
		} {
			stamp, _, _, reason := line.Find(r, []byte(text), c)
			assert.Equal(t, timestamp.Read, reason, "%s: %s", name, text)
			assert.Equal(t, instant, stamp.Nanos, "%s: %s", name, text)
		}
	}
}

// TestHeads has heads of lines with words in them: what follows is the record's own.
func TestHeads(t *testing.T) {
	r, c := stamptest.Reader(t, ""), &read.Context{Now: stamptest.Now}
	for _, head := range []string{
		"", "host app[12]: ", "localhost kernel ", "192.0.2.1 - john doe [", "INFO main worker ", "[main thread] WARN ",
		`"a text that is quoted",`, "7|the text of a column|", "7\tthe text of a column\t", "level=info ts=", "Server time: ",
		"Bad code! Server time: ", "Severity: Degraded Type: Component state change Time: ", "<13>web nginx: ", "(worker-1) ",
		"1:M ", "db1 postgres[44]: [3-1] ", "squid-1 | ", "E/AndroidRuntime( 12): ", "main.go:17: ", "06 FCT-1011 <", "named ", "db1 named ", "web string ", "=== Verbose logging started: ",
	} {
		_, start, _, reason := line.Find(r, []byte(head+"2024-06-14 10:11:12 x"), c)
		assert.Equal(t, timestamp.Read, reason, head)
		assert.Equal(t, len(head), start, head)
	}
}

// TestSayings: the stamp of each saying's example is the line's own.
func TestSayings(t *testing.T) {
	for _, example := range line.Sayings() {
		_, _, _, reason := line.Find(stamptest.Reader(t, ""), []byte(example), &read.Context{Now: stamptest.Now})
		assert.Equal(t, timestamp.Read, reason, example)
	}
}

// TestMentionInStream: a program that writes its time into a sentence is believed after some lines,
// one that mentions other times is not.
func TestMentionInStream(t *testing.T) {
	const ctime = "Mon Jan _2 15:04:05 2006"
	first := time.Date(2023, 8, 3, 15, 19, 54, 0, time.UTC)
	for name, test := range map[string]struct {
		text func(n int) string
		read int // how many of 20 lines
	}{
		"own": {func(n int) string {
			return fmt.Sprintf("Started running job%d at %s", n, first.Add(time.Duration(n)*time.Minute).Format(ctime))
		}, 20 - 5},
		"goes back": {func(n int) string {
			return "The copy was made at " + first.Add(-time.Duration(n)*time.Minute).Format(ctime)
		}, 0},
		"far apart": {func(n int) string {
			return "The copy was made at " + first.AddDate(0, n, 0).Format(ctime)
		}, 0},
		"said otherwise": {func(n int) string {
			return "The key expires at " + first.Add(time.Duration(n)*time.Minute).Format(ctime)
		}, 0},
		"other places": {func(n int) string {
			return "We saw it " + []string{"at ", "on "}[n%2] + first.Add(time.Duration(n)*time.Minute).Format(ctime) + " again"
		}, 0},
		"lines between": {func(n int) string {
			if n%4 == 3 {
				return "nothing to see here"
			}
			return "We saw it at " + first.Add(time.Duration(n)*time.Minute).Format(ctime)
		}, 0},
		"stamps between": {func(n int) string {
			at := first.Add(time.Duration(n) * time.Minute)
			if n%4 == 3 {
				return at.Format(time.RFC3339) + " a line"
			}
			return "We saw it at " + at.Format(ctime)
		}, 5},
	} {
		r, s, count := stamptest.Reader(t, ""), &stream.Stream{}, 0
		for n := range 20 {
			stamp, _, _, reason := line.Find(r, []byte(test.text(n)), &read.Context{Now: stamptest.Now, Stream: s})
			if reason == timestamp.Read {
				count++
				s.Note(stamp.Nanos)
			}
		}
		assert.Equal(t, test.read, count, name)
	}
}
