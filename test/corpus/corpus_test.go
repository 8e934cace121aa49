package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// smallCorpus has a case for every outcome, by file. The instant that the last case of mixed expects is false, so that
// reading it is a silent error.
var smallCorpus = map[string]string{
	"loghub/Lines.jsonl": `{"system": "Lines", "now_hint": "2024-06-15T00:00:00Z"}
{"line": "Jun 14 10:11:12 host x", "ts": "Jun 14 10:11:12", "utc_ns": "1718359872000000000"}
{"line": "Jun 14 10:11:13 host x", "ts": "Jun 14 10:11:13", "utc_ns": "1718359873000000000"}
`,
	"suites/mixed.jsonl": `{"suite": "mixed", "records": 6}
{"id": "m-1", "kind": "value", "input": "2024-06-14 12:11:12", "zone_assumed": "Europe/Berlin", "utc_ns": "1718359872000000000"}
{"id": "m-2", "kind": "value", "input": "1718359872123", "json_type": "number", "utc_ns": "1718359872123000000"}
{"id": "m-3", "kind": "line", "input": "no stamp in 1.2.3.4", "error": true}
{"id": "m-4", "kind": "value", "input": "02/03/2024", "candidates": ["reject", "1"]}
{"id": "m-5", "kind": "value", "input": "02/03/2024", "utc_ns": "1709337600000000000"}
{"id": "m-6", "kind": "value", "input": "2024-06-14T10:11:12Z", "utc_ns": "1718359872000000001"}
`,
	"suites/open.jsonl": `{"suite": "open", "records": 1}
{"id": "o-1", "kind": "value", "input": "02/03/2024", "candidates": ["1706918400000000000", "1709337600000000000"]}
`,
	"adversarial.jsonl": `{"id": "a-1", "mode": "line", "input_gen": [{"text": "x"}, {"repeat": "(", "count": 1000}], "expect": "reject"}
{"id": "a-2", "mode": "value", "input_b64": "MjAyNC0wNi0xNFQxMDoxMToxMlo=", "expect": "accept", "utc_ns": "1718359872000000000"}
`,
}

func TestTable(t *testing.T) {
	folder := t.TempDir()
	for name, text := range smallCorpus {
		path := filepath.Join(folder, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	}
	var out strings.Builder
	wrong, err := run(&out, folder, true, nil)
	require.NoError(t, err)
	assert.Equal(t, 1, wrong)
	var rows, misses []string
	for _, line := range strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			misses = append(misses, strings.Fields(line)[2])
			continue
		}
		rows = append(rows, strings.Join(strings.Split(line, "\t")[:5], " "))
	}
	assert.Equal(t, []string{"group cases right refused wrong", "Lines 2 2 0 0", "mixed 6 4 1 1",
		"open 1 0 1 0", "open decided 1 1 0 0", "adversarial 2 2 0 0", "all 11 8 2 1"}, rows)
	assert.Equal(t, []string{"m-5", "m-6", "o-1"}, misses)
}

func TestNoCorpus(t *testing.T) {
	var out strings.Builder
	wrong, err := run(&out, filepath.Join(t.TempDir(), "absent"), false, nil)
	require.NoError(t, err)
	assert.Zero(t, wrong)
	assert.Contains(t, out.String(), "skipped")
}

// TestCorpus runs the corpus beside the repository through the filter: nothing may be silently wrong.
func TestCorpus(t *testing.T) {
	const beside = "../../../shared/corpus"
	if _, err := os.Stat(beside); err != nil {
		t.Skip("SKIPPED: no corpus beside this repository")
	}
	var out strings.Builder
	wrong, err := run(&out, beside, false, nil)
	require.NoError(t, err)
	assert.Zero(t, wrong, out.String())
}
