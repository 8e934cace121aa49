package main

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/plugin/settings"
)

// smallCorpus has a case for every outcome, by file. The instant that the last case of mixed
// expects is false, so that reading it is a silent error.
var smallCorpus = map[string]string{
	"loghub/Lines.jsonl": `{"system": "Lines", "now_hint": "2024-06-15T00:00:00Z"}
{"line": "Jun 14 10:11:12 host x", "ts": "Jun 14 10:11:12", "utc_ns": "1718359872000000000"}
{"line": "Jun 14 10:11:13 host x", "ts": "Jun 14 10:11:13", "utc_ns": "1718359873000000000"}
`,
	"suites/mixed.jsonl": `{"suite": "mixed", "records": 9}
{"id": "m-1", "kind": "value", "input": "2024-06-14 12:11:12", "zone_assumed": "Europe/Berlin", "utc_ns": "1718359872000000000"}
{"id": "m-2", "kind": "value", "input": "1718359872123", "json_type": "number", "utc_ns": "1718359872123000000"}
{"id": "m-3", "kind": "line", "input": "no stamp in 1.2.3.4", "error": true}
{"id": "m-4", "kind": "value", "input": "02/03/2024", "candidates": ["reject", "1"]}
{"id": "m-5", "kind": "value", "input": "02/03/2024", "utc_ns": "1709337600000000000"}
{"id": "m-6", "kind": "value", "input": "2024-06-14T10:11:12Z", "utc_ns": "1718359872000000001"}
{"id": "m-7", "kind": "value", "input": "14.06.24 10:11", "set": {"time_format": "%d.%m.%y %H:%M"}, "utc_ns": "1718359860000000000"}
{"id": "m-8", "kind": "record", "input": "{\"a\": [1, {\"b\": null}], \"c\": true, \"ts\": 1718359872.5}", "utc_ns": "1718359872500000000"}
{"id": "m-9", "kind": "value", "input": "2024-02-30", "error": true, "reason": "no_stamp"}
`,
	"suites/open.jsonl": `{"suite": "open", "records": 1}
{"id": "o-1", "kind": "value", "input": "02/03/2024 00:00", "candidates": ["1706918400000000000", "1709337600000000000"]}
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
	wrong, err := run(&out, folder, options{verbose: true})
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
	assert.Equal(t, []string{"group cases right refused wrong", "Lines 2 2 0 0", "mixed 9 6 2 1",
		"open 1 0 1 0", "open decided 1 1 0 0", "adversarial 2 2 0 0", "all 14 10 3 1"}, rows)
	assert.Equal(t, []string{"m-5", "m-6", "m-9", "o-1"}, misses)
}

func TestNoCorpus(t *testing.T) {
	var out strings.Builder
	wrong, err := run(&out, filepath.Join(t.TempDir(), "absent"), options{})
	require.NoError(t, err)
	assert.Zero(t, wrong)
	assert.Contains(t, out.String(), "skipped")
}

// TestOwnCorpus: every case of testdata is right, and refused for the reason that it names.
func TestOwnCorpus(t *testing.T) {
	var out strings.Builder
	wrong, err := run(&out, "testdata", options{verbose: true})
	require.NoError(t, err)
	assert.Zero(t, wrong)
	assert.NotContains(t, out.String(), "#", "a case that is not right:\n%s", out.String())
}

// sharedCorpus holds log lines and test suites that nobody of this project wrote. It lies beside
// the repository and is no part of it.
const sharedCorpus = "../../../shared/corpus"

// TestSharedCorpus runs each file of the shared corpus through the filter: no instant may be
// silently wrong, those of the adversarial suite included. A file's lines are judged as one stream,
// each alone, and searched beyond scan_depth.
func TestSharedCorpus(t *testing.T) {
	if _, err := os.Stat(sharedCorpus); err != nil {
		t.Skip("skipped: needs a corpus in ../shared/corpus (CORPUS=dir make corpus judges another)")
	}
	files, err := corpusFiles(sharedCorpus)
	require.NoError(t, err)
	for _, file := range files {
		stream, err := readGroup(file)
		require.NoError(t, err)
		alone := group{name: stream.name, cases: slices.Clone(stream.cases)}
		for i := range alone.cases {
			alone.cases[i].Now = cmp.Or(alone.cases[i].Now, stream.nowHint)
		}
		for name, way := range map[string]struct {
			group group
			set   []settings.Property
		}{
			"stream": {stream, nil},
			"alone":  {alone, nil},
			"whole":  {alone, []settings.Property{{Name: "scan_depth", Value: "65536"}}},
		} {
			t.Run(stream.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				sum, err := judge(way.group, way.set, func(_ string, x *corpusCase, o outcome) {
					if o.instant != refusal {
						text, _ := x.text()
						t.Errorf("%s %.160q: read as %s, right would be %v", x.ID, text, o.instant, x.accepted())
					}
				})
				require.NoError(t, err)
				assert.Zero(t, sum.ours.wrong)
				assert.NotZero(t, sum.ours.right, "nothing was right: the test does not test")
				t.Logf("right %d, refused %d, wrong %d", sum.ours.right, sum.ours.refused, sum.ours.wrong)
			})
		}
	}
}
