package test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/launch"
)

// refusals has a value that no property of that name can have, for every property.
var refusals = []struct{ property, value string }{
	{"time_key", "$event['created'"},
	{"scan_key", "$['"},
	{"scan_depth", "0"},
	{"scan_depth", "many"},
	{"key_depth", "0"},
	{"time_format", "%Y-%Q"},
	{"time_zone", "Mars/Olympus"},
	{"time_zone_key", "$a["},
	{"zone_abbreviations", "IST=Mars/Olympus"},
	{"date_order", "ydm"},
	{"dst_overlap", "both"},
	{"dst_gap", "backward"},
	{"window_past", "0"},
	{"window_future", "soon"},
	{"reference_time", "yesterday"},
	{"output_key", strings.Repeat("k", 256)},
	{"output_zone", "Nowhere/City"},
	{"precision", "5"},
	{"set_event_time", "maybe"},
	{"mark", "perhaps"},
	{"keep_original", strings.Repeat("k", 256)},
	{"rewrite_line", "perhaps"},
	{"details", "perhaps"},
	{"on_error", "explode"},
	{"clock", "sundial"},
	{"correct", "sometimes"},
	{"ntp_servers", "time.example:99999"},
	{"offset_source", "gps"},
	{"offset_source", "fixed"}, // without fixed_offset
	{"min_sources", "0"},
	{"ntp_keys", "/no/such/file"},
	{"fixed_offset", "soon"},
	{"corrections_file", "/nowhere/corrections.csv"},
	{"poll_min", "-1s"},
	{"poll_max", "fast"},
	{"ntp_timeout", "never"},
	{"startup_wait", "later"},
	{"max_correction", "big"},
	{"max_error", "tiny"},
	{"max_drift_ppm", "much"},
	{"backlog_holdover", "on"},
	{"unsynced", "drop"},
	{"journal", "/dev/null"},
	{"journal_retention", "5m"},
}

// TestBadValuesAreRefused starts each program with each bad value: it must end,
// and exactly one line must name property, value and what is allowed.
func TestBadValuesAreRefused(t *testing.T) {
	t.Parallel()
	for _, program := range startingPrograms(t) {
		for _, r := range refusals {
			t.Run(program.Name()+"/"+r.property+" "+r.value[:min(len(r.value), 20)], func(t *testing.T) {
				t.Parallel()
				result := start(t, program, property(r.property, r.value))
				assert.NotZero(t, result.ExitCode)
				lines := errorLines(result.Stderr, "property "+r.property)
				if assert.Len(t, lines, 1, result.Stderr) {
					assert.Contains(t, lines[0], "'"+r.value+"'")
					assert.Contains(t, lines[0], "allowed is ")
				}
			})
		}
	}
}

// TestEveryPropertyHasARefusal keeps the table in step with the plugin's own.
func TestEveryPropertyHasARefusal(t *testing.T) {
	for _, name := range declaredProperties(t) {
		assert.True(t, slices.ContainsFunc(refusals, func(r struct{ property, value string }) bool { return r.property == name }), name)
	}
}

// TestMisspeltPropertyIsRefused: the host itself knows the names.
func TestMisspeltPropertyIsRefused(t *testing.T) {
	t.Parallel()
	for _, program := range startingPrograms(t) {
		t.Run(program.Name(), func(t *testing.T) {
			t.Parallel()
			result := start(t, program, property("tme_key", "time"))
			assert.NotZero(t, result.ExitCode)
			lines := errorLines(result.Stderr, "'tme_key'")
			require.Len(t, lines, 1, result.Stderr)
			assert.Contains(t, lines[0], "time_key, scan_key")
		})
	}
}

// TestDryRunRefuses: Fluent Bit checks filters in a dry run since 5.1.
func TestDryRunRefuses(t *testing.T) {
	t.Parallel()
	for _, program := range startingPrograms(t) {
		if !program.AtLeast("5.1") {
			continue
		}
		t.Run(program.Name(), func(t *testing.T) {
			t.Parallel()
			assert.Zero(t, start(t, program, property("precision", "ms"), "--dry-run").ExitCode)
			bad := start(t, program, property("precision", "5"), "--dry-run")
			assert.NotZero(t, bad.ExitCode)
			assert.Len(t, errorLines(bad.Stderr, "property precision"), 1, bad.Stderr)
		})
	}
}

// TestHelpListsEveryProperty: `-F timesync -h` shows each with its description.
func TestHelpListsEveryProperty(t *testing.T) {
	t.Parallel()
	for _, program := range startingPrograms(t) {
		t.Run(program.Name(), func(t *testing.T) {
			t.Parallel()
			result := run(t, program, launch.Job{Object: objectPath(t), Options: []string{"-F", "timesync", "-h"}})
			assert.Zero(t, result.ExitCode)
			for _, name := range declaredProperties(t) {
				assert.Regexp(t, `(?m)^(\x1b\[0m)?`+name+`\s+\S.*\S`, result.Stdout+result.Stderr)
			}
		})
	}
}

// declaredProperties are the names in the plugin's table.
func declaredProperties(t *testing.T) (names []string) {
	text, err := os.ReadFile("../plugin/properties.def")
	require.NoError(t, err)
	for _, found := range regexp.MustCompile(`(?m)^PROPERTY\((\w+),`).FindAllStringSubmatch(string(text), -1) {
		names = append(names, found[1])
	}
	require.NotEmpty(t, names)
	return names
}

// startingPrograms are the programs whose starting differs: the stand-in as it is
// built for each layout of the host's tables, and every Fluent Bit.
func startingPrograms(t *testing.T) (programs []launch.Program) {
	for _, program := range allPrograms(t) {
		if len(program.Options) == 0 {
			programs = append(programs, program)
		}
	}
	return programs
}

func property(name, value string) string { return fmt.Sprintf("    %s %s\n", name, value) }

// onePipeline has one timesync with the given lines of properties.
const onePipeline = `[SERVICE]
    Flush 0.2
    Grace 1
[INPUT]
    Name    dummy
    Samples 1
[FILTER]
    Name  timesync
    Match *
%s[OUTPUT]
    Name  null
    Match *
`

// start runs a pipeline with these properties; it ends itself only when refused,
// and is stopped after that otherwise.
func start(t *testing.T, program launch.Program, properties string, options ...string) launch.Result {
	t.Helper()
	config := filepath.Join(t.TempDir(), "fluent-bit.conf")
	require.NoError(t, os.WriteFile(config, fmt.Appendf(nil, onePipeline, properties), 0o600))
	return run(t, program, launch.Job{Config: config, Object: objectPath(t), Options: options})
}

// run runs a job that must end by itself.
func run(t *testing.T, program launch.Program, job launch.Job) launch.Result {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	result, err := program.Run(ctx, job)
	require.NoError(t, err, result.Stderr)
	return result
}

// errorLines are the lines of a log that are errors and contain text.
func errorLines(log, text string) (lines []string) {
	for line := range strings.Lines(log) {
		if strings.Contains(line, "[error]") && strings.Contains(line, text) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}
