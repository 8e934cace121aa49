package offsets

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// tracesFolder holds recorded exchanges with ground truth, beside the work tree; its README describes the format.
const tracesFolder = "../../shared/clock"

// traceEpoch is time 0 of the traces: 2010-01-01 00:00 UTC.
const traceEpoch = 1_262_304_000 * int64(1e9)

// TestRecordedTraces replays the simulator's packets and judges the map as records get it. The bound must hold at every
// mark and nothing may be corrected without a majority; the errors are printed beside chronyd's on the same packets.
func TestRecordedTraces(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(tracesFolder, "*.exchanges.csv"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("skipped: no recorded traces in " + tracesFolder)
	}
	summary := readSummary(t)
	if testing.Short() {
		files = slices.DeleteFunc(files, func(f string) bool { return !strings.HasSuffix(f, "-1.exchanges.csv") })
	}
	t.Logf("%-24s %8s %10s %10s %10s %10s %10s", "run", "marks", "rms_us", "max_us", "bound_us", "chrony_rms", "proto_bnd")
	for _, file := range files {
		run := strings.TrimSuffix(filepath.Base(file), ".exchanges.csv")
		result := replay(t, filepath.Join(tracesFolder, run))
		row := summary[run]
		if result.marks == 0 {
			t.Logf("%-24s no majority at any of %d marks", run, result.unsynced)
		} else {
			t.Logf("%-24s %8d %10.1f %10.1f %10.1f %10.1f %10.1f", run, result.marks, result.rms()/1e3, result.worst/1e3, result.bounds/float64(result.marks)/1e3,
				row["chronyd_live_rms"]*1e6, row["proto_bound"]*1e6)
		}
		require.Zero(t, result.violations, run)
		if row["proto_n"] == 0 {
			require.Zero(t, result.marks, "%s: corrected without a majority", run)
		}
	}
}

type replayed struct {
	marks, unsynced, violations int
	squares, worst, bounds      float64
}

func (r *replayed) rms() float64 { return math.Sqrt(r.squares / float64(r.marks)) }

func (r *replayed) mark(c Correction, truth float64) {
	if c.Outcome != Applied {
		r.unsynced++
		return
	}
	miss := math.Abs(float64(c.Offset) - truth)
	r.marks++
	r.squares += miss * miss
	r.worst = max(r.worst, miss)
	r.bounds += float64(c.Bound)
	if miss > float64(c.Bound) {
		r.violations++
	}
}

// replay feeds one run through Clock.Add, with the clocks read every second and at each exchange, and takes the
// map's error at the marks.
func replay(t *testing.T, prefix string) replayed {
	rows := readNumbers(t, prefix+".exchanges.csv")
	truth := readNumbers(t, prefix+".truth.csv")
	servers := 0.0
	for _, row := range rows {
		servers = max(servers, row[0])
	}
	var names []string
	for i := range int(servers) {
		names = append(names, strconv.Itoa(i+1))
	}
	var now Reading
	clock := newClock(names, seams{readClocks: func() Reading { return now }, disciplined: func() bool { return false }})
	now = unsteered(0)
	clock.Timeline(Policy{})
	clock.configure(clock.polling)
	timeline := clock.Timeline(Policy{})
	marks := marksOf(filepath.Base(prefix), rows[0][1])
	var result replayed
	note := func(second float64) {
		view := timeline.View()
		result.mark(view.Now(), truthAt(truth, second))
	}
	for second, i := 1.0, 0; second <= marks.to; {
		if i == len(rows) || rows[i][4] > second {
			now = unsteered(second)
			clock.tick()
			if marks.every > 0 && second >= marks.from && math.Mod(second-marks.from, marks.every) == 0 {
				note(second)
			}
			second++
			continue
		}
		row := rows[i]
		i++
		now = unsteered(row[4])
		clock.Add(recorded(row), unsteered(row[1]), now)
		if marks.every == 0 && row[4] >= marks.from {
			note(row[4])
		}
	}
	return result
}

// marking says when a run is judged: at each exchange (every 0) or at even times, in seconds of the client's clock.
type marking struct{ from, to, every float64 }

// marksOf is what the traces' README says, except that start-up marks fall on whole seconds.
func marksOf(run string, first float64) marking {
	switch {
	case strings.HasPrefix(run, "startup"):
		return marking{math.Ceil(first) + 1, math.Floor(first) + 989, 1}
	case strings.HasPrefix(run, "holdover"):
		return marking{3000, 29_999, 60}
	}
	return marking{3000, 30_000, 0}
}

// unsteered is a client whose clock nobody steers: all its clocks run alike.
func unsteered(second float64) Reading {
	h := traceEpoch + nanoseconds(second)
	return Reading{Real: h, Raw: h, Mono: h, Boot: h}
}

func recorded(row []float64) Exchange {
	return Exchange{
		Server: strconv.Itoa(int(row[0])),
		T1:     traceEpoch + nanoseconds(row[1]), T2: traceEpoch + nanoseconds(row[2]),
		T3: traceEpoch + nanoseconds(row[3]), T4: traceEpoch + nanoseconds(row[4]),
		RootDelay: nanoseconds(row[5]), RootDispersion: nanoseconds(row[6]),
		Stratum: uint8(row[7]), Precision: nanoseconds(math.Exp2(row[8])),
	}
}

func nanoseconds(seconds float64) int64 { return int64(math.Round(seconds * 1e9)) }

func truthAt(truth [][]float64, at float64) float64 {
	i := max(1, min(sort.Search(len(truth), func(i int) bool { return truth[i][0] >= at }), len(truth)-1))
	a, b := truth[i-1], truth[i]
	return 1e9 * (a[1] + (b[1]-a[1])*(at-a[0])/(b[0]-a[0]))
}

func readNumbers(t *testing.T, file string) [][]float64 {
	records := readRecords(t, file)
	var rows [][]float64
	for _, record := range records[1:] {
		row := make([]float64, len(record))
		for i, field := range record {
			number, err := strconv.ParseFloat(field, 64)
			require.NoError(t, err, file)
			row[i] = number
		}
		rows = append(rows, row)
	}
	return rows
}

func readSummary(t *testing.T) map[string]map[string]float64 {
	records := readRecords(t, filepath.Join(tracesFolder, "SUMMARY.csv"))
	summary := map[string]map[string]float64{}
	for _, record := range records[1:] {
		row := map[string]float64{}
		for i, name := range records[0] {
			row[name], _ = strconv.ParseFloat(record[i], 64) // empty: no estimate, reads as 0
		}
		summary[record[0]+"-"+record[1]] = row
	}
	return summary
}

func readRecords(t *testing.T, file string) [][]string {
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err, file)
	return records
}
