package form_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/iso"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// named is the second that all examples name.
var named = time.Date(2024, 6, 14, 10, 11, 12, 0, time.UTC).UnixNano()

// result is what a text is read as: found as a line, or as a value.
type result struct {
	stamp  timestamp.Stamp
	end    int
	reason timestamp.Reason
}

func readAs(t *testing.T, text, zone string, inLine bool) (got result) {
	t.Helper()
	r, c := stamptest.Reader(t, zone), &read.Context{Now: stamptest.Now}
	if inLine {
		got.stamp, _, got.end, got.reason = line.Find(r, []byte(text), c)
	} else {
		got.stamp, got.reason = r.ReadText([]byte(text), c)
	}
	got.stamp.Zone = nil // each reader loads its own
	return got
}

func (got result) isNamed() bool {
	return got.reason == timestamp.Read && iso.Cut(got.stamp.Nanos, 0) == named
}

// assumed is the zone of the claims' examples, in which nothing but the claim makes them name that
// second.
const assumed = "America/New_York"

// TestClaims: each row reads its example or refuses it for its reason, does not without the row,
// and claims nothing of its counter-example.
func TestClaims(t *testing.T) {
	names := map[string]bool{}
	for i, c := range form.Claims() {
		require.False(t, names[c.Name], "%s stands twice", c.Name)
		names[c.Name] = true
		require.Contains(t, c.Example, "«", c.Name)
		text := strings.NewReplacer("«", "", "»", "").Replace(c.Example)
		inLine := !c.InValue || strings.HasSuffix(text, " x")
		got := readAs(t, text, assumed, inLine)
		holds := func() bool {
			again := readAs(t, text, assumed, inLine)
			if c.Reason != timestamp.Read {
				return again.reason == c.Reason
			}
			return again.isNamed() && again == got // a fraction may be all that a row reads
		}
		assert.True(t, holds(), "%s: %q is %s %s", c.Name, text, got.reason, stamptest.Written(got.stamp))
		form.WithoutClaim(i, func() { assert.False(t, holds(), "%s: %q is read without the row as well", c.Name, text) })
		for _, inLine := range []bool{true, false} {
			with := readAs(t, c.Counter, assumed, inLine)
			form.WithoutClaim(i, func() {
				assert.Equal(t, with, readAs(t, c.Counter, assumed, inLine), "%s claims a part of %q", c.Name, c.Counter)
			})
		}
		assert.True(t, readAs(t, c.Counter, assumed, true).isNamed() || readAs(t, c.Counter, assumed, false).isNamed() || c.Reason != timestamp.Read || readAs(t, c.Counter, assumed, false).reason != timestamp.Read,
			"%s: %q is no stamp of that second", c.Name, c.Counter)
	}
}

// TestForms: each form with a layout reads its example under its name, and nothing else reads it
// without the row.
func TestForms(t *testing.T) {
	for i, f := range form.Forms() {
		if !form.HasLayout(f) {
			continue
		}
		holds := func() bool {
			got := readAs(t, f.Example, "UTC", f.InLine)
			return got.isNamed() && got.stamp.Format == f.Name
		}
		got := readAs(t, f.Example, "UTC", f.InLine)
		assert.True(t, holds(), "%s: %q is %s %s by %s", f.Name, f.Example, got.reason, stamptest.Written(got.stamp), got.stamp.Format)
		form.WithoutForm(i, func() { assert.False(t, holds(), "%s: %q is read without the row as well", f.Name, f.Example) })
	}
}

// TestRowsInCorpus: the corpus has each example of both tables, judged with its true instant.
func TestRowsInCorpus(t *testing.T) {
	files, err := filepath.Glob("../../../../test/corpus/testdata/*.jsonl")
	require.NoError(t, err)
	inputs := map[string]bool{}
	for _, path := range files {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		for row := range strings.Lines(string(text)) {
			var c struct{ Input string }
			require.NoError(t, json.Unmarshal([]byte(row), &c), path)
			inputs[c.Input] = true
		}
	}
	for _, f := range form.Forms() {
		if f.Name != "time_of_day" { // has a date only in a stream
			assert.True(t, inputs[f.Example], "%s %q is in no case of test/corpus/testdata", f.Name, f.Example)
		}
	}
	for _, c := range form.Claims() {
		example := strings.NewReplacer("«", "", "»", "").Replace(c.Example)
		assert.True(t, inputs[example], "%s %q is in no case of test/corpus/testdata", c.Name, example)
	}
}

// TestCompile: what is wrong with a layout is said.
func TestCompile(t *testing.T) {
	for layout, want := range map[string]string{
		"%Y%q": "a % without a known letter", "%": "a % without a known letter", "%-": "a % without a known letter",
		"%Y[-": "a bracket that nothing closes", "%Y{nothing}": `no element "nothing"`,
	} {
		require.ErrorContains(t, form.Compile(layout), want, layout)
	}
}
