package main

import (
	"fmt"
	"io"
	"slices"
)

// outcome is what the rounds gave, by pipeline.
type outcome map[string][]figures

// rounds runs the pipelines in turn, again and again: what else the machine does then meets all of
// them. The first round warms up and is not counted. Each run's line is in the form that benchstat
// reads.
func (b *bench) rounds(out io.Writer, group string, pipelines []pipeline, inputs []string) (outcome, error) {
	gathered := outcome{}
	for round := range b.runs + 1 {
		for _, p := range pipelines {
			one, err := b.run(p, inputs)
			if err != nil {
				return nil, err
			}
			if round == 0 {
				continue
			}
			gathered[p.name] = append(gathered[p.name], one)
			fmt.Fprintf(out, "Benchmark%s/%s\t1\t%.3f cpu-s/op\t%.3f wall-s/op\t%.1f peak-MB\n", group, p.name, one.cpu, one.wall, one.peak/1e6)
		}
	}
	return gathered, nil
}

// of gives the median over a pipeline's runs.
func (o outcome) of(name string, pick func(figures) float64) float64 {
	var all []float64
	for _, one := range o[name] {
		all = append(all, pick(one))
	}
	return median(all)
}

// paired gives the median over the rounds of what compare makes of a pipeline's run and another's
// of the same round.
func (o outcome) paired(name, other string, compare func(own, other figures) float64) float64 {
	var all []float64
	for round, one := range o[name] {
		all = append(all, compare(one, o[other][round]))
	}
	return median(all)
}

// above is the CPU time a pipeline takes beyond another.
func (o outcome) above(name, other string) float64 {
	return o.paired(name, other, func(own, other figures) float64 { return own.cpu - other.cpu })
}

// median is the middle one, or the mean of the two in the middle.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

func cpuOf(f figures) float64   { return f.cpu }
func peakOf(f figures) float64  { return f.peak }
func wallOf(f figures) float64  { return f.wall }
func waitsOf(f figures) float64 { return f.waits }
