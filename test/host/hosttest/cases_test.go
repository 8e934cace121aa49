package hosttest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A testCase is one run: its files, of which host.conf is the configuration, and what it must
// write.
type testCase struct {
	name      string
	files     map[string]string
	arguments []string
	stdin     string
	stdout    string   // all of it, times of the moment as NOW
	stderr    []string // pieces that must be there, in this order
	status    int
	wrote     map[string]string // files afterwards
}

const (
	service = "[SERVICE]\n    Flush 0.1\n"
	tail    = "[INPUT]\n    Name tail\n    Path in.log\n    Tag app.log\n    Read_from_Head on\n    Exit_On_Eof on\n"
	dummy   = "[INPUT]\n    Name dummy\n    Samples 2\n    Rate 500\n    Start_time_sec 1700000000\n" +
		"    Start_time_nsec 123456789\n    Fixed_timestamp on\n"
	stdout = "[OUTPUT]\n    Name stdout\n    Match *\n"
	lines  = stdout + "    Format json_lines\n    Json_Date_Key false\n"
	filter = "[FILTER]\n    Name fixture\n    Match app.*\n"
)

func conf(parts ...string) map[string]string {
	text := service
	for _, part := range parts {
		text += part
	}
	return map[string]string{"host.conf": text, "in.log": "one\nsecret7 secret7\n\nlast\r\nbegun", "other.log": "far\n"}
}

func with(files map[string]string, name, content string) map[string]string {
	files[name] = content
	return files
}

var cases = []testCase{
	{
		name:  "lines of a file; the begun one waits for its end",
		files: conf(tail, stdout),
		stdout: "[0] app.log: [[NOW, {}], {\"log\"=>\"one\"}]\n[1] app.log: [[NOW, {}], {\"log\"=>\"secret7 secret7\"}]\n" +
			"[2] app.log: [[NOW, {}], {\"log\"=>\"\"}]\n[3] app.log: [[NOW, {}], {\"log\"=>\"last\"}]\n",
	}, {
		name:   "two files, tags from their paths, empty lines skipped, another key",
		files:  conf("[INPUT]\n    Name tail\n    Path in.log, o*.log\n    Tag t.*\n    Read_from_Head on\n    Exit_On_Eof on\n    Skip_Empty_Lines on\n    Key m\n[OUTPUT]\n    Name stdout\n    Match t.other*\n"),
		stdout: "[0] t.other.log: [[NOW, {}], {\"m\"=>\"far\"}]\n",
	}, {
		name:  "from the end nothing is read",
		files: conf("[INPUT]\n    Name tail\n    Path in.log\n    Exit_On_Eof on\n", stdout),
	}, {
		name:   "dummy with metadata",
		files:  conf(dummy+"    Dummy {\"a\":[1,-1,2.5,null,true,\"\\u00e9\"]}\n    Metadata {\"k\":\"v\"}\n", stdout),
		stdout: "[0] dummy.0: [[1700000000.123456789, {\"k\"=>\"v\"}], {\"a\"=>[1, -1, 2.500000, nil, true, \"é\"]}]\n[1] dummy.0: [[1700000000.123456789, {\"k\"=>\"v\"}], {\"a\"=>[1, -1, 2.500000, nil, true, \"é\"]}]\n",
	}, {
		name:      "the older envelope has no metadata",
		files:     conf(dummy+"    Metadata {\"k\":\"v\"}\n", lines),
		arguments: []string{"--envelope=legacy"},
		stdout:    "{\"message\":\"dummy\"}\n{\"message\":\"dummy\"}\n",
	}, {
		name:   "dates as a double, as seconds, as ISO 8601",
		files:  conf(dummy, stdout+"    Format json_lines\n", stdout+"    Format json_lines\n    Json_Date_Key ts\n    Json_Date_Format epoch\n", stdout+"    Format json_lines\n    Json_Date_Format iso8601\n"),
		stdout: "{\"date\":1700000000.123457,\"message\":\"dummy\"}\n{\"date\":1700000000.123457,\"message\":\"dummy\"}\n{\"ts\":1700000000,\"message\":\"dummy\"}\n{\"ts\":1700000000,\"message\":\"dummy\"}\n{\"date\":\"2023-11-14T22:13:20.123456Z\",\"message\":\"dummy\"}\n{\"date\":\"2023-11-14T22:13:20.123456Z\",\"message\":\"dummy\"}\n",
	}, {
		name:   "metadata in JSON",
		files:  conf(dummy+"    Metadata {\"k\":\"v\"}\n", lines),
		stdout: "{\"__internal__\":{\"log_metadata\":{\"k\":\"v\"}},\"message\":\"dummy\"}\n{\"__internal__\":{\"log_metadata\":{\"k\":\"v\"}},\"message\":\"dummy\"}\n",
	}, {
		name:  "files in both formats, nothing for null",
		files: conf(dummy, "[OUTPUT]\n    Name file\n    Match *\n    File out\n[OUTPUT]\n    Name file\n    Match *\n    Path .\n    Format plain\n[OUTPUT]\n    Name null\n    Match *\n"),
		wrote: map[string]string{"out": "dummy.0: [1700000000.123456789, {\"message\":\"dummy\"}]\ndummy.0: [1700000000.123456789, {\"message\":\"dummy\"}]\n", "dummy.0": "{\"message\":\"dummy\"}\n{\"message\":\"dummy\"}\n"},
	}, {
		name:   "standard input: maps, events of both forms, and what is neither",
		files:  conf("[INPUT]\n    Name stdin\n", stdout),
		stdin:  "{\"a\":1}{\"b\":\n2} [1700000000,{\"c\":3}]\n[[1700000001.5,{\"m\":1}],{\"d\":4}] [1,2] 7\n{\"cut\":",
		stdout: "[0] stdin.0: [[NOW, {}], {\"a\"=>1}]\n[1] stdin.0: [[NOW, {}], {\"b\"=>2}]\n[2] stdin.0: [[1700000000.000000000, {}], {\"c\"=>3}]\n[3] stdin.0: [[1700000001.500000000, {\"m\"=>1}], {\"d\"=>4}]\n",
		stderr: []string{"neither a map nor an event", "neither a map nor an event"},
	}, {
		name: "a parser takes the time out of the body",
		files: with(with(with(conf("    Parsers_File parsers.conf\n", tail+"    Parser json\n", stdout), "in.log",
			"{\"t\":\"2024-02-29T23:59:59.25+0100\",\"a\":1}\n{\"a\":2}\nraw\n{\"t\":\"never\",\"a\":3}\n"), "x", ""), "parsers.conf",
			"[PARSER]\n    Name json\n    Format json\n    Time_Key t\n    Time_Format %Y-%m-%dT%H:%M:%S.%L%z\n"),
		stdout: "[0] app.log: [[1709247599.250000000, {}], {\"a\"=>1}]\n[1] app.log: [[NOW, {}], {\"a\"=>2}]\n[2] app.log: [[NOW, {}], {\"log\"=>\"raw\"}]\n[3] app.log: [[NOW, {}], {\"t\"=>\"never\", \"a\"=>3}]\n",
		stderr: []string{"[parser:json] invalid time format"},
	}, {
		name: "a parser keeps the time, which has an offset of its own",
		files: with(with(conf("    Parsers_File parsers.conf\n", tail+"    Parser json\n", stdout), "in.log",
			"{\"time\":\"1700000000.5\"}\n"), "parsers.conf",
			"[PARSER]\n    Name json\n    Format json\n    Time_Format %s.%L\n    Time_Keep on\n"),
		stdout: "[0] app.log: [[1700000000.500000000, {}], {\"time\"=>\"1700000000.5\"}]\n",
	}, {
		name: "variables, includes, comments, deep and tabbed indentation",
		files: with(with(conf(), "host.conf", "@SET greeting=Hello World\n@INCLUDE inc*.conf\n# comment\n"+service+
			"    # comment\n\n"+dummy+"        Dummy  {\"a\":\"${greeting}\",\"b\":\"${FROM_ENVIRONMENT}\",\"c\":\"${NOWHERE:-else}${NOWHERE}\"}  \n"),
			"include.conf", "[OUTPUT]\n\tNAME stdout\n\tmatch d*m*0\n\tformat JSON_lines\n\tJson_date_key off\n"),
		stdout: "{\"a\":\"Hello World\",\"b\":\"there\",\"c\":\"else\"}\n{\"a\":\"Hello World\",\"b\":\"there\",\"c\":\"else\"}\n",
		stderr: []string{"variable ${NOWHERE} is used but not set"},
	}, {
		name:   "a filter changes one chunk and leaves what does not match",
		files:  conf(tail, "[INPUT]\n    Name tail\n    Path other.log\n    Tag other\n    Read_from_Head on\n    Exit_On_Eof on\n", filter+"    Action mask\n    Word one\n    Word two\n    Log_Level debug\n", lines),
		stdout: "{\"log\":\"one\"}\n{\"log\":\"secretx secretx\"}\n{\"log\":\"\"}\n{\"log\":\"last\"}\n{\"log\":\"far\"}\n",
		stderr: []string{"pre_run with metrics", "action=mask (4)", "word=one (3)", "word=two (3)", "[debug] [fixture] fixture.0: app.log from tail.0", "exit of fixture.0 after 1 calls"},
	}, {
		name:      "two filters in order, the first drops all; metrics of both",
		files:     conf(tail+"    Alias in\n", filter+"    Action drop\n    Alias first\n", filter+"    Action show\n", lines),
		arguments: []string{"--metrics"},
		stdout: "# HELP fluentbit_fixture_calls_total Calls of cb_filter.\n# TYPE fluentbit_fixture_calls_total counter\n" +
			"fluentbit_fixture_calls_total{name=\"first\",kind=\"all\"} 1\nfluentbit_fixture_calls_total{name=\"fixture.1\",kind=\"all\"} 0\n" +
			"# HELP fluentbit_fixture_level Log level.\n# TYPE fluentbit_fixture_level gauge\n" +
			"fluentbit_fixture_level{name=\"first\"} 1.5\nfluentbit_fixture_level{name=\"fixture.1\"} 1.5\n",
		stderr: []string{"exit of first after 1 calls", "exit of fixture.1 after 0 calls"},
	}, {
		name:   "bytes with the smallest headers",
		files:  conf("[INPUT]\n    Name dummy\n    Tag app.d\n    Samples 1\n    Rate 500\n    Start_time_sec 1700000000\n    Start_time_nsec 1\n    Fixed_timestamp on\n    Dummy {\"a\":-129}\n", filter+"    Action show\n"),
		stderr: []string{"chunk 9292d7006553f1000000000180" + "81a161d1ff7f\n"},
	}, {
		name:      "bytes with the widest headers",
		files:     conf("[INPUT]\n    Name dummy\n    Tag app.d\n    Samples 1\n    Rate 500\n    Start_time_sec 1700000000\n    Start_time_nsec 1\n    Fixed_timestamp on\n    Dummy {\"a\":-129}\n", filter+"    Action show\n"),
		arguments: []string{"--header=array32"},
		stderr:    []string{"chunk dd00000002dd00000002d7006553f1000000000180" + "81a161d1ff7f\n"},
	}, {
		name:      "bytes of the older envelope",
		files:     conf("[INPUT]\n    Name dummy\n    Tag app.d\n    Samples 1\n    Rate 500\n    Start_time_sec 1700000000\n    Start_time_nsec 1\n    Fixed_timestamp on\n    Dummy {\"a\":-129}\n", filter+"    Action show\n"),
		arguments: []string{"--envelope=legacy"},
		stderr:    []string{"chunk 92d7006553f1000000000181a161d1ff7f\n"},
	}, {
		name:   "a filter that breaks its chunk: what is whole is written, the run fails",
		files:  conf(tail, filter+"    Action cut\n", lines),
		stdout: "{\"log\":\"one\"}\n{\"log\":\"secret7 secret7\"}\n{\"log\":\"\"}\n",
		stderr: []string{"[output:stdout] malformed chunk of tag 'app.log'", "exit of fixture.0 after 1 calls"}, status: 1,
	}, {
		name:   "objects from a Plugins_File that are not there",
		files:  with(conf("    Plugins_File plugins.conf\n", dummy, "[FILTER]\n    Name fixture\n    Match *\n", lines), "plugins.conf", "[PLUGINS]\n    Path ./missing/flb-filter_x.so\n"),
		stderr: []string{"[plugin] dlopen() ./missing/flb-filter_x.so"}, status: 1,
	}, {
		name:      "a dry run calls cb_pre_run alone",
		files:     conf(tail, filter, stdout),
		arguments: []string{"--dry-run"},
		stderr:    []string{"pre_run bare"},
	}, {
		name: "a dry run that fails", files: conf(tail, filter+"    Fail pre_run\n", stdout), arguments: []string{"--dry-run"},
		stderr: []string{"Failed pre_run callback on filter fixture.0"}, status: 1,
	}, {
		name: "a failing init; the filter before it is ended", files: conf(tail, filter, filter+"    Fail init\n", stdout),
		stderr: []string{"Failed initialize filter fixture.1", "exit of fixture.0 after 0 calls"}, status: 1,
	}, {
		name: "an unknown property", files: conf(tail, filter+"    Actoin mask\n", stdout), status: 1,
		stderr: []string{"[config] fixture: unknown configuration property 'actoin'. The following properties are allowed: action, word, and fail.\n"},
	}, {
		name: "a property given twice", files: conf(tail, filter+"    Action mask\n    ACTION drop\n", stdout), status: 1,
		stderr: []string{"[config] fixture: configuration property 'action' is set 2 times\n"},
	}, {
		name: "a filter without Match", files: conf(tail, "[FILTER]\n    Name fixture\n", stdout), status: 1,
		stderr: []string{"[filter] NO match rule for fixture.0 filter instance, unloading."},
	}, {
		name: "a filter nobody loaded", files: conf(tail, "[FILTER]\n    Name nothing\n    Match *\n", stdout), status: 1,
		stderr: []string{"[config] section 'nothing' tried to instance a plugin name that doesn't exist"},
	},
	{name: "no configuration", status: 1, stderr: []string{"I cannot open host.conf file"}},
	{name: "a file that includes itself", files: with(conf(), "host.conf", "@INCLUDE host.conf\n"), status: 1, stderr: []string{"too many nested @INCLUDE"}},
	{name: "no indentation", files: with(conf(), "host.conf", "[SERVICE]\nFlush 1\n"), status: 1, stderr: []string{"host.conf:2: indentation level is too low"}},
	{name: "mixed indentation", files: conf("\tGrace 1\n"), status: 1, stderr: []string{"host.conf:3: indentation level is too low"}},
	{name: "extra indentation", files: conf("      Grace 1\n"), status: 1, stderr: []string{"host.conf:3: extra indentation level found"}},
	{name: "a key without value", files: conf("    Grace\n"), status: 1, stderr: []string{"host.conf:3: undefined value"}},
	{name: "a bad Flush", files: conf("    Flush soon\n"), status: 1, stderr: []string{"invalid value of flush: 'soon'"}},
	{name: "a section of no use", files: conf("[NODE]\n    a b\n"), status: 1, stderr: []string{"section [NODE] is not supported"}},
	{name: "an input's unknown property", files: conf(tail + "    Multiline on\n"), status: 1, stderr: []string{"tail: unknown configuration property 'multiline'"}},
	{name: "a file that is not there", files: conf("[INPUT]\n    Name tail\n    Path nowhere\n"), status: 1, stderr: []string{"no file matches 'nowhere'"}},
	{name: "an output that cannot be written", files: conf(dummy, "[OUTPUT]\n    Name file\n    Match *\n    Path nowhere\n"), status: 1, stderr: []string{"No such file or directory 'nowhere/dummy.0'"}},
	{name: "a bad option", files: conf(), arguments: []string{"--header=wide"}, status: 1, stderr: []string{"--header wants fixarray or array32"}},
}

func TestPluginsFile(t *testing.T) {
	t.Parallel()
	host, fixture := builds[0].compile(t)
	files := with(conf("    Plugins_File plugins.conf\n", tail, filter+"    Action mask\n", lines), "plugins.conf",
		"[PLUGINS]\n    Path "+fixture+"\n")
	got := run(t, write(t, files), "", host, "-c", "host.conf")
	assert.Equal(t, "{\"log\":\"one\"}\n{\"log\":\"secretx secretx\"}\n{\"log\":\"\"}\n{\"log\":\"last\"}\n", got.stdout, got.stderr)
	assert.Zero(t, got.status)
}

func TestHelp(t *testing.T) {
	t.Parallel()
	host, fixture := builds[0].compile(t)
	got := run(t, t.TempDir(), "", host, "-e", fixture, "-F", "fixture", "-h")
	assert.Zero(t, got.status, got.stderr)
	assert.Contains(t, got.stdout, "fixture filter plugin")
	assert.Contains(t, got.stdout, "action                 What is done to a chunk.\n                       > default: notouch, type: string\n")
	assert.Contains(t, got.stdout, "word                   A word to be logged at the start; this description is long so that\n                       it has to")
	got = run(t, t.TempDir(), "", host, "-F", "fixture", "-h")
	assert.NotZero(t, got.status, "help of a filter nobody loaded")
}

func TestCases(t *testing.T) {
	for _, build := range builds {
		t.Run(build.name, func(t *testing.T) {
			t.Parallel()
			host, fixture := build.compile(t)
			for _, test := range cases {
				t.Run(test.name, func(t *testing.T) {
					t.Parallel()
					test.check(t, host, fixture)
				})
			}
		})
	}
}

func (c testCase) check(t *testing.T, host, fixture string) {
	folder := write(t, c.files)
	got := run(t, folder, c.stdin, host, append([]string{"-e", fixture, "-c", "host.conf"}, c.arguments...)...)
	assert.Equal(t, c.stdout, withoutMoments(got.stdout), got.stderr)
	assert.Equal(t, c.status, got.status, got.stderr)
	rest := got.stderr
	for _, piece := range c.stderr {
		_, after, found := strings.Cut(rest, piece)
		require.True(t, found, "%q is missing or out of order in:\n%s", piece, got.stderr)
		rest = after
	}
	for name, content := range c.wrote {
		written, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		assert.Equal(t, content, string(written), name)
	}
}
