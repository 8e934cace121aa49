package offsets

import "math"

// bracket is where theta must lie at the RAW moment if the server is right: every sample of the window says so within its
// own largest error, and what all of them allow is far narrower than what the best one does. For the low end is set by the
// samples that were quick to the server and the high end by those that were quick back, and hardly one is both. Should the
// samples leave nothing, one of them was wrong by more than it could be, and the best one alone speaks.
func (s *source) bracket(raw int64) interval {
	result := interval{math.MinInt64, math.MaxInt64}
	recent := s.recent()
	for i := range recent {
		result = result.meet(s.allowed(&recent[i], raw))
	}
	if result.low > result.high {
		best, _ := s.best(raw)
		return s.allowed(best, raw)
	}
	return result
}

// allowed is where theta may lie at the RAW moment as far as one sample tells.
func (s *source) allowed(sample *Sample, raw int64) interval {
	center, radius := s.carried(sample, raw), s.radius(sample, raw)
	return interval{center - radius, center + radius}
}

func (i interval) meet(other interval) interval {
	return interval{max(i.low, other.low), min(i.high, other.high)}
}
