// Command corpus runs a folder of log lines with known timestamps through the filter, as the plugin
// does: records go in as a chunk and come out as a chunk, configured by properties. It prints one
// tab-separated line per file:
//
//	group, cases, right, refused, silently wrong, by the last resort, and right, refused and wrong of dateparse alone
//
// Right is the expected instant, or a refusal where there is no timestamp or more than one reading.
// Refused is a timestamp left alone that could have been read. Silently wrong is any other instant:
// one of them ends the command with status 1. dateparse, which cannot search a line, is handed the
// piece of the line that is the timestamp.
//
// A file with lines that are JSON objects has another row, "parsed": the same lines as the records
// that a JSON parser makes of them. Where cases are named product/number, the row "products" counts
// the products by the worst of their cases.
//
// A file of cases with more than one reading has a second row, "decided": the same cases with
// properties that decide them.
//
// The folder holds files of JSON lines: loghub/*.jsonl, suites/*.jsonl and *.jsonl; docs/corpus.md
// says what a line holds. testdata is such a folder.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"timesync/plugin/settings"
)

func main() {
	folder := flag.String("corpus", "test/corpus/testdata", "folder of the corpus")
	verbose := flag.Bool("verbose", false, "list every case that is not right")
	var set []settings.Property
	flag.Func("set", "a `property=value` for all cases, such as date_order=ymd; may be repeated", func(text string) error {
		name, value, _ := strings.Cut(text, "=")
		set = append(set, settings.Property{Name: name, Value: value})
		return nil
	})
	flag.Parse()
	wrong, err := run(os.Stdout, *folder, options{*verbose, set})
	if err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(2)
	}
	if wrong > 0 {
		os.Exit(1)
	}
}

// decisions are what a user of the United States would say of what has more than one reading.
var decisions = []settings.Property{
	{Name: "date_order", Value: "mdy"},
	{Name: "dst_overlap", Value: "earlier"},
	{Name: "zone_abbreviations", Value: "PST=-08:00,PDT=-07:00,CST=-06:00,CDT=-05:00"},
}

type options struct {
	verbose bool
	set     []settings.Property
}

// run prints the table and returns how many cases were silently wrong.
func run(w io.Writer, folder string, o options) (wrong int, err error) {
	if _, err := os.Stat(folder); err != nil {
		fmt.Fprintf(w, "skipped: needs a corpus (CORPUS=dir; there is none at %s)\n", folder)
		return 0, nil
	}
	files, err := corpusFiles(folder)
	if err != nil {
		return 0, err
	}
	out := bufio.NewWriter(w)
	defer out.Flush()
	table := table{out: out, verbose: o.verbose}
	table.head()
	for _, file := range files {
		group, err := readGroup(file)
		if err != nil {
			return 0, err
		}
		sum, err := judge(group, o.set, table.miss)
		if err != nil {
			return 0, fmt.Errorf("judging %s: %w", file, err)
		}
		table.row(group.name, sum)
		if records := group.parsed(); len(records.cases) > 0 {
			if sum, err = judge(records, o.set, table.miss); err != nil {
				return 0, fmt.Errorf("judging %s, parsed: %w", file, err)
			}
			table.parsed(records.name, sum)
		}
		if !group.ambiguous() {
			continue
		}
		if sum, err = judge(group, slices.Concat(decisions, o.set), table.miss); err != nil {
			return 0, fmt.Errorf("judging %s, decided: %w", file, err)
		}
		table.decided(group.name, sum)
	}
	table.sum()
	return table.all.ours.wrong, nil
}

// corpusFiles lists the files of a corpus in the order of the table.
func corpusFiles(folder string) (files []string, err error) {
	for _, pattern := range []string{"loghub/*.jsonl", "suites/*.jsonl", "*.jsonl"} {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("finding cases: %s has no loghub/*.jsonl, suites/*.jsonl or *.jsonl", folder)
	}
	return files, nil
}
