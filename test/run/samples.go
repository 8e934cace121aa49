package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// sample is one line of the sample log and what is known of its stamp.
type sample struct {
	format     string        // for people
	line       string        // as it stands in the log
	stamp      string        // the part of the line that is the timestamp
	at         time.Time     // the instant the stamp says, cut to its resolution
	resolution time.Duration // of the stamp's format
	path       []string      // where in the record the corrected stamp is expected
}

// form is a log format: how a moment is written in it. The line of a form is a
// template in which %s stands for the stamp.
type form struct {
	name       string
	line       string
	resolution time.Duration
	path       []string // of the stamp in a JSON record, nil for a raw line
	write      func(time.Time) string
}

// lineKey receives the timestamp of a raw line, which itself stays as it is.
const lineKey = "timestamp"

// forms are formats as programs write them. Those without a zone are in the
// zone of fluent-bit.conf.
func forms(local *time.Location) []form {
	utc := time.UTC
	return []form{
		{"RFC 3339", `{"time":%s,"level":"info","msg":"request served"}`, time.Millisecond, []string{"time"}, text("2006-01-02T15:04:05.000Z07:00", utc)},
		{"ECS @timestamp with offset", `{"@timestamp":%s,"log.level":"warn","message":"pool exhausted"}`, time.Microsecond, []string{"@timestamp"}, text("2006-01-02T15:04:05.000000-07:00", time.FixedZone("", 2*3600))},
		{"epoch seconds, fraction", `{"level":"info","ts":%s,"caller":"main.go:42"}`, time.Microsecond, []string{"ts"}, epochSeconds},
		{"epoch milliseconds", `{"timestamp":%s,"thread":"main"}`, time.Millisecond, []string{"timestamp"}, func(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }},
		{"RFC 1123 in JSON", `{"date":%s,"status":200}`, time.Second, []string{"date"}, text("Mon, 02 Jan 2006 15:04:05 GMT", utc)},
		{"nested JSON", `{"event":{"created":%s,"kind":"alert"},"host":"web1"}`, time.Nanosecond, []string{"event", "created"}, text("2006-01-02T15:04:05.000000000Z07:00", utc)},
		{"log4j, comma", `%s ERROR [main] c.e.Shop - order 4711 refused`, time.Millisecond, nil, line("2006-01-02 15:04:05,000", local)},
		{"syslog, RFC 3164", `%s web1 sshd[4242]: Accepted publickey for root`, time.Second, nil, line("Jan _2 15:04:05", local)},
		{"syslog, RFC 5424", `<165>1 %s web1 app 77 ID47 - started`, time.Microsecond, nil, line("2006-01-02T15:04:05.000000Z07:00", utc)},
		{"Apache access, CLF", `127.0.0.1 - frank [%s] "GET /a.gif HTTP/1.0" 200 2326`, time.Second, nil, line("02/Jan/2006:15:04:05 -0700", local)},
		{"Apache error", `[%s] [core:error] [pid 35708] File does not exist`, time.Microsecond, nil, line("Mon Jan 02 15:04:05.000000 2006", local)},
		{"nginx error", `%s [error] 7#7: *1 open() "/x" failed`, time.Second, nil, line("2006/01/02 15:04:05", local)},
		{"klog", `I%s   12345 controller.go:116] synced`, time.Microsecond, nil, line("0102 15:04:05.000000", local)},
		{"logfmt", `time=%s level=info msg="listening" port=8080`, time.Second, nil, line("2006-01-02T15:04:05Z07:00", utc)},
		{"PostgreSQL", `%s UTC [911] LOG:  checkpoint complete`, time.Millisecond, nil, line("2006-01-02 15:04:05.000", utc)},
		{"ISO 8601, hours only", `%s INFO worker: done`, time.Second, nil, line("2006-01-02 15:04:05-07", utc)},
	}
}

// text writes a stamp as a JSON string.
func text(layout string, zone *time.Location) func(time.Time) string {
	return func(t time.Time) string { return strconv.Quote(t.In(zone).Format(layout)) }
}

// line writes a stamp into a raw line.
func line(layout string, zone *time.Location) func(time.Time) string {
	return func(t time.Time) string { return t.In(zone).Format(layout) }
}

// epochSeconds writes six digits: a float64 of this century holds no more.
func epochSeconds(t time.Time) string {
	return fmt.Sprintf("%d.%06d", t.Unix(), t.Nanosecond()/1000)
}

// samples writes one line of every form. The newest stamp is now; each line
// before is 137 ms and a few microseconds older, so that no two read the same.
func samples(now time.Time, local *time.Location) []sample {
	all := forms(local)
	made := make([]sample, 0, len(all))
	for i, f := range all {
		moment := now.Add(-time.Duration(len(all)-1-i) * 137_013_579 * time.Nanosecond)
		written := f.write(moment)
		path := f.path
		if path == nil {
			path = []string{lineKey}
		}
		made = append(made, sample{
			format:     f.name,
			line:       fmt.Sprintf(f.line, written),
			stamp:      strings.Trim(written, `"`),
			at:         moment.Truncate(f.resolution),
			resolution: f.resolution,
			path:       path,
		})
	}
	return made
}

// logText is the sample log.
func logText(samples []sample) []byte {
	var log bytes.Buffer
	for _, s := range samples {
		log.WriteString(s.line + "\n")
	}
	return log.Bytes()
}

// records reads the pipeline's output: lines of JSON among what else the program
// says on its standard output.
func records(output string) []map[string]any {
	var found []map[string]any
	for _, text := range strings.Split(output, "\n") {
		var record map[string]any
		if strings.HasPrefix(text, "{") && json.Unmarshal([]byte(text), &record) == nil {
			found = append(found, record)
		}
	}
	return found
}
