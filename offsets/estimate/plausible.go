package estimate

import "math"

const (
	delayTestSamples = 6    // fewer do not tell the usual delay (chrony, SST_GetDelayTestData)
	delayTestSigmas  = 10   // chrony's default maxdelaydevratio
	clockTolerance   = 1e-6 // s/s, what an oscillator's rate changes by unforeseen: chrony's default maxclockerror
)

// believes reports whether the sample is compatible with those before it. If they cannot both be
// right, the server's clock was set or the host's RAW was disturbed: a second sample that agrees
// with the new one replaces all before it.
func (e *Estimator) believes(sample Sample) bool {
	if len(e.samples) == 0 {
		return true
	}
	best, radius := e.best(sample.At)
	if abs(sample.Theta-e.carried(best, sample.At)) <= radius+sample.distance() {
		e.contrary = nil
		return true
	}
	if e.contrary != nil && e.aligned(sample) {
		e.samples = append(e.samples, *e.contrary)
		e.contrary = nil
		return true
	}
	if e.contrary != nil && abs(sample.Theta-e.contrary.Theta) <= sample.distance()+e.contrary.distance()+
		int64((FreshSkew+DriftTolerance)*float64(sample.At-e.contrary.At)) {
		e.samples, e.asymmetry, e.bias = append(e.samples[:0], *e.contrary), asymmetry{}, bias{}
		e.contrary = nil
		return true
	}
	e.contrary = &sample
	return false
}

// aligned reports whether the newest sample, the contrary one after it and this one lie on one line
// that an oscillator far outside FreshSkew could give: then nothing was set, it only drifts more
// than usual.
func (e *Estimator) aligned(sample Sample) bool {
	last, middle := e.samples[len(e.samples)-1], *e.contrary
	span, step := float64(middle.At-last.At), float64(sample.At-middle.At)
	slope := float64(middle.Theta-last.Theta) / span
	if math.Abs(slope) > maxSkew {
		return false
	}
	slack := float64(last.distance()+middle.distance())/span*step + float64(middle.distance()+sample.distance())
	return math.Abs(float64(sample.Theta-middle.Theta)-slope*step) <= slack
}

// delayed reports whether the sample took so much longer than the best one that it can only do
// harm: the excess delay is far beyond the usual deviation, and explains the sample's distance from
// the line (chrony's test C). A sample that the excess does not explain is news and is kept.
func (e *Estimator) delayed(sample Sample) bool {
	if len(e.samples)-e.window < delayTestSamples {
		return false
	}
	age := sample.At - e.samples[len(e.samples)-1].At
	tolerance := delayTestSigmas*e.line.deviation + float64(age)*(e.line.skew+clockTolerance)
	excess := float64(sample.Delay-leastDelay(e.samples)) / 2
	miss := float64(abs(sample.Theta - e.line.thetaAt(sample.At)))
	return excess > tolerance && miss-excess <= tolerance
}
