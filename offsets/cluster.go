package offsets

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
func cluster(agreeing []candidate, voters int) []candidate {
	if len(agreeing) < clusterSources {
		return agreeing
	}
	spans := make([]candidate, len(agreeing))
	for i, c := range agreeing {
		spans[i] = candidate{low: c.bias.low, high: c.bias.high}
	}
	best, _, ok := agreement(spans, len(agreeing)) // of points with as many, best is the hull
	if !ok {
		return agreeing
	}
	var kept []candidate
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
