package estimate

import (
	"math"
)

const (
	biasSamples    = 32 // half an hour of polls: enough to average, few enough to notice a server that turns wrong
	minBiasSamples = minWindow
)

// bias is how one server's samples differ from what all servers together predicted. What the host's
// oscillator does is common to all and cancels out in the difference of two, so that a bias can be
// averaged over much longer than the line, whose window is short where the oscillator is unsteady.
// Only differences between servers mean anything.
type bias struct {
	misses []Sample // at most biasSamples; Theta is the error of the prediction
}

func (b *bias) add(sample Sample, predicted int64) {
	sample.Theta -= predicted
	if len(b.misses) == biasSamples {
		b.misses = append(b.misses[:0], b.misses[1:]...)
	}
	b.misses = append(b.misses, sample)
}

// span is where the bias lies within clusterSigmas of its noise; anywhere while there are too few
// samples.
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
	clusterSources = 3      // fewer have no majority without one of them
	clusterSigmas  = 4      // how far noise alone may put a server from the mean, in deviations of its own mean
	clusterFloor   = 10_000 // ns; no path is symmetric to less
)

// cluster keeps the candidates that agree within their noise, and leaves out the others:
// falsetickers by less than the round trip, whose intervals overlap everybody's. It is in the
// spirit of the cluster algorithm of RFC 5905 section 11.2.2, but the scale is not the candidates'
// distance from each other, which one noisy server would widen for all: each has its own. More than
// half must share a point, and no other point may be shared by as many, or nobody is left out: then
// the paths differ, and none is more right than another. What is kept is a majority of the voters
// in any case.
func cluster(agreeing []Candidate, voters int) []Candidate {
	if len(agreeing) < clusterSources {
		return agreeing
	}
	spans := make([]Candidate, len(agreeing))
	for i, c := range agreeing {
		spans[i] = Candidate{low: c.bias.low, high: c.bias.high}
	}
	best, _, ok := agreement(spans, len(agreeing)) // of several points shared by as many, best is the hull
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
