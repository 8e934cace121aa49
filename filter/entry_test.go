package filter

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"timesync/filter/timestamp/entry"
	"timesync/filter/timestamp/keys"
)

// Each container has the time of its example, in a record and in a line.
func TestContainers(t *testing.T) {
	f := newFilter(t, func(c *Config) { c.OutputKey = "written" })
	for i, container := range keys.Containers {
		for what, body := range bodiesOf(t, container.Example) {
			written := fmt.Sprint(writtenOf(t, f, fmt.Sprint(what, i), body))
			assert.Regexp(t, `^2024-06-14T10:11:12(\.000)?Z$`, written, "%s: %s", what, container.Example)
		}
	}
}

// The times beside a text that a program has written are those of what it is about: the event time
// stays. Without what shows the record to be an entry they are its own.
func TestEntries(t *testing.T) {
	f := newFilter(t, func(c *Config) { c.OutputKey = "written" })
	for i, mark := range entry.Marks {
		for what, body := range bodiesOf(t, mark.Example) {
			assert.Equal(t, ingestedText, writtenOf(t, f, fmt.Sprint(what, i), body), "%s: %s", what, mark.Example)
		}
		_, beside, _ := strings.Cut(mark.Example, ",")
		for what, body := range bodiesOf(t, "{"+beside) {
			assert.Equal(t, "2019-01-02T03:04:05Z", writtenOf(t, f, fmt.Sprint(what, "-", i), body), "%s: %s", what, beside)
		}
	}
}

// What is beside the text in an entry, and what is the record's own all the same.
func TestEntryTimes(t *testing.T) {
	const own = "2019-01-02T03:04:05Z"
	for raw, want := range map[string]string{
		`{"level":"info","msg":"m","time":"2019-01-02T03:04:05Z","created":"2018-01-02T03:04:05Z"}`:   own,
		`{"level":"info","msg":"m","occurred_at":"2019-01-02T03:04:05Z"}`:                             ingestedText,
		`{"loglevel":"AUDIT","message":"m","ibm_datetime":"2019-01-02T03:04:05Z"}`:                    own,
		`{"level":"info","message":"m","metadata":{"timestamp":"2019-01-02T03:04:05Z"}}`:              own, // winston
		`{"level":"info","message":"m","metadata":{"created":"2019-01-02T03:04:05Z"}}`:                ingestedText,
		`{"severity":"high","message":"m","created_at":"2019-01-02T03:04:05Z"}`:                       own, // an alert
		`{"level":"info","message":"INFO 2019-01-02 03:04:05,000 [main] m"}`:                          "2019-01-02T03:04:05.000Z",
		`{"level":"info","message":"time=\"2019-01-02T03:04:05Z\" level=info msg=m"}`:                 own,
		`{"ident":"x","message":"192.0.2.1 - - [02/Jan/2019:03:04:05 +0000] \"GET / HTTP/1.1\" 200"}`: own,
		`{"pri":"14","message":"CEF:0|A|B|1|2|n|5|rt=1546398245000 src=192.0.2.1"}`:                   "2019-01-02T03:04:05.000Z",
		`{"level":"info","msg":"window: 2019-01-02T03:04:05Z - 2019-01-03T03:04:05Z"}`:                ingestedText,
		`{"level":30,"msg":"m","when":"2019-01-02T03:04:05Z"}`:                                        ingestedText,
		`{"level":"info","msg":"m","data":{"timestamp":"2019-01-02T03:04:05Z"}}`:                      ingestedText,
		`{"level":"info","msg":"m","event":{"name":"x","time":"2019-01-02T03:04:05Z"}}`:               ingestedText,
		`{"level":"info","msg":"m","headers":{"date":"Wed, 02 Jan 2019 03:04:05 GMT"}}`:               ingestedText,
		`{"level":"info","msg":"m","created":"02/03/2019 03:04:05"}`:                                  ingestedText, // is not refused either
		`{"level":"info","msg":{"id":1},"created":"2019-01-02T03:04:05Z"}`:                            own,
		`{"levelname":"INFO","message":"x","created":1546398245}`:                                     own,
		`{"levelname":"INFO","message":"x","created":1546398245,"level":20}`:                          own,
		`{"level":"info","msg":"m","created":"2024-03-05T12:00:00.5Z"}`:                               "2024-03-05T12:00:00.5Z", // within a second of the event time
		`{"level":"info","msg":"m","version":"1.2","commit":"abc","date":"2019-01-02T03:04:05Z"}`:     ingestedText,
		`{"msg":"m","revision":"abc","date":"2019-01-02T03:04:05Z"}`:                                  ingestedText,
		`{"invoice":7,"date":"2019-01-02T03:04:05Z","due_date":"2019-02-02"}`:                         ingestedText,
		`{"kind":"Pod","apiVersion":"v1","metadata":{"creationTimestamp":"2019-01-02T03:04:05Z"}}`:    ingestedText,
		`{"level":"info","msg":"backup 2019-01-02T03:04:05Z restored"}`:                               ingestedText,
		`{"level":"info","msg":"2019-01-02T03:04:05Z restored"}`:                                      own,
		`{"level":"info","msg":"sent time=2019-01-02T03:04:05Z"}`:                                     ingestedText,
		`{"level":"info","msg":"1546398245.123 rows"}`:                                                ingestedText,
		`{"level":"info","msg":"sent {\"time\":\"2019-01-02T03:04:05Z\"}"}`:                           ingestedText,
		`{"level":"info","msg":"{\"time\":\"2019-01-02T03:04:05Z\"}"}`:                                own,
	} {
		f := newFilter(t, func(c *Config) { c.OutputKey = "written" })
		for what, body := range bodiesOf(t, raw) {
			assert.Equal(t, want, writtenOf(t, f, what, body), "%s: %s", what, raw)
		}
	}
}

// bodiesOf are a line that is an object, and the record that a parser makes of it.
func bodiesOf(t *testing.T, raw string) map[string][]byte {
	t.Helper()
	return map[string][]byte{"line": pairs("log", raw), "record": recordOf(t, raw)}
}
