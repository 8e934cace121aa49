package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// corpusCase is one record of a file. Instants are nanoseconds since 1970 as decimal text.
type corpusCase struct {
	ID      string `json:"id"`
	Kind    string `json:"kind"` // suites: "value", a whole field; "line"; "record", a JSON object
	Mode    string `json:"mode"` // adversarial: the same
	Line    string `json:"line"` // loghub: the raw line
	Input   string `json:"input"`
	Stamp   string `json:"ts"` // the piece of a line that is the timestamp
	Base64  string `json:"input_b64"`
	Pattern []struct {
		Text   string `json:"text"`
		Repeat string `json:"repeat"`
		Count  int    `json:"count"`
	} `json:"input_gen"`
	Record   bool              `json:"record"`    // the line is a JSON object, judged as a record too
	JSONType string            `json:"json_type"` // "number": the value is no text
	Set      map[string]string `json:"set"`       // properties for this case alone

	UTC        string   `json:"utc_ns"`
	Error      bool     `json:"error"`  // suites: there is no timestamp
	Reason     string   `json:"reason"` // of its refusal; empty: any
	Expect     string   `json:"expect"` // adversarial: "accept" or "reject"
	AltUTC     []string `json:"alt_utc_ns"`
	AltExpect  string   `json:"alt_expect"`
	AlsoOK     []string `json:"also_ok"`
	Class      string   `json:"class"`      // "date_only": a day and no time of it, which is no stamp by itself
	Candidates []string `json:"candidates"` // every outcome that can be defended
	Alts       []alt    `json:"alts"`
	Tolerance  int64    `json:"tolerance_ns"`

	Zone       *string `json:"zone_assumed"`
	AssumeZone *string `json:"assume_zone"`
	AssumeYear int     `json:"assume_year"`
	Now        string  `json:"now"`
}

// alt is another stamp of the same event.
type alt struct {
	UTC string `json:"utc_ns"`
}

// refusal is the outcome of a case in which no instant is read.
const refusal = "reject"

// group is one file: its cases, and what its header says for all of them.
type group struct {
	name    string
	nowHint string // loghub: the present by which years are completed
	cases   []corpusCase
}

// ambiguous reports whether the group is one of cases with more than one reading.
func (g *group) ambiguous() bool { return len(g.cases) > 0 && g.cases[0].Candidates != nil }

// parsed is the group of those lines that are JSON objects, as the records that a parser makes of
// them.
func (g *group) parsed() group {
	records := group{name: g.name + " parsed", nowHint: g.nowHint}
	for _, x := range g.cases {
		if x.Record {
			x.Kind = "record"
			records.cases = append(records.cases, x)
		}
	}
	return records
}

func readGroup(path string) (group, error) {
	g := group{name: strings.TrimSuffix(filepath.Base(path), ".jsonl")}
	file, err := os.Open(path)
	if err != nil {
		return g, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for number := 1; lines.Scan(); number++ {
		var header struct {
			NowHint string `json:"now_hint"`
		}
		var x corpusCase
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return g, fmt.Errorf("reading %s, line %d: %w", path, number, err)
		}
		if number == 1 && x.isHeader() {
			if err := json.Unmarshal(lines.Bytes(), &header); err != nil {
				return g, fmt.Errorf("reading the header of %s: %w", path, err)
			}
			g.nowHint = header.NowHint
			continue
		}
		g.cases = append(g.cases, x)
	}
	return g, lines.Err()
}

// isHeader reports whether a file's first line speaks of the file and is no case.
func (x *corpusCase) isHeader() bool {
	return x.ID == "" && x.Line == "" && x.Input == "" && x.Base64 == "" && x.Pattern == nil
}

// product is what the case is of: its name up to a slash, "" where there is none.
func (x *corpusCase) product() string {
	product, _, named := strings.Cut(x.ID, "/")
	if !named {
		return ""
	}
	return product
}

// text is what the record holds.
func (x *corpusCase) text() (string, error) {
	switch {
	case x.Line != "":
		return x.Line, nil
	case x.Base64 != "":
		raw, err := base64.StdEncoding.DecodeString(x.Base64)
		return string(raw), err
	}
	if x.Pattern == nil {
		return x.Input, nil
	}
	var text strings.Builder
	for _, part := range x.Pattern {
		text.WriteString(part.Text)
		text.WriteString(strings.Repeat(part.Repeat, part.Count))
	}
	return text.String(), nil
}

// isLine reports whether the text is a raw line and not a field.
func (x *corpusCase) isLine() bool { return x.Line != "" || x.Kind == "line" || x.Mode == "line" }

// zone is the value of time_zone for the case, UTC where it names none.
func (x *corpusCase) zone() string {
	for _, name := range []*string{x.Zone, x.AssumeZone} {
		if name != nil {
			return strings.TrimPrefix(*name, "offset:")
		}
	}
	return "UTC"
}

// now is the value of reference_time: the case's own, the file's, an hour after the truth, or the
// end of the year that the case assumes. It is empty where none can be said. Other right instants
// that lie further ahead than window_future allows are the truth here.
func (x *corpusCase) now(hint string) string {
	if x.Now != "" {
		return x.Now
	}
	if hint != "" {
		return hint
	}
	if truth, err := strconv.ParseInt(x.UTC, 10, 64); err == nil {
		for _, other := range x.accepted() {
			if instant, err := strconv.ParseInt(other, 10, 64); err == nil && instant-truth > int64(24*time.Hour) {
				truth = instant
			}
		}
		at := time.Unix(0, truth).Add(time.Hour).UTC()
		if at.Year() < 1970 || at.Year() > 2261 { // reference_time can be no such instant
			return ""
		}
		return at.Format(time.RFC3339Nano)
	}
	if x.AssumeYear != 0 {
		return fmt.Sprintf("%04d-12-30T00:00:00Z", x.AssumeYear)
	}
	return "2026-07-01T00:00:00Z"
}

// accepted lists every outcome that is right.
func (x *corpusCase) accepted() (good []string) {
	switch {
	case x.Candidates != nil:
		return x.Candidates
	case x.Error || x.Expect == refusal:
		good = append(good, refusal)
	default:
		good = append(good, x.UTC)
	}
	good = append(append(good, x.AltUTC...), x.AlsoOK...)
	if x.AltExpect != "" {
		good = append(good, x.AltExpect)
	}
	if x.Class == "date_only" && x.Set["time_format"] == "" {
		good = append(good, refusal)
	}
	for _, alt := range x.Alts {
		good = append(good, alt.UTC)
	}
	return good
}

// isRight reports whether an outcome is one of the accepted ones. reason is that of a refusal.
func (x *corpusCase) isRight(instant, reason string) bool {
	if instant == refusal && x.Reason != "" && x.Reason != reason {
		return false
	}
	good := x.accepted()
	return slices.Contains(good, instant) ||
		x.Tolerance > 0 && slices.ContainsFunc(good, func(want string) bool { return isNear(want, instant, x.Tolerance) })
}

func isNear(want, got string, tolerance int64) bool {
	a, ok1 := new(big.Int).SetString(want, 10)
	b, ok2 := new(big.Int).SetString(got, 10)
	return ok1 && ok2 && a.Sub(a, b).CmpAbs(big.NewInt(tolerance)) <= 0
}
