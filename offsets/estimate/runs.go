package estimate

import "math"

const (
	minWindow  = 6     // samples left however badly the line fits: chrony's default minsamples
	runsReach  = 2     // windows of residuals looked at: earlier samples show a bend sooner (chrony REGRESS_RUNS_RATIO)
	minRuns    = 8     // fewer residuals have no critical number of runs at this level
	runsSigmas = 1.645 // one-sided 5 % point of the normal distribution
)

// criticalRuns is the number of runs of equal sign that independent residuals stay at or below in 5
// of 100 cases. Among n signs the mean number is (n+1)/2 and its variance (n-1)/4 (Wald and
// Wolfowitz); runsSigmas is the normal 5 % point.
func criticalRuns(n int) int {
	if n < minRuns {
		return 0
	}
	return int(math.Round(float64(n+1)/2 - runsSigmas*math.Sqrt(float64(n-1))/2))
}

// countRuns is the number of runs of residuals with the same sign; a residual of 0 is a run of its
// own.
func countRuns(residuals []float64) int {
	runs := 1
	for i := 1; i < len(residuals); i++ {
		if residuals[i-1]*residuals[i] <= 0 {
			runs++
		}
	}
	return runs
}

// straightFrom chooses the window of newest samples that one line suits: it drops the oldest ones,
// from start on, until the residuals change sign as often as noise does, or minWindow are left. It
// returns where the window begins.
func straightFrom(samples []Sample, start int) int {
	weights := delayWeights(samples[start:])
	for ; len(samples)-start > minWindow; start++ {
		shown := samples[max(0, len(samples)-runsReach*(len(samples)-start)):]
		if countRuns(residuals(shown, samples[start:], weights)) > criticalRuns(len(shown)) {
			break
		}
		weights = weights[1:]
	}
	return start
}

// residuals of the samples shown from the line through those fitted.
func residuals(shown, fitted []Sample, weights []float64) []float64 {
	origin := &fitted[len(fitted)-1]
	point := func(s *Sample) (x, y float64) { return float64(s.At - origin.At), float64(s.Theta - origin.Theta) }
	var f fit
	for i := range fitted {
		x, y := point(&fitted[i])
		f.add(weights[i], x, y)
	}
	slope := f.slope(0)
	result := make([]float64, len(shown))
	for i := range shown {
		x, y := point(&shown[i])
		result[i] = y - f.meanY() - slope*(x-f.meanX())
	}
	return result
}
