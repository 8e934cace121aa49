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

// codedExamples are those of the forms that the reader knows by code; those of the tables rare and units stand there.
var codedExamples = []example{
	{"rfc3339", "2024-06-14T10:11:12.123Z", false},
	{"rfc3339", "2024-06-14t12:11:12.123456789+02:00", false},
	{"iso8601", "2024-06-14 10:11:12.123", false},
	{"iso8601", "2024-06-14 12:11:12 +0200", false},
	{"iso8601", "2024-06-14T10:11:12", false},
	{"iso8601", "2024-06-14T101112Z", false},
	{"iso8601", "2024-06-14 10:11:12 AM", false},
	{"iso8601", "2024-Jun-14 10:11:12", false},
	{"iso8601_basic", "20240614T101112Z", false},
	{"iso8601_ordinal", "2024-166T10:11:12Z", false},
	{"iso8601_ordinal", "2024-W24-5T10:11:12Z", false},
	{"log4j", "2024-06-14 10:11:12,123", false},
	{"rfc3164", "Jun 14 10:11:12", false},
	{"rfc3164", "Jun 14 10:11:12 2024", false},
	{"rfc3164", "<34>Jun 14 10:11:12 host sshd[42]: text", true},
	{"rfc5424_unsynced", `<34>1 2024-06-14T10:11:12.003Z host app 42 - [timeQuality tzKnown="1" isSynced="0"] text`, true},
	{"rfc5424_zone_unknown", `<34>1 2024-06-14T10:11:12.003Z host app 42 - [timeQuality tzKnown="0" isSynced="1"] text`, true},
	{"rfc5424_zone_unknown_unsynced", `<34>1 2024-06-14T10:11:12.003Z host app - - [timeQuality tzKnown="0" isSynced="0"]`, true},
	{"rfc3164", "[CEST Jun 14 12:11:12] info     : text", true},
	{"clf", "14/Jun/2024:12:11:12 +0200", false},
	{"clf", `10.0.0.1 - - [14/Jun/2024:12:11:12 +0200] "GET / HTTP/1.1" 200 5`, true},
	{"asctime", "Fri Jun 14 10:11:12 2024", false},
	{"asctime", "Fri Jun 14 10:11:12.123456 2024", false},
	{"asctime", "Fri Jun 14 12:11:12 CEST 2024", false},
	{"rfc2822", "Fri, 14 Jun 2024 12:11:12 +0200", false},
	{"rfc2822", "Fri, 14 Jun 2024 10:11:12 GMT", false},
	{"nginx_error", "2024/06/14 10:11:12", false},
	{"rfc3164", "%Jun 14 10:11:12:123 2024 H3C SHELL/5/SHELL_LOGIN: text", true},
	{"klog", "I0614 10:11:12.123456", false},
	{"klog", "I240614 10:11:12.123456 1234 server/node.go:123 text", true},
	{"zabbix", "1234:20240614:101112.123 text", true},
	{"logcat", "06-14 10:11:12.123  1234  5678 I Tag: text", true},
	{"yearless", "06/14-10:11:12.123456", false},
	{"yearless", "000 (1234.000.000) 06/14 10:11:12 Job submitted", true},
	{"utc_time", "240614101112Z", false},
	{"day_name", "14 Jun 2024 10:11:12", false},
	{"day_name", "14-Jun-24 10:11:12", false},
	{"day_name", "Fri 14 Jun 12:11:12 CEST 2024", false},
	{"name_day", "June 14, 2024 10:11:12", false},
	{"name_day", "Jun-14-24 10:11:12", false},
	{"name_day", "Jun 14, 2024, 12:11:12 PM Central European Summer Time", false},
	{"day_name", "14Jun2024 10:11:12", false},
	{"day_name", "14JUN2024:10:11:12.123", false},
	{"day_name", "14.Jun.2024 10:11:12", false},
	{"day_name", "14. June 2024 10:11:12", false},
	{"name_day", "jun/14/2024 10:11:12", false},
	{"name_day", "Jun-14-2024 10:11:12", false},
	{"javascript", "Fri Jun 14 2024 12:11:12 GMT+0200 (CEST)", false},
	{"numeric", "14.06.2024 10:11:12", false},
	{"numeric", "06/14/2024 10:11:12 AM", false},
	{"columns", "2024-06-14|10:11:12", false},
	{"columns", "2024-06-14;10:11:12;INFO;text", true},
	{"columns", `"2024-06-14","10:11:12","GET"`, true},
	{"columns", "[2024-06-14][10:11:12][main] text", true},
	{"columns", "2024/06/14@10:11:12.123+0000", false},
	{"columns", "14/6/2024 -- 10:11:12 - <Notice> - text", true},
	{"columns", "L 06/14/2024 - 10:11:12: text", true},
	{"columns", "1 | 06/14/2024 | 10:11:12 | Fan 1", true},
	{"columns", "Jun 14 2024 - 10:11:12", false},
	{"columns", "Jun 14, 2024 @ 10:11:12.123", false},
	{"columns", "2024-06-14.10:11:12 zpool create tank sda", true},
	{"time_first", "10:11:12 2024-06-14", false},
	{"time_first", "10:11:12.123 2024/06/14", false},
	{"time_first", "10:11:12 14 Jun 2024", false},
	{"time_first", "10:11:12 Jun 14, 2024", false},
	{"time_first", "12:11:12.123 CEST Fri Jun 14 2024", false},
	{"time_first", "10:11:12 UTC 06/14/2024", true},
	{"cisco_unset", "*10:11:12.123 UTC Fri Jun 14 2024", false},
	{"half_first", "2024/6/14 AM 10:11:12", false},
	{"half_first", "2024/6/14 上午10:11:12", false},
	{"half_first", "2024-06-14 오전 10:11:12", false},
	{"db2", "2024-06-14-10.11.12.123456", false},
	{"packed", "20240614101112", false},
	{"yymmdd", "240614 10:11:12", false},
	{"yymmdd", "240614 101112 148 INFO text", true},
	{"cjk", "2024年06月14日 10:11:12", false},
	{"cjk", "2024年06月14日 10時11分12秒", false},
	{"cjk", "2024년 6월 14일 10시 11분 12초", false},
	{"cjk", "2024. 6. 14. 10:11:12", false},
	{"dashes", "2024-06-14_10-11-12", false},
	{"unreal", "2024.06.14-10.11.12:123", false},
	{"unreal", "[2024.06.14-10.11.12:123][  0]LogInit: text", true},
	{"cisco_unset", "*Jun 14 10:11:12.123", false},
	{"cisco_unsynced", ".Jun 14 10:11:12.123", false},
	{"script_date", "/Date(1718359872123)/", false},
	{"tai64", "@40000000666c1765075bcd15", false},
	{"date_time_pairs", `date=2024-06-14 time=10:11:12 devname="fw" tz="+0000"`, true},
	{"time_of_day", "10:11:12.123", false},
	{"time_of_day", "[10:11:12] [Server thread/INFO]: text", true},
	{"epoch", "1718359872 +0200", false},
	{"epoch", "1718359872,123", false},
	{"epoch", "** Alert 1718359872.12345: mail  - syslog,sshd,", true},
	{"epoch", "1718359872|1718359800.12|support|NONE|ENTERQUEUE||5551234567|1", true},
	{"epoch", "1718359872:  >>> emerge (1 of 2) sys-apps/portage-3.0.1 to /", true},
	{"epoch", "1234  1718359872.123456 openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY) = 3", true},
	{"epoch", `"JOB_NEW" "10.1" 1718359872 101 1000`, true},
	{"epoch", "-   Timestamp      Start: 1718359872.123456 0.000000 0.000000", true},
	{"epoch", "1718359872 INFO text", true},
	{"epoch_parts", `{"instant":{"epochSecond":1718359872,"nanoOfSecond":123456789},"level":"INFO"}`, true},
}

// withoutExample are the names that Stamp.Format can have for forms that only time_format describes, and for the last resort,
// which reads nothing of this second that is not known here.
var withoutExample = []string{"strptime", "dateparse"}

func allExamples() []example {
	examples := slices.Clone(codedExamples)
	for _, form := range read.Rare {
		examples = append(examples, example{form.Name, form.Example, false})
	}
	const seconds, rest = "1718359872", "123456789"
	for _, u := range epoch.Units {
		examples = append(examples, example{u.Format, seconds + rest[:u.Digits], false})
	}
	return append(examples, example{"epoch", seconds + "." + rest, false})
}

// TestExamples: each example is read to its instant and as its format, by the stream of a program that writes it now.
func TestExamples(t *testing.T) {
	want := time.Date(2024, 6, 14, 10, 11, 12, 0, time.UTC).UnixNano()
	for _, e := range allExamples() {
		arrival := want + calendar.NanosPerSecond
		reader, c := stamptest.Reader(t, ""), &read.Context{Now: stamptest.Now, Arrival: arrival, Stream: stamptest.LiveStream(t, arrival)}
		stamp, reason := reader.ReadText([]byte(e.text), c)
		if e.inLine {
			stamp, _, _, reason = line.Find(reader, []byte(e.text), c)
		}
		if reason != timestamp.Read || stamp.Format != e.format || iso.Cut(stamp.Nanos, 0) != want {
			t.Errorf("%q: %s %s as %s, want %s", e.text, reason, stamptest.Written(stamp), stamp.Format, e.format)
		}
	}
}

// TestEveryFormatHasAnExample compares the names in the examples with those that the code can give a stamp.
func TestEveryFormatHasAnExample(t *testing.T) {
	given := namesInCode(t)
	for _, form := range read.Rare {
		given[form.Name] = true
	}
	for _, u := range epoch.Units {
		given[u.Format] = true
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

// namesInCode collects the texts that the package's code assigns to something called format or Format, or returns from a
// function whose name ends in Form.
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
refused, and when a ` + "`time_of_day`" + ` has a date. Any other form is described to ` + "`time_format`" + ` and then has the name ` + "`strptime`" + `.

This page is made from the examples that the tests read: ` + "`make formats`" + `. All name 2024-06-14 10:11:12 UTC.

| format | example | |
|---|---|---|
`

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
		fmt.Fprintf(&page, "| `%s` | `%s` | %s |\n", e.format, e.text, where)
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
