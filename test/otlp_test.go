package test

import (
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/launch"
)

// otlpPipeline takes OpenTelemetry's records and sends them on.
const otlpPipeline = `
[INPUT]
    Name    opentelemetry
    Tag     t
    Listen  127.0.0.1
    Port    ${FEED}
[FILTER]
    Name          timesync
    Match         *
    clock         ${CLOCK}
    mark          ${MARK}
    offset_source fixed
    fixed_offset  +2.5s
[OUTPUT]
    Name     opentelemetry
    Match    *
    Host     127.0.0.1
    Port     ${BACKEND}
`

// otlpSent are the times of records as they are sent; their bodies mention others, or none.
var otlpSent = []struct {
	otlpTimes
	body map[string]string
}{
	{otlpTimes{1709633472_000000001, 1709633473_000000001}, map[string]string{"log": "started"}},
	{otlpTimes{1709633472_999999002, 1709633473_000000002}, map[string]string{"time": "2024-03-05T10:11:12Z"}},
	{otlpTimes{1709633475_200000003, 1709633476_000000003}, map[string]string{"time": "2024-03-05T09:00:00Z"}},
}

// otlpTimes are the two times of a record as a backend gets them.
type otlpTimes struct{ own, observed uint64 }

// What goes out has both times moved by the same, and only by this host's clock.
func TestOpenTelemetryInAndOut(t *testing.T) {
	t.Parallel()
	object := objectPath(t)
	for _, program := range fluentBits(t) {
		for _, c := range []struct {
			clock, mark string
			moved       uint64
		}{{"local", "on", 2.5e9}, {"local", "off", 2.5e9}, {"auto", "on", 0}} {
			t.Run(program.Name()+"/clock "+c.clock+", mark "+c.mark, func(t *testing.T) {
				t.Parallel()
				if !program.AtLeast("3.2") {
					t.Skip("skipped: needs Fluent Bit 3.2: before, OpenTelemetry's times are no metadata")
				}
				var expected []otlpTimes
				for _, sent := range otlpSent {
					expected = append(expected, otlpTimes{sent.own + c.moved, sent.observed + c.moved})
				}
				assert.Equal(t, expected, sentOn(t, program, object, "CLOCK="+c.clock, "MARK="+c.mark))
			})
		}
	}
}

// sentOn sends otlpRequest through a pipeline and returns the times that come out.
func sentOn(t *testing.T, program launch.Program, object string, variables ...string) []otlpTimes {
	backend := startBackend(t)
	feed := freeAddress(t)
	_, port, err := net.SplitHostPort(feed)
	require.NoError(t, err)
	_, backendPort, err := net.SplitHostPort(backend.Listener.Addr().String())
	require.NoError(t, err)
	l := startLive(t, program, object, otlpPipeline, append(variables, "FEED="+port, "BACKEND="+backendPort)...)
	l.wait(t, patience, "its HTTP server", func() bool { return l.get("/") != "" })
	require.NoError(t, post("http://"+feed+"/v1/logs", "application/x-protobuf", otlpRequest()))
	l.wait(t, patience, "all records", func() bool { return len(backend.records()) >= len(otlpSent) })
	return backend.records()
}

// backend is what receives OTLP.
type backend struct {
	*httptest.Server
	mutex sync.Mutex
	times []otlpTimes
}

func startBackend(t *testing.T) *backend {
	b := &backend{}
	b.Server = httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		if err != nil || !strings.HasSuffix(request.URL.Path, "/logs") {
			return
		}
		b.mutex.Lock()
		defer b.mutex.Unlock()
		b.times = append(b.times, timesOf(body)...)
	}))
	t.Cleanup(b.Close)
	return b
}

func (b *backend) records() []otlpTimes {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return append([]otlpTimes(nil), b.times...)
}

// otlpRequest is an ExportLogsServiceRequest of otlpSent (opentelemetry-proto's logs.proto and
// common.proto): resource_logs = 1, scope_logs = 2, log_records = 2, time_unix_nano = 1, body = 5,
// observed_time_unix_nano = 11; kvlist_value = 6, values = 1, key = 1, value = 2, string_value = 1.
func otlpRequest() string {
	var records string
	for _, sent := range otlpSent {
		var body string
		for key, text := range sent.body {
			body += bytesField(1, bytesField(1, key)+bytesField(2, bytesField(1, text)))
		}
		records += bytesField(2, fixed64Field(1, sent.own)+bytesField(5, bytesField(6, body))+fixed64Field(11, sent.observed))
	}
	return bytesField(1, bytesField(1, "")+bytesField(2, bytesField(1, "")+records))
}

func bytesField(number uint64, value string) string {
	return string(binary.AppendUvarint(binary.AppendUvarint(nil, number<<3|2), uint64(len(value)))) + value
}

func fixed64Field(number, value uint64) string {
	return string(binary.LittleEndian.AppendUint64(binary.AppendUvarint(nil, number<<3|1), value))
}

// timesOf reads the times of such a request.
func timesOf(request []byte) (found []otlpTimes) {
	for _, resource := range fields(request, 1) {
		for _, scope := range fields(resource, 2) {
			for _, record := range fields(scope, 2) {
				found = append(found, otlpTimes{fixed64(record, 1), fixed64(record, 11)})
			}
		}
	}
	return found
}

func fixed64(message []byte, number uint64) uint64 {
	for _, value := range fields(message, number) {
		if len(value) == 8 {
			return binary.LittleEndian.Uint64(value)
		}
	}
	return 0
}

// fields returns the bytes of each field of a message in Protocol Buffers that has this number;
// varints are skipped.
func fields(message []byte, number uint64) (found [][]byte) {
	for len(message) > 0 {
		key, n := binary.Uvarint(message)
		if n <= 0 {
			return found
		}
		message = message[n:]
		length := uint64(0)
		switch key & 7 {
		case 0:
			_, n = binary.Uvarint(message)
			message = message[max(n, 0):]
			continue
		case 1:
			length = 8
		case 5:
			length = 4
		default:
			length, n = binary.Uvarint(message)
			message = message[max(n, 0):]
		}
		if length > uint64(len(message)) {
			return found
		}
		if key>>3 == number {
			found = append(found, message[:length])
		}
		message = message[length:]
	}
	return found
}
