package offsets

import "math"

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
