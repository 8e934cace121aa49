package estimate

import "math"

// Candidate returns the vote on theta at the RAW moment, and whether the estimator is fit to vote.
func (e *Estimator) Candidate(raw int64) (Candidate, bool) {
	if len(e.samples) == 0 || e.line.deviation > maxDeviation {
		return Candidate{}, false
	}
	if _, radius := e.best(raw); radius > MaxDistance {
		return Candidate{}, false
	}
	in := e.bracket(raw)
	return Candidate{
		of:        e,
		theta:     clamp(e.line.thetaAt(raw), in.low, in.high),
		low:       in.low,
		high:      in.high,
		radius:    (in.high - in.low) / 2,
		deviation: e.line.errorAt(raw),
		bias:      e.bias.span(e.asymmetry),
	}, true
}

// bracket is where theta must lie at the RAW moment if the server is right: the intersection of
// what each sample of the window allows within its own largest error. It is far narrower than what
// the best sample allows, for the low end is set by requests that were fast and the high end by
// fast replies, and hardly one exchange is both. An empty intersection means that some sample is
// off by more than its largest error; then the best one alone counts.
func (e *Estimator) bracket(raw int64) interval {
	result := interval{math.MinInt64, math.MaxInt64}
	recent := e.recent()
	for i := range recent {
		result = result.meet(e.allowed(&recent[i], raw))
	}
	if result.low > result.high {
		best, _ := e.best(raw)
		return e.allowed(best, raw)
	}
	return result
}

// allowed is where theta may lie at the RAW moment according to one sample.
func (e *Estimator) allowed(sample *Sample, raw int64) interval {
	center, radius := e.carried(sample, raw), e.radius(sample, raw)
	return interval{center - radius, center + radius}
}

// best is the sample whose error, carried to the RAW moment, is smallest, and that error.
func (e *Estimator) best(raw int64) (best *Sample, radius int64) {
	recent := e.recent()
	for i := range recent {
		if r := e.radius(&recent[i], raw); best == nil || r < radius {
			best, radius = &recent[i], r
		}
	}
	return best, radius
}

// carried is a sample's theta at another RAW moment, along the line.
func (e *Estimator) carried(sample *Sample, raw int64) int64 {
	return sample.Theta + int64(e.line.slope*float64(raw-sample.At))
}

// radius is the largest error of a sample carried to the RAW moment along the line. It grows at the
// rate that is tolerated (RFC 5905 PHI unless told), or by the uncertainty of the line's slope where
// that is more.
func (e *Estimator) radius(sample *Sample, raw int64) int64 {
	growth := max(e.tolerance(), e.line.skew+clockTolerance)
	return sample.Distance() + int64(growth*float64(abs(raw-sample.At)))
}
