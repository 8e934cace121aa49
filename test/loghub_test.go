package test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/launch"
)

// rawLines reads the raw lines of one system as a log host would: a file, no
// parser, the zone and a hint for the year.
const rawLines = `
[SERVICE]
    Flush          0.2
    Log_Level      error
[INPUT]
    Name           tail
    Tag            raw
    Path           ${LINES}
    Read_from_Head on
    Exit_On_Eof    on
    Buffer_Max_Size 256k
    Buffer_Chunk_Size 64k
[FILTER]
    Name           timesync
    Match          *
    time_zone      UTC
    reference_time ${NOW}
    details        on
[OUTPUT]
    Name           stdout
    Match          *
    Format         json_lines
    Json_Date_Key  false
`

// rawSystem is one file of the corpus: see its README.
type rawSystem struct {
	name, now string
	lines     []rawLine
}

type rawLine struct {
	Line string `json:"line"`
	UTC  string `json:"utc_ns"`
	Alts []struct {
		UTC  string `json:"utc_ns"`
		True string `json:"utc_ns_true_zone"`
	} `json:"alts"`
}

// TestRawLines sends every line of real logs through each program: all come out,
// in order, and none with a wrong instant. How many were read is reported.
func TestRawLines(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../shared/corpus/loghub/*.jsonl")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("skipped: needs logs in ../shared/corpus/loghub (CORPUS=dir make corpus judges others)")
	}
	programs := allPrograms(t)
	for _, file := range files {
		system := readSystem(t, file)
		for _, program := range programs {
			t.Run(program.Name()+"/"+system.name, func(t *testing.T) {
				t.Parallel()
				read := sendLines(t, program, system)
				t.Logf("%d of %d lines read", read, len(system.lines))
			})
		}
	}
}

func readSystem(t *testing.T, file string) (s rawSystem) {
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	require.True(t, lines.Scan())
	var header struct {
		System string `json:"system"`
		Now    string `json:"now_hint"`
	}
	require.NoError(t, json.Unmarshal(lines.Bytes(), &header))
	s.name, s.now = header.System, header.Now
	for lines.Scan() {
		var line rawLine
		require.NoError(t, json.Unmarshal(lines.Bytes(), &line))
		s.lines = append(s.lines, line)
	}
	return s
}

// sendLines returns how many lines were read, all of them right.
func sendLines(t *testing.T, program launch.Program, s rawSystem) (read int) {
	folder := t.TempDir()
	config, input := filepath.Join(folder, "raw.conf"), filepath.Join(folder, "lines")
	require.NoError(t, os.WriteFile(config, []byte(rawLines), 0o600))
	var text strings.Builder
	for _, line := range s.lines {
		text.WriteString(line.Line + "\n")
	}
	require.NoError(t, os.WriteFile(input, []byte(text.String()), 0o600))
	result := run(t, program, launch.Job{
		Config: config, Object: objectPath(t), Directory: folder, Variables: []string{"LINES=" + input, "NOW=" + s.now},
	})
	out := splitLines(result.Stdout)
	require.Len(t, out, len(s.lines), result.Stderr)
	for i := range s.lines {
		if s.lines[i].check(t, out[i]) {
			read++
		}
	}
	return read
}

// check compares a line with what came out of it, and reports whether it was read.
func (l *rawLine) check(t *testing.T, out string) bool {
	var record struct {
		Log       string
		Timestamp string
		Timesync  *struct{ Source string }
	}
	require.NoError(t, json.Unmarshal([]byte(out), &record), out)
	require.Equal(t, l.Line, record.Log)
	if record.Timesync == nil || record.Timesync.Source != "line" {
		return false
	}
	at, err := time.Parse(time.RFC3339Nano, record.Timestamp)
	require.NoError(t, err, out)
	right := []string{l.UTC}
	for _, alt := range l.Alts {
		right = append(right, alt.UTC, alt.True)
	}
	return assert.Contains(t, right, strconv.FormatInt(at.UnixNano(), 10), out)
}
