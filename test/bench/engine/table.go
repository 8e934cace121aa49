package main

import (
	"fmt"
	"io"
	"strings"
)

// printClassic writes a row for each pipeline that runs one input, tab-separated, of medians. What
// stands beside the bare pipeline is compared round by round. "busy" is CPU time by wall time: much
// below 1 somebody else had the processors, and throughput says little.
func printClassic(out io.Writer, o outcome) {
	printRow(out, "pipeline", "cpu_s", "above_bare_s", "above_copy_s", "of_record_modifier", "of_lua", "throughput_of_bare", "busy", "peak_mb", "peak_of_bare")
	for _, p := range classic {
		above := o.above(p.name, bare)
		row := []string{
			p.name, decimal(o.of(p.name, cpuOf), 2), decimal(above, 3), decimal(o.above(p.name, copying), 3),
			ratio(above, o.above(recordModifier, bare)), ratio(above, o.above(lua, bare)),
			decimal(o.throughput(p.name, bare), 2), decimal(o.of(p.name, busy), 2),
			decimal(o.of(p.name, peakOf)/1e6, 1), decimal(o.peaks(p.name), 2),
		}
		if p.name == bare {
			row[2], row[3], row[4], row[5] = "-", "-", "-", "-"
		}
		printRow(out, row...)
	}
}

// printThreads writes the rows of several inputs on threads of their own. "waits" are those of
// these threads: where they wait for each other there are many more than with the filter that
// copies.
func printThreads(out io.Writer, o outcome) {
	printRow(out, "pipeline", "cpu_s", "wall_s", "throughput_of_bare", "of_copy", "busy", "waits", "peak_mb")
	for _, p := range threaded {
		printRow(out, p.name, decimal(o.of(p.name, cpuOf), 2), decimal(o.of(p.name, wallOf), 2),
			decimal(o.throughput(p.name, bare), 2), decimal(o.throughput(p.name, copying), 2),
			decimal(o.of(p.name, busy), 2), decimal(o.of(p.name, waitsOf), 0),
			decimal(o.of(p.name, peakOf)/1e6, 1))
	}
}

func (o outcome) throughput(name, other string) float64 {
	return o.paired(name, other, func(own, other figures) float64 { return other.wall / own.wall })
}

func (o outcome) peaks(name string) float64 {
	return o.paired(name, bare, func(own, bare figures) float64 { return own.peak / bare.peak })
}

func busy(f figures) float64 { return f.cpu / f.wall }

// ratio is - where the noise has left nothing to compare with.
func ratio(part, whole float64) string {
	if whole <= 0 {
		return "-"
	}
	return decimal(part/whole, 3)
}

func decimal(value float64, digits int) string { return fmt.Sprintf("%.*f", digits, value) }

func printRow(out io.Writer, fields ...string) { fmt.Fprintln(out, strings.Join(fields, "\t")) }
