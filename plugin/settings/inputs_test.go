package settings

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter"
)

// input reads "syslog mode=udp unix_path=x"; "?" is one of which nothing tells.
func input(text string) Input {
	words := strings.Fields(text)
	in := Input{Plugin: strings.Trim(words[0], "?"), Properties: map[string]string{}}
	for _, word := range words[1:] {
		name, value, _ := strings.Cut(word, "=")
		in.Properties[name] = value
	}
	return in
}

func TestOwner(t *testing.T) {
	const local, remote, stamps, unknown = filter.LocalClock, filter.RemoteClock, filter.RemoteStamps, filter.UnknownClock
	for text, want := range map[string]filter.ClockOwner{
		"tail": local, "TAIL": local, "somebodys_own": local, "unix_socket": local, "?": unknown,
		"forward": remote, "forward unix_path=/run/fluent.sock": local, "opentelemetry": remote, "kubernetes_events": remote,
		"syslog": local, "syslog mode=unix_udp": local, "syslog mode=Unix_TCP": local, "syslog mode=tcp": remote, "syslog mode=udp": remote,
		"tcp": stamps, "tcp parser=json": remote, "udp": stamps, "udp parser=json": remote, "http": stamps, "elasticsearch": stamps,
		"splunk": stamps, "kafka": stamps, "mqtt": stamps, "statsd": stamps, "collectd": stamps,
		"tail unix_path=x parser=y mode=tcp": local,
		"emitter":                            unknown, "stream_processor": unknown, // of what nobody knows
	} {
		require.Equal(t, want, input(text).Owner(nil), text)
	}
	// What is handed on is of the inputs that there are.
	for text, want := range map[string]filter.ClockOwner{
		"tail | emitter": local, "tail | dummy | emitter | emitter | stream_processor": local, "forward | emitter": remote,
		"forward | opentelemetry | emitter": remote, "forward | fluentbit_metrics | storage_backlog | emitter": remote,
		"tcp | emitter": stamps, "tcp | http | emitter": stamps, "tcp | forward | emitter": remote,
		"tail | forward | emitter": unknown, "tail | tcp | emitter": unknown, "tail | ? | emitter": unknown,
		"tail | forward unix_path=/run/fluent.sock | syslog | emitter": local, "tail | syslog mode=udp | emitter": unknown,
		"emitter": unknown, "fluentbit_metrics | emitter": unknown,
	} {
		var all []Input
		for _, one := range strings.Split(text, " | ") {
			all = append(all, input(one))
		}
		require.Equal(t, want, all[len(all)-1].Owner(all), text)
		require.Equal(t, want, CommonOwner(all), text)
	}
}

func TestPluginOf(t *testing.T) {
	for name, want := range map[string]string{"tail.7": "tail", "my.plugin.7": "my.plugin", "tail.17": "", "tail.8": "",
		"emitter_for_rewrite_tag.7": "emitter_for_rewrite_tag", "edge": "", "7": "", "": ""} {
		require.Equal(t, want, PluginOf(name, 7), name)
	}
}

// The table has each input of a Fluent Bit source tree, named by FLB_SOURCE, by the name it registers.
func TestInputsOfSource(t *testing.T) {
	source := os.Getenv("FLB_SOURCE")
	if source == "" {
		t.Skip("skipped: needs a Fluent Bit source tree (FLB_SOURCE=dir)")
	}
	files, err := filepath.Glob(filepath.Join(source, "plugins/in_*/*.c"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	registered := regexp.MustCompile(`(?s)struct flb_input_plugin in_\w+ = \{.*?\.name\s*= "(\w+)"`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, m := range registered.FindAllStringSubmatch(string(text), -1) {
			require.True(t, slices.Contains(InputNames(), m[1]), "%s of %s", m[1], file)
		}
	}
}
