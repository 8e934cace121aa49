package line_test

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/zone"
)

// corpusRoot holds log lines and test suites that nobody of this project wrote. It lies beside the repository and is no part
// of it.
const corpusRoot = "../../../shared/corpus"

// corpusCase is one record of any of the corpus's files; see the README there.
type corpusCase struct {
	// the header of a loghub file
	System  string `json:"system"`
	NowHint string `json:"now_hint"`

	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Mode     string `json:"mode"`
	Line     string `json:"line"`
	Input    string `json:"input"`
	InputB64 string `json:"input_b64"`
	InputGen []struct {
		Text   string `json:"text"`
		Repeat string `json:"repeat"`
		Count  int    `json:"count"`
	} `json:"input_gen"`

	UTC         string            `json:"utc_ns"`
	AltUTC      []string          `json:"alt_utc_ns"`
	AltExpect   string            `json:"alt_expect"`
	AlsoOK      []string          `json:"also_ok"`
	Candidates  []string          `json:"candidates"`
	Expect      string            `json:"expect"`
	Error       bool              `json:"error"`
	Alts        []json.RawMessage `json:"alts"`
	JSONType    string            `json:"json_type"`
	Tolerance   int64             `json:"tolerance_ns"`
	Now         string            `json:"now"`
	ZoneAssumed *string           `json:"zone_assumed"`
	AssumeZone  *string           `json:"assume_zone"`
	AssumeYear  int               `json:"assume_year"`
}

func (x *corpusCase) text(t *testing.T) []byte {
	switch {
	case x.Line != "":
		return []byte(x.Line)
	case x.InputB64 != "":
		raw, err := base64.StdEncoding.DecodeString(x.InputB64)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	case x.InputGen != nil:
		var text strings.Builder
		for _, part := range x.InputGen {
			text.WriteString(part.Text)
			text.WriteString(strings.Repeat(part.Repeat, part.Count))
		}
		return []byte(text.String())
	}
	return []byte(x.Input)
}

// zone is the zone that the case assumes, UTC where it names none.
func (x *corpusCase) zone(t *testing.T) *time.Location {
	name := "UTC"
	if x.ZoneAssumed != nil {
		name = *x.ZoneAssumed
	} else if x.AssumeZone != nil {
		name = *x.AssumeZone
	}
	name = strings.TrimPrefix(name, "offset:")
	if strings.HasPrefix(name, "offset") {
		t.Fatalf("unknown zone label %q", name)
	}
	zone, err := zone.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// now is the present that the case is read in: its own, the file's, an hour after the truth, or the middle of the year that
// it assumes.
func (x *corpusCase) now(t *testing.T, hint int64) int64 {
	if x.Now != "" {
		at, err := time.Parse(time.RFC3339, x.Now)
		if err != nil {
			t.Fatal(err)
		}
		return at.UnixNano()
	}
	if hint != 0 {
		return hint
	}
	if truth, err := strconv.ParseInt(x.UTC, 10, 64); err == nil {
		return truth + int64(time.Hour)
	}
	if x.AssumeYear != 0 {
		return time.Date(x.AssumeYear, 12, 30, 0, 0, 0, 0, time.UTC).UnixNano()
	}
	return time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC).UnixNano()
}

// outcome reads the case: the instant in decimal, or "reject" with the reason beside it.
func (x *corpusCase) outcome(t *testing.T, hint int64) (string, timestamp.Reason) {
	reader, err := read.New(read.Options{Zone: x.zone(t)})
	if err != nil {
		t.Fatal(err)
	}
	return x.outcomeOf(reader, t, hint)
}

func (x *corpusCase) outcomeOf(reader *read.Reader, t *testing.T, hint int64) (string, timestamp.Reason) {
	c := &read.Context{Now: x.now(t, hint)}
	text := x.text(t)
	var stamp timestamp.Stamp
	var reason timestamp.Reason
	switch {
	case x.Line != "" || x.Kind == "line" || x.Mode == "line":
		stamp, _, _, reason = line.Find(reader, text, c)
	case x.JSONType == "number":
		stamp, reason = readJSONNumber(reader, string(text), c)
	default:
		stamp, reason = reader.ReadText(text, c)
	}
	if reason != timestamp.Read {
		return "reject", reason
	}
	return strconv.FormatInt(stamp.Nanos, 10), timestamp.Read
}

func readJSONNumber(r *read.Reader, text string, c *read.Context) (timestamp.Stamp, timestamp.Reason) {
	if integer, err := strconv.ParseInt(text, 10, 64); err == nil {
		return r.ReadInt(integer, c)
	}
	value, _ := strconv.ParseFloat(text, 64)
	return r.ReadFloat(value, c)
}

// accepted lists every outcome that is right.
func (x *corpusCase) accepted() []string {
	var good []string
	switch {
	case x.Candidates != nil:
		return x.Candidates
	case x.Error || x.Expect == "reject":
		good = append(good, "reject")
	default:
		good = append(good, x.UTC)
	}
	good = append(append(good, x.AltUTC...), x.AlsoOK...)
	if x.AltExpect != "" {
		good = append(good, x.AltExpect)
	}
	for _, raw := range x.Alts {
		var alt struct {
			UTC string `json:"utc_ns"`
		}
		if json.Unmarshal(raw, &alt) == nil {
			good = append(good, alt.UTC)
		}
	}
	return good
}

func (x *corpusCase) isGood(outcome string) bool {
	for _, good := range x.accepted() {
		if good == outcome {
			return true
		}
		if x.Tolerance > 0 {
			want, ok1 := new(big.Int).SetString(good, 10)
			got, ok2 := new(big.Int).SetString(outcome, 10)
			if ok1 && ok2 && want.Sub(want, got).CmpAbs(big.NewInt(x.Tolerance)) <= 0 {
				return true
			}
		}
	}
	return false
}

// tally counts the outcomes of a file.
type tally struct{ right, refused, wrong int }

func readCorpus(t *testing.T, path string, each func(x *corpusCase)) {
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for first := true; lines.Scan(); first = false {
		var x corpusCase
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		if first && x.ID == "" && x.Line == "" && x.Input == "" && x.Candidates == nil && !strings.Contains(path, "adversarial") {
			if x.NowHint == "" {
				continue
			}
		}
		each(&x)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func corpusFiles(t *testing.T, pattern string) []string {
	if _, err := os.Stat(corpusRoot); err != nil {
		t.Skipf("no corpus at %s: its cases are not run", corpusRoot)
	}
	files, err := filepath.Glob(filepath.Join(corpusRoot, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("finding %s: %v, %d files", pattern, err, len(files))
	}
	return files
}

// judge runs a file of cases. A refusal where an instant was expected is counted, not failed; a wrong instant fails.
func judge(t *testing.T, path string) tally {
	var sum tally
	var hint int64
	misses := map[string]int{}
	readCorpus(t, path, func(x *corpusCase) {
		if x.NowHint != "" {
			at, err := time.Parse(time.RFC3339, x.NowHint)
			if err != nil {
				t.Fatal(err)
			}
			hint = at.UnixNano()
			return
		}
		outcome, reason := x.outcome(t, hint)
		switch {
		case x.isGood(outcome):
			sum.right++
		case outcome == "reject":
			sum.refused++
			misses[fmt.Sprintf("%s %.60q", reason, x.text(t))]++
		default:
			sum.wrong++
			t.Errorf("%s %.160q: read as %s, right would be %v", x.ID, x.text(t), outcome, x.accepted())
		}
	})
	if testing.Verbose() {
		logMisses(t, misses)
	}
	return sum
}

func logMisses(t *testing.T, misses map[string]int) {
	const shown = 60
	lines := make([]string, 0, len(misses))
	for line := range misses {
		lines = append(lines, line)
	}
	sort.Strings(lines)
	for _, line := range lines[:min(shown, len(lines))] {
		t.Logf("  refused: %s", line)
	}
}

func TestCorpus(t *testing.T) {
	for _, pattern := range []string{"loghub/*.jsonl", "suites/*.jsonl", "adversarial.jsonl"} {
		for _, path := range corpusFiles(t, pattern) {
			name := strings.TrimSuffix(filepath.Base(path), ".jsonl")
			t.Run(name, func(t *testing.T) {
				sum := judge(t, path)
				t.Logf("%-20s right %5d  refused %4d  silently wrong %d", name, sum.right, sum.refused, sum.wrong)
				if sum.right == 0 {
					t.Error("nothing was read: the test does not test")
				}
			})
		}
	}
}
