package estimate

import (
	"math"
)

const (
	biasSamples    = 32 // half an hour of polls: long enough to average, short enough to notice a server that begins to lie
	minBiasSamples = minWindow
)

// bias is how a source's samples differ from what all sources together had foretold. What the host's oscillator does is
// common to all and cancels out in the difference of two, so that it can be averaged over much longer than the line, whose
// window is as short as the oscillator is unsteady. Only differences between sources mean anything.
type bias struct {
	misses []Sample // at most biasSamples; Theta is what was foretold wrongly
}

func (b *bias) add(sample Sample, foretold int64) {
	sample.Theta -= foretold
	if len(b.misses) == biasSamples {
		b.misses = append(b.misses[:0], b.misses[1:]...)
	}
	b.misses = append(b.misses, sample)
}

// span is where the bias lies, as far as clusterSigmas of its noise allow; anywhere while there are too few samples.
func (b *bias) span(skewed asymmetry) interval {
	if len(b.misses) < minBiasSamples {
		return interval{math.MinInt64, math.MaxInt64}
	}
	samples := skewed.corrected(b.misses)
	var f fit
	for i, weight := range delayWeights(samples) {
		f.add(weight, 0, float64(samples[i].Theta))
	}
	middle := int64(math.Round(f.meanY()))
	reach := int64(clusterSigmas*math.Sqrt(f.residual(0)/f.w)) + clusterFloor
	return interval{middle - reach, middle + reach}
}

const (
	clusterSources = 3      // fewer have no majority that could leave one of them out
	clusterSigmas  = 4      // how far from the mean noise alone may put a source, in deviations of its own mean
	clusterFloor   = 10_000 // ns; what no path is symmetric to
)

// cluster finds those who agree within their noise, and leaves out the others: liars by less than the round trip, who are
// inside everybody's interval. It is in the spirit of RFC 5905 section 11.2.2, but the scale is not how the sources lie to
// each other, which one noisy source would widen for all: each has its own. More than half must share a point, and no other
// point may have as many, or nobody is left out: then the paths are unlike, and none is more right than another. What is
// left is a majority of voters in any case.
func cluster(agreeing []Candidate, voters int) []Candidate {
	if len(agreeing) < clusterSources {
		return agreeing
	}
	spans := make([]Candidate, len(agreeing))
	for i, c := range agreeing {
		spans[i] = Candidate{low: c.bias.low, high: c.bias.high}
	}
	best, _, ok := agreement(spans, len(agreeing)) // of points with as many, best is the hull
	if !ok {
		return agreeing
	}
	var kept []Candidate
	for i, c := range agreeing {
		if best.touches(spans[i]) {
			kept = append(kept, c)
		}
	}
	if 2*len(kept) <= voters {
		return agreeing
	}
	return kept
}
