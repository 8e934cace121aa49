package line_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/araddon/dateparse"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/iso"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// fastValues are the stamps that must be fast, with the layout that time.Parse needs for each.
var fastValues = []struct{ name, text, Layout string }{
	{"rfc3339", "2024-06-14T10:11:12Z", time.RFC3339},
	{"rfc3339-nano", "2024-06-14T10:11:12.123456789+02:00", time.RFC3339Nano},
	{"log4j", "2024-06-14 10:11:12,123", "2006-01-02 15:04:05,000"},
	{"rfc3164", "Jun 14 10:11:12", time.Stamp},
	{"clf", "14/Jun/2024:10:11:12 +0200", "02/Jan/2006:15:04:05 -0700"},
	{"httpd_error", "Fri Jun 14 10:11:12.123456 2024", "Mon Jan 02 15:04:05.000000 2006"},
	{"rfc2822", "Fri, 14 Jun 2024 10:11:12 +0200", time.RFC1123Z},
	{"nginx_error", "2024/06/14 10:11:12", "2006/01/02 15:04:05"},
	{"klog", "I0614 10:11:12.123456", ""},
	{"epoch", "1718359872.123456", ""},
	{"epoch_ms", "1718359872123", ""},
}

// fastLines are lines of about 120 bytes that hold a stamp.
var fastLines = []struct{ name, line, stamp, Layout string }{
	{"rfc3339", "2024-06-14T10:11:12.123Z INFO  [main] org.example.server.Dispatcher - request 4711 served in 12 ms for client 10.0.0.17",
		"2024-06-14T10:11:12.123Z", time.RFC3339Nano},
	{"log4j", "2024-06-14 10:11:12,123 INFO  [main] org.example.server.Dispatcher - request 4711 served in 12 ms for client 10.0.0.17",
		"2024-06-14 10:11:12,123", "2006-01-02 15:04:05,000"},
	{"rfc3164", "<34>Jun 14 10:11:12 host7 sshd(pam_unix)[19939]: authentication failure; logname= uid=0 euid=0 tty=NODEVssh rhost=1.2.3.4",
		"Jun 14 10:11:12", time.Stamp},
	{"clf", `10.112.72.172 - frank [14/Jun/2024:10:11:12 +0200] "GET /client/index.html HTTP/1.1" 200 5778 "-" "Mozilla/5.0 (Windows)"`,
		"14/Jun/2024:10:11:12 +0200", "02/Jan/2006:15:04:05 -0700"},
	{"decoy", "nova-api.log.1.2017-05-16_13:53:08 2024-06-14 10:11:12.123 25746 INFO nova.osapi_compute.wsgi.server [req-38101a0b x]",
		"2024-06-14 10:11:12.123", "2006-01-02 15:04:05.000"},
	{"none", "    at org.example.server.Dispatcher.dispatch(Dispatcher.java:281) ~[server-1.2.3.jar:1.2.3] (10.0.0.17) id=4711 n=12", "", ""},
}

func BenchmarkReadText(b *testing.B) {
	reader := stamptest.Reader(b, "")
	c := &read.Context{Now: stamptest.Now}
	for _, sample := range fastValues {
		text := []byte(sample.text)
		b.Run(sample.name+"/timestamp", func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if _, reason := reader.ReadText(text, c); reason != timestamp.Read {
					b.Fatal(reason)
				}
			}
		})
		if sample.Layout == "" {
			continue
		}
		b.Run(sample.name+"/time.Parse", func(b *testing.B) {
			for range b.N {
				if _, err := time.Parse(sample.Layout, sample.text); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(sample.name+"/dateparse", func(b *testing.B) {
			for range b.N {
				_, _ = dateparse.ParseAny(sample.text) // errors included: it takes its time for those too
			}
		})
	}
}

// BenchmarkReadStream reads a thousand stamps one after the other, each up to 3 s after the one
// before: unlike one stamp again and again, they cannot be learned by the processor. The date
// changes once.
func BenchmarkReadStream(b *testing.B) {
	for _, sample := range fastValues[:5] {
		random := rand.New(rand.NewPCG(13, 14))
		at := time.Date(2024, 6, 14, 23, 45, 0, 0, time.UTC)
		var texts []string
		var values [][]byte
		for range 1000 {
			at = at.Add(time.Duration(random.Int64N(3_000_000_000)))
			texts = append(texts, at.Format(sample.Layout))
			values = append(values, []byte(at.Format(sample.Layout)))
		}
		b.Run(sample.name+"/timestamp", func(b *testing.B) {
			reader, c := stamptest.Reader(b, ""), &read.Context{Now: stamptest.Now}
			b.ReportAllocs()
			for i := range b.N {
				if _, reason := reader.ReadText(values[i%len(values)], c); reason != timestamp.Read {
					b.Fatal(reason)
				}
			}
		})
		b.Run(sample.name+"/time.Parse", func(b *testing.B) {
			for i := range b.N {
				if _, err := time.Parse(sample.Layout, texts[i%len(texts)]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	reader := stamptest.Reader(b, "")
	c := &read.Context{Now: stamptest.Now}
	for _, sample := range fastLines {
		raw := []byte(sample.line)
		b.Run(sample.name+"/timestamp", func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if _, _, _, reason := line.Find(reader, raw, c); (reason == timestamp.Read) != (sample.stamp != "") {
					b.Fatal(reason)
				}
			}
		})
		if sample.Layout == "" {
			continue
		}
		b.Run(sample.name+"/time.Parse-of-the-stamp", func(b *testing.B) {
			for range b.N {
				if _, err := time.Parse(sample.Layout, sample.stamp); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkObject finds the stamp of a JSON line of 1 KB whose time stands last, beside a loop that
// hops over it from quote to quote.
func BenchmarkObject(b *testing.B) {
	raw := objectLine()
	b.Run("walk", func(b *testing.B) {
		reader, c := stamptest.Reader(b, ""), &read.Context{Now: stamptest.Now}
		b.ReportAllocs()
		for b.Loop() {
			if _, _, _, reason := line.FindBounded(reader, raw, bounds, c); reason != timestamp.Read {
				b.Fatal(reason)
			}
		}
	})
	b.Run("hop", func(b *testing.B) {
		quotes := 0
		for b.Loop() {
			for rest := raw; ; quotes++ {
				at := bytes.IndexByte(rest, '"')
				if at < 0 {
					break
				}
				rest = rest[at+1:]
			}
		}
		if quotes == 0 {
			b.Fatal("no quotes")
		}
	})
}

// objectLine is such a line, with the values that requests have.
func objectLine() []byte {
	raw := []byte(`{"level":"INFO","logger":"org.example.server.Dispatcher","request":{"method":"GET","path":"/api/v1/orders","id":4711}`)
	for n := 0; len(raw) < 1000; n++ {
		raw = fmt.Appendf(raw, `,"field%d":"value of it %d","count%d":%d`, n, n, n, n*n)
	}
	return append(raw, `,"time":"2024-06-14T10:11:12.123Z"}`...)
}

func BenchmarkAppendISO(b *testing.B) {
	var space [64]byte
	b.ReportAllocs()
	for range b.N {
		iso.Append(space[:0], stamptest.Now+123456789, 0, 9, time.UTC, 0)
	}
}

func BenchmarkAppendFormat(b *testing.B) {
	var space [64]byte
	at := time.Unix(0, stamptest.Now+123456789).UTC()
	for range b.N {
		at.AppendFormat(space[:0], time.RFC3339Nano)
	}
}
