package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const sharedTraces = "../../../shared/clock"

// pathAsymmetries is the recorded scenario whose bound is wider than its mark: see
// TestRecordedRuns.
const pathAsymmetries = "path-asymmetries"

func TestScenarios(t *testing.T) {
	for _, sc := range scenarios() {
		t.Run(sc.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, "met", simulatedRow(sc).mark)
		})
	}
}

// serverStep is the recorded scenario whose server steps by 1 s: the bound covers that until the
// others are heard again, which takes a poll where no burst can be asked.
const serverStep = "server-step"

// TestRecordedRuns: every mark is met, but for two bounds. Servers whose paths are asymmetric by -2
// to 3 ms overlap less than their majority does, and only the latter is sure to hold the truth.
func TestRecordedRuns(t *testing.T) {
	rows, err := traceRows(sharedTraces)
	require.NoError(t, err)
	if len(rows) == 0 {
		t.Skip("skipped: needs recorded runs in ../shared/clock (TRACES=dir make clock judges others)")
	}
	for _, r := range rows {
		if r.name == pathAsymmetries || r.name == serverStep {
			require.Zero(t, r.us.violations)
			require.LessOrEqual(t, r.us.rms(), rmsMark*r.chronyd.rms())
			require.LessOrEqual(t, r.us.bound(), 1.35*r.protoBound/float64(r.protoRuns))
			continue
		}
		require.Equal(t, "met", r.mark, r.name)
	}
}

// TestNaiveAgreesWithTheSummary: the naive clients are those that the recordings' summary
// describes.
func TestNaiveAgreesWithTheSummary(t *testing.T) {
	prefix := filepath.Join(sharedTraces, "four-honest-1")
	if _, err := os.Stat(prefix + ".exchanges.csv"); err != nil {
		t.Skip("skipped: needs recorded runs in ../shared/clock (TRACES=dir make clock judges others)")
	}
	recorded, err := readRecording(prefix, "four-honest")
	require.NoError(t, err)
	clients, chronyd := recorded.replay()
	require.InDelta(t, 354_762, clients.byNewest.rms(), 300)
	require.InDelta(t, 100_101, clients.byLow8.rms(), 300)
	require.InDelta(t, 69_470, chronyd.rms(), 10)
	require.Equal(t, 415, chronyd.marks)
}

func TestAMarkCanBeMissed(t *testing.T) {
	sc := *steady()[0]
	sc.limit = limit{rms: 1}
	require.Equal(t, "missed: rms", simulatedRow(&sc).mark)
	sc.limit = limit{nothing: true}
	require.Equal(t, "missed: an estimate without majority", simulatedRow(&sc).mark)
	sc.limit, sc.check = limit{}, checkHoldover
	require.Contains(t, simulatedRow(&sc).mark, "missed: synced at")
}

func TestRecordingsAreChecked(t *testing.T) {
	folder := t.TempDir()
	prefix := filepath.Join(folder, "x-1")
	write := func(suffix, text string) {
		require.NoError(t, os.WriteFile(prefix+suffix, []byte(text), 0o600))
	}
	rows, err := traceRows(folder)
	require.NoError(t, err)
	require.Empty(t, rows)
	write(".exchanges.csv", "server,t1,t2,t3,t4,root_delay,root_dispersion,stratum,precision\n1,0,0,0,0,0,0,1\n")
	_, err = traceRows(folder)
	require.ErrorContains(t, err, "reading")
	write(".exchanges.csv", "server,t1,t2,t3,t4,root_delay,root_dispersion,stratum,precision\n1,4000,4000.01,4000.02,4000.03,0,0,1,-23\n")
	_, err = traceRows(folder)
	require.ErrorContains(t, err, "x-1.truth.csv")
	write(".truth.csv", "time,offset\n0,0\n5000,0\n")
	rows, err = traceRows(folder)
	require.NoError(t, err)
	require.Len(t, rows, 1)
	require.Equal(t, 1, rows[0].us.marks)
}

func TestTableIsTabSeparated(t *testing.T) {
	var out bytes.Buffer
	sc := *startups()[0]
	printTable(&out, []*row{simulatedRow(&sc), {name: "empty"}})
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	require.Len(t, lines, 3)
	for _, line := range lines {
		require.Equal(t, 19, strings.Count(line, "\t"), line)
	}
}
