package hosttest

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/launch"
)

// forms are events as each input makes them: with and without parser, with metadata. Fluent Bit
// ends by itself with both.
var forms = map[string]string{
	"tail": "    Parsers_File parsers.conf\n" +
		"[INPUT]\n    Name tail\n    Path in.log\n    Tag app.tail\n    Parser out\n    Read_from_Head on\n    Exit_On_Eof on\n",
	"stdin": "[INPUT]\n    Name stdin\n    Tag app.stdin\n",
}

// typed goes to standard input.
const typed = `{"a":1,"b":[null,-1.5]} [1700000000,{"c":{}}] [[1700000001,{"m":"n"}],{"d":4}]` + "\n"

var (
	chunkLine = regexp.MustCompile(`\[fixture\] chunk ([0-9a-f]+)`)
	// seconds from July 2026 on, and nanoseconds
	chunkMoment = regexp.MustCompile(`d700(6[a-f][0-9a-f]{14}|7[0-9a-f]{15})`)
)

// chunks are the bytes the filter was shown, the present time as NOW.
func chunks(t *testing.T, got result) []string {
	t.Helper()
	var all []string
	for _, found := range chunkLine.FindAllStringSubmatch(got.stderr, -1) {
		all = append(all, chunkMoment.ReplaceAllString(found[1], "NOW"))
	}
	require.NotEmpty(t, all, got.stderr)
	return all
}

// A filter must get the same bytes from the host as from the Fluent Bit whose form of chunk was
// asked for.
func TestChunkBytes(t *testing.T) {
	found, err := launch.FindFluentBits()
	require.NoError(t, err)
	if len(found) == 0 {
		t.Skip("skipped: needs Fluent Bit ($FLUENT_BIT, PATH or /opt/fluent-bit/bin)")
	}
	for _, program := range found {
		t.Run(program.Name(), func(t *testing.T) {
			layout, header := builds[1], "--header=array32"
			if program.AtLeast("5.1") {
				layout, header = builds[0], "--header=fixarray"
			}
			host, fixture := layout.compile(t)
			for name, input := range forms {
				files := map[string]string{
					"host.conf":    service + input + filter + "    Action show\n[OUTPUT]\n    Name null\n    Match *\n",
					"parsers.conf": parsers,
					"in.log":       "{\"time\":\"2024-03-05T10:11:12.1Z\",\"a\":{\"b\":[1,-1.5]}}\nraw\n{\"c\":\"d\"}\n",
				}
				want := run(t, write(t, files), typed, program.Path, "-e", fixture, "-c", "host.conf")
				got := run(t, write(t, files), typed, host, header, "-e", fixture, "-c", "host.conf")
				assert.Equal(t, chunks(t, want), chunks(t, got), name)
			}
		})
	}
}
