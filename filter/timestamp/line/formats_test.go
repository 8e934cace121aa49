package line_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/iso"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// example is one text of a format. All of them name the same second, 2024-06-14T10:11:12 UTC.
type example struct {
	format, text string
	inLine       bool // it is believed for what stands around it: a line, not a value
}

// withoutExample are the names that Stamp.Format can have for forms that only time_format
// describes, and for the last resort, which reads nothing of this second that is not known here.
var withoutExample = []string{"strptime", "dateparse"}

func allExamples() (examples []example) {
	for _, f := range form.Forms() {
		examples = append(examples, example{f.Name, f.Example, f.InLine})
	}
	const seconds, rest = "1718359872", "123456789"
	for _, u := range epoch.Units {
		examples = append(examples, example{u.Format, seconds + rest[:u.Digits], false})
	}
	return append(examples, example{"epoch", seconds + "." + rest, false})
}

// TestExamples: each example is read to its instant and as its format, by the stream of a program
// that writes it now.
func TestExamples(t *testing.T) {
	want := time.Date(2024, 6, 14, 10, 11, 12, 0, time.UTC).UnixNano()
	for _, e := range allExamples() {
		arrival := want + calendar.NanosPerSecond
		var formats []string
		if strings.HasPrefix(e.text, "@") { // no program writes labels of both scales
			formats = []string{e.format}
		}
		reader, c := stamptest.Reader(t, "", formats...), &read.Context{Now: stamptest.Now, Arrival: arrival, Stream: stamptest.LiveStream(t, arrival)}
		stamp, reason := reader.ReadText([]byte(e.text), c)
		if e.inLine {
			stamp, _, _, reason = line.Find(reader, []byte(e.text), c)
		}
		if reason != timestamp.Read || stamp.Format != e.format || iso.Cut(stamp.Nanos, 0) != want {
			t.Errorf("%q: %s %s as %s, want %s", e.text, reason, stamptest.Written(stamp), stamp.Format, e.format)
		}
	}
}

// TestEveryFormatHasAnExample compares the names in the examples with those that the code can give
// a stamp.
func TestEveryFormatHasAnExample(t *testing.T) {
	given := namesInCode(t)
	for _, f := range form.Forms() {
		given[f.Name] = true
	}
	for _, u := range epoch.Units {
		given[u.Format] = true
	}
	for _, s := range epoch.Scales {
		given[s.Format] = true
	}
	shown := map[string]bool{}
	for _, e := range allExamples() {
		shown[e.format] = true
		if !given[e.format] {
			t.Errorf("no code gives a stamp the format %s", e.format)
		}
	}
	for name := range given {
		if !shown[name] && !slices.Contains(withoutExample, name) {
			t.Errorf("format %s has no example", name)
		}
	}
}

// namesInCode collects the texts that the package's code assigns to something called format or
// Format, or returns from a function whose name ends in Form.
func namesInCode(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	note := func(target, value ast.Expr) {
		name := ""
		switch x := target.(type) {
		case *ast.Ident:
			name = x.Name
		case *ast.SelectorExpr:
			name = x.Sel.Name
		}
		literal, ok := value.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING || !strings.EqualFold(name, "format") {
			return
		}
		if text, err := strconv.Unquote(literal.Value); err == nil && text != "" {
			names[text] = true
		}
	}
	noteReturned := func(function *ast.FuncDecl) {
		ast.Inspect(function, func(n ast.Node) bool {
			if result, ok := n.(*ast.ReturnStmt); ok && len(result.Results) == 1 {
				note(ast.NewIdent("format"), result.Results[0])
			}
			return true
		})
	}
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.AssignStmt:
				for i := range min(len(x.Lhs), len(x.Rhs)) {
					note(x.Lhs[i], x.Rhs[i])
				}
			case *ast.KeyValueExpr:
				note(x.Key, x.Value)
			case *ast.FuncDecl:
				if strings.HasSuffix(x.Name.Name, "Form") {
					noteReturned(x)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

const formatsPath = "../../../docs/formats.md"

const formatsHead = `# Formats

What is read without being told, by the name that ` + "`details on`" + ` shows, in the zone that ` + "`time_zone`" + ` names where the
stamp has none. Other fractions, zones and separators of the same shape are read too; [records.md](records.md) says what is
refused, when a ` + "`time_of_day`" + ` has a date, and when a ` + "`tai64n`" + ` label is read. Any other form is described to ` + "`time_format`" + ` and then has the name ` + "`strptime`" + `.

This page is made from the examples that the tests read: ` + "`make formats`" + `. All name 2024-06-14 10:11:12 UTC.

| format | example | |
|---|---|---|
`

const aroundHead = `
## What stands around a time

What says the zone, the year or the day period, between guillemets, and a text in which the same says nothing. The examples
name 2024-06-14 10:11:12 UTC with ` + "`time_zone America/New_York`" + `, or are refused with the reason given.

| name | example | not | refused |
|---|---|---|---|
`

func writeRow(page *strings.Builder, name, example, counter string, reason timestamp.Reason) {
	refused := ""
	if reason != timestamp.Read {
		refused = "`" + reason.String() + "`"
	}
	fmt.Fprintf(page, "| `%s` | %s | %s | %s |\n", name, cell(example), cell(counter), refused)
}

// cell is a text as code in a table's cell.
func cell(text string) string { return "`" + strings.ReplaceAll(text, "|", `\|`) + "`" }

var update = flag.Bool("update", false, "write docs/formats.md")

// TestFormatsPage keeps the page in step with the examples.
func TestFormatsPage(t *testing.T) {
	var page strings.Builder
	page.WriteString(formatsHead)
	for _, e := range allExamples() {
		where := ""
		if e.inLine {
			where = "in a line"
		}
		fmt.Fprintf(&page, "| `%s` | %s | %s |\n", e.format, cell(e.text), where)
	}
	page.WriteString(aroundHead)
	for _, c := range form.Claims() {
		writeRow(&page, c.Name, c.Example, c.Counter, c.Reason)
	}
	for _, c := range line.Clues() {
		writeRow(&page, c.Name, c.Example, c.Counter, c.Reason)
	}
	if *update {
		if err := os.WriteFile(formatsPath, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	written, err := os.ReadFile(formatsPath)
	if err != nil {
		t.Fatal(err)
	}
	if string(written) != page.String() {
		t.Errorf("%s is not up to date: run make formats", formatsPath)
	}
}
