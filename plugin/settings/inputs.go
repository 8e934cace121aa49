package settings

import (
	"slices"
	"strconv"
	"strings"

	"timesync/filter"
)

// Input is what the host tells about one of its inputs.
type Input struct {
	Plugin     string            // its plugin's name, "tail"; empty: nothing tells
	Properties map[string]string // those of AskedProperties that are set
}

// AskedProperties are the properties of inputs that decide whose clock wrote the times.
var AskedProperties = []string{"mode", "unix_path", "parser"}

// kindOf says where the records of an input come from.
type kindOf uint8

const (
	onHost  kindOf = iota // this host: its clock wrote stamps and event times
	byWire                // another machine, and the event time is the sender's, too
	arrives               // another machine; the event time is the arrival
	reemits               // other inputs: a filter hands records on under another tag
	noLogs                // it makes no log records
)

// inputKind is one of Fluent Bit's inputs (plugins/in_*, where event times are set).
type inputKind struct {
	name string
	kind kindOf
	// With this property the input is onHost: set to one of the values, or, without values, to
	// anything. A value that is empty stands for a property that is not set.
	localBy string
	values  []string
	// With this property the event time is byWire: a parser reads it out of the text.
	senderBy string
}

// inputs are those that Fluent Bit 2.2 to 5.1 has. Any other is a plugin of somebody's own, and
// onHost.
var inputs = []inputKind{
	{name: "forward", kind: byWire, localBy: "unix_path"},
	{name: "syslog", kind: byWire, localBy: "mode", values: []string{"", "unix_udp", "unix_tcp"}},
	{name: "opentelemetry", kind: byWire},
	{name: "kubernetes_events", kind: byWire}, // asks the API server, and takes its times
	{name: "tcp", kind: arrives, senderBy: "parser"},
	{name: "udp", kind: arrives, senderBy: "parser"},
	{name: "http", kind: arrives},
	{name: "elasticsearch", kind: arrives},
	{name: "splunk", kind: arrives},
	{name: "kafka", kind: arrives},
	{name: "mqtt", kind: arrives},
	{name: "statsd", kind: arrives},
	{name: "collectd", kind: arrives},

	{name: "emitter", kind: reemits}, // of rewrite_tag, multiline and log_to_metrics
	{name: "stream_processor", kind: reemits},

	{name: "blob", kind: noLogs},
	{name: "calyptia_fleet", kind: noLogs},
	{name: "event_type", kind: noLogs},
	{name: "fluentbit_metrics", kind: noLogs},
	{name: "gpu_metrics", kind: noLogs},
	{name: "nginx_metrics", kind: noLogs},
	{name: "node_exporter_metrics", kind: noLogs},
	{name: "podman_metrics", kind: noLogs},
	{name: "process_exporter_metrics", kind: noLogs},
	{name: "prometheus_remote_write", kind: noLogs},
	{name: "prometheus_scrape", kind: noLogs},
	{name: "prometheus_textfile", kind: noLogs},
	{name: "storage_backlog", kind: noLogs}, // hands on what was filtered before a restart
	{name: "windows_exporter_metrics", kind: noLogs},

	{name: "cpu"}, {name: "disk"}, {name: "docker"}, {name: "docker_events"}, {name: "dummy"}, {name: "ebpf"},
	{name: "event_test"}, {name: "event_tracing_windows"}, {name: "exec"}, {name: "exec_wasi"}, {name: "fluentbit_logs"}, {name: "head"}, {name: "health"},
	{name: "kmsg"}, {name: "lib"}, {name: "mem"}, {name: "netif"}, {name: "proc"}, {name: "random"}, {name: "serial"},
	{name: "stdin"}, {name: "systemd"}, {name: "tail"}, {name: "thermal"}, {name: "unix_socket"}, {name: "winevtlog"},
	{name: "winlog"}, {name: "winstat"},
}

// InputNames lists the names of the inputs in the table.
func InputNames() []string {
	names := make([]string, len(inputs))
	for i := range inputs {
		names[i] = inputs[i].name
	}
	return names
}

// PluginOf returns the name of the plugin of an input that the host calls so and gave that number:
// "tail" of "tail.0". It is empty where that is an alias.
func PluginOf(name string, number int) string {
	plugin, found := strings.CutSuffix(name, "."+strconv.Itoa(number))
	if !found {
		return ""
	}
	return plugin
}

// Owner returns whose clock wrote the times of an input. Records that are handed on tell nothing of
// their origin: they may come from any of the host's inputs, which are all; none are known where it
// is empty.
func (in Input) Owner(all []Input) filter.ClockOwner {
	switch kind := in.kind(); {
	case in.Plugin == "":
		return filter.UnknownClock
	case kind == reemits:
		return CommonOwner(all)
	default:
		return owners[kind]
	}
}

var owners = map[kindOf]filter.ClockOwner{
	onHost: filter.LocalClock, byWire: filter.RemoteClock, arrives: filter.RemoteStamps, noLogs: filter.LocalClock,
}

// CommonOwner returns what all inputs that make log records have in common.
func CommonOwner(all []Input) filter.ClockOwner {
	var found []filter.ClockOwner
	for _, in := range all {
		if kind := in.kind(); in.Plugin == "" || kind != reemits && kind != noLogs {
			found = append(found, in.Owner(nil))
		}
	}
	slices.Sort(found)
	switch found = slices.Compact(found); {
	case len(found) == 1:
		return found[0]
	case slices.Equal(found, []filter.ClockOwner{filter.RemoteClock, filter.RemoteStamps}):
		return filter.RemoteClock
	}
	return filter.UnknownClock
}

func (in Input) kind() kindOf {
	for i := range inputs {
		row := &inputs[i]
		if !strings.EqualFold(row.name, in.Plugin) {
			continue
		}
		switch {
		case row.localBy != "" && in.has(row.localBy, row.values):
			return onHost
		case row.senderBy != "" && in.has(row.senderBy, nil):
			return byWire
		}
		return row.kind
	}
	return onHost
}

// has reports whether a property is one of the values, or, without values, set at all.
func (in Input) has(property string, values []string) bool {
	value := in.Properties[property]
	if values == nil {
		return value != ""
	}
	return slices.ContainsFunc(values, func(one string) bool { return strings.EqualFold(one, value) })
}
