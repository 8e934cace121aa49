package test

import (
	"context"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/launch"
)

// fedInput is an input that others send to, and what must come of it where the clock is auto.
type fedInput struct {
	name   string
	input  string // its section; ${FEED} is a free port, ${SOCKETS} a folder
	send   func(feed, sockets string) error
	expect string // lines of the output stdout, a template
	log    string // what the log says of the input
}

// Two records, of a stamp and of none; the second one's event time is the arrival.
const (
	stampedJSON = `{"time":"2024-03-05 10:11:12,5","n":1}` + "\n"
	bareJSON    = `{"n":2}` + "\n"
	atJSON      = `{"at":"1700000000","time":"2024-03-05 10:11:12,5","n":1}` + "\n"

	formatted = `t: [[1709633472.500000000, {}], {"time"=>"2024-03-05T10:11:12.5Z", "n"=>1}]`
	corrected = `t: [[1709633475.000000000, {"timesync"=>2500000000}], {"time"=>"2024-03-05T10:11:15.000Z", "n"=>1}]`
	arrived   = `t: [[{{near "2.5s" "45s"}}, {"timesync"=>2500000000}], {"n"=>2, "timestamp"=>"{{near "2.5s" "45s"}}"}]`

	remoteStamps = "another machine's clock wrote its timestamps.*Arrival times are this host's"
	remoteClock  = "another machine's clock wrote its timestamps; they are formatted, not corrected\n"
	localClock   = "this host's clock wrote its timestamps"
)

// fedPipeline follows the section of the input.
const fedPipeline = `
[FILTER]
    Name          timesync
    Match         *
    offset_source fixed
    fixed_offset  +2.5s
[OUTPUT]
    Name  stdout
    Match *
`

// fedInputs have kinds of inputs as plugin/settings has them.
func fedInputs() []fedInput {
	return []fedInput{
		{"tcp", "Name tcp\nListen 127.0.0.1\nPort ${FEED}\nFormat json", toPort("tcp", stampedJSON+bareJSON),
			formatted + "\n" + arrived, remoteStamps},
		{"udp", "Name udp\nListen 127.0.0.1\nPort ${FEED}\nFormat json", toPort("udp", stampedJSON, bareJSON),
			formatted + "\n" + arrived, remoteStamps},
		{"http", "Name http\nListen 127.0.0.1\nPort ${FEED}", postJSON, formatted + "\n" + arrived, remoteStamps},
		{"syslog tcp", "Name syslog\nMode tcp\nListen 127.0.0.1\nPort ${FEED}\nParser json_at", toPort("tcp", atJSON), formatted, remoteClock},
		{"syslog udp", "Name syslog\nMode udp\nListen 127.0.0.1\nPort ${FEED}\nParser json_at", toPort("udp", atJSON), formatted, remoteClock},
		{"syslog unix_udp", "Name syslog\nMode unix_udp\nPath ${SOCKETS}/s\nParser json_at", toSocket("unixgram", atJSON), corrected, localClock},
		{"syslog unix_tcp", "Name syslog\nMode unix_tcp\nPath ${SOCKETS}/s\nParser json_at", toSocket("unix", atJSON), corrected, localClock},
	}
}

// Who sends over the network has a clock of its own, but the arrival is by this host's, and so is
// all that comes by a socket of this host.
func TestFedInputs(t *testing.T) {
	t.Parallel()
	object := objectPath(t)
	for _, program := range fluentBits(t) {
		for _, c := range fedInputs() {
			t.Run(program.Name()+"/"+c.name, func(t *testing.T) {
				t.Parallel()
				runFedInput(t, program, object, c)
			})
		}
	}
}

func runFedInput(t *testing.T, program launch.Program, object string, c fedInput) {
	moment := time.Now()
	feed := freeAddress(t)
	_, port, err := net.SplitHostPort(feed)
	require.NoError(t, err)
	sockets, err := os.MkdirTemp("", "fed-") // the path of a socket is short
	require.NoError(t, err)
	t.Cleanup(func() { os.RemoveAll(sockets) })
	pipeline := "[INPUT]\n    Tag t\n    " + strings.ReplaceAll(c.input, "\n", "\n    ") + fedPipeline
	l := startLive(t, program, object, pipeline, "FEED="+port, "SOCKETS="+sockets)
	l.wait(t, patience, "its HTTP server", func() bool { return l.get("/") != "" })
	require.NoError(t, c.send(feed, sockets))
	text, err := renderText(c.name, c.expect, moment)
	require.NoError(t, err)
	expected := splitLines(string(text))
	came := func() []string {
		stdout, _ := l.Output()
		return pipelineCase{Output: "stdout"}.recordLines("", stdout)
	}
	l.wait(t, patience, "all records", func() bool { return len(came()) >= len(expected) })
	_, said := l.Output()
	compareLines(t, expected, came(), false, said)
	assert.Regexp(t, c.log, said)
}

// toPort sends each text as one packet, or one after another.
func toPort(network string, texts ...string) func(string, string) error {
	return func(feed, _ string) error { return sendTo(network, feed, texts) }
}

// toSocket sends to the socket s of a folder.
func toSocket(network string, texts ...string) func(string, string) error {
	return func(_, sockets string) error { return sendTo(network, sockets+"/s", texts) }
}

func sendTo(network, address string, texts []string) error {
	connection, err := net.Dial(network, address)
	if err != nil {
		return err
	}
	defer connection.Close()
	for _, text := range texts {
		if _, err := connection.Write([]byte(text)); err != nil {
			return err
		}
	}
	return nil
}

// postJSON sends both records in requests of their own: what was sent together came together.
func postJSON(feed, _ string) error {
	for _, text := range []string{stampedJSON, bareJSON} {
		if err := post("http://"+feed+"/t", "application/json", text); err != nil {
			return err
		}
	}
	return nil
}

func post(url, kind, text string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(text))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", kind)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	return response.Body.Close()
}
