package test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/launch"
)

// Two pipelines over the same file of stamps with nine digits. In the first the filter reads them,
// in the second Fluent Bit's own parser, to the event time.
const digitsInput = `[SERVICE]
    Flush        0.2
    Log_Level    error
    Parsers_File ${PARSERS}
[OUTPUT]
    Name   file
    Match  *
    Path   ${OUT}
    File   records
[INPUT]
    Name           tail
    Tag            t
    Path           ${INPUT}
    Read_from_Head on
    Exit_On_Eof    on
`

const (
	digitsByFilter = digitsInput + `    Parser         json
[FILTER]
    Name   timesync
    Match  *
`
	digitsByParser = digitsInput + `    Parser         json_time
`
)

// nineDigits finds the fraction of the event time in a line of the output file, and that of the
// stamp in the body.
var nineDigits = regexp.MustCompile(`^t: \[\d+\.(\d{9}), \{(?:"time":"[^".]+\.(\d{9})Z",)?`)

// TestNineDigits: every one of nine digits comes out of Fluent Bit, in the body and in the event
// time. Beside it stands how many event times Fluent Bit's own parser bends, since it reads
// fractions as floats.
func TestNineDigits(t *testing.T) {
	t.Parallel()
	programs := allPrograms(t)
	fractions := randomFractions(numberFrom(t, "TIMESYNC_DIGITS", 10_000))
	folder := t.TempDir()
	input := filepath.Join(folder, "input")
	writeFractions(t, input, fractions)
	for _, program := range programs {
		t.Run(program.Name(), func(t *testing.T) {
			t.Parallel()
			ours := runDigits(t, program, input, digitsByFilter)
			require.Len(t, ours, len(fractions))
			for i, want := range fractions {
				require.Equal(t, want, ours[i].event, "event time of record %d", i+1)
				require.Equal(t, want, ours[i].body, "stamp of record %d", i+1)
			}
			theirs := runDigits(t, program, input, digitsByParser)
			require.Len(t, theirs, len(fractions))
			bent := 0
			for i, want := range fractions {
				if theirs[i].event != want {
					bent++
				}
			}
			t.Logf("of %d stamps the filter bent none, the parser %d (%.1f %%)", len(fractions), bent, 100*float64(bent)/float64(len(fractions)))
		})
	}
}

func randomFractions(count int) []string {
	random := rand.New(rand.NewPCG(9, 10))
	fractions := make([]string, count)
	for i := range fractions {
		fractions[i] = fmt.Sprintf("%09d", random.IntN(1e9))
	}
	return fractions
}

// writeFractions writes a record a line; the offset makes the filter write every stamp anew.
func writeFractions(t *testing.T, path string, fractions []string) {
	file, err := os.Create(path)
	require.NoError(t, err)
	defer file.Close()
	buffered := bufio.NewWriter(file)
	for i, fraction := range fractions {
		fmt.Fprintf(buffered, `{"time":"2024-06-14T12:%02d:%02d.%s+0200","n":%d}`+"\n", i/60%60, i%60, fraction, i)
	}
	require.NoError(t, buffered.Flush())
}

// digitsOut is the fraction of one record's event time and, where the record has a stamp, the
// stamp's.
type digitsOut struct{ event, body string }

func runDigits(t *testing.T, program launch.Program, input, pipeline string) (out []digitsOut) {
	t.Helper()
	folder := t.TempDir()
	config := filepath.Join(folder, "fluent-bit.conf")
	require.NoError(t, os.WriteFile(config, []byte(pipeline), 0o600))
	parsers, err := filepath.Abs("pipelines/parsers.conf")
	require.NoError(t, err)
	result := run(t, program, launch.Job{
		Config: config, Object: objectPath(t), Directory: folder,
		Variables: []string{"INPUT=" + input, "OUT=" + folder, "PARSERS=" + parsers},
	})
	assert.Zero(t, result.ExitCode, result.Stderr)
	text, err := os.ReadFile(filepath.Join(folder, "records"))
	require.NoError(t, err, result.Stderr)
	for _, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		found := nineDigits.FindStringSubmatch(line)
		require.NotNil(t, found, line)
		out = append(out, digitsOut{found[1], found[2]})
	}
	return out
}
