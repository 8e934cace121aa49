package estimate

import "math"

const (
	delayTestSamples = 6    // fewer do not tell the usual delay (chrony, SST_GetDelayTestData)
	delayTestSigmas  = 10   // chrony's default maxdelaydevratio
	clockTolerance   = 1e-6 // s/s, what an oscillator's rate changes by unforeseen: chrony's default maxclockerror

	// MaxSlope is the largest rate of theta that is taken for the oscillator's, s/s. Virtual machines
	// with a wrongly calibrated counter are off by thousands of ppm; a crystal by tens.
	MaxSlope = 10_000e-6
)

// believes reports whether the sample is compatible with those before it. If they cannot both be
// right, the server's clock was set, the host's RAW stood still for a while, or its oscillator runs
// at another rate: which of these it is, further samples tell.
func (e *Estimator) believes(sample Sample) bool {
	if e.Allows(&sample) {
		e.contrary = nil
		return true
	}
	n := len(e.contrary)
	switch {
	case n == 0 && e.drifts(&sample):
		e.samples = append([]Sample{*e.former}, e.samples...)
	case n > 0 && bothRight(&e.contrary[n-1], &sample, FreshSkew+e.tolerance()):
		e.restart(e.contrary[n-1:])
	case n == 1 && aligned(e.samples[len(e.samples)-1], e.contrary[0], sample):
		e.samples = append(e.samples, e.contrary[0])
	case n > 1 && aligned(e.contrary[n-2], e.contrary[n-1], sample):
		e.restart(e.contrary[n-2:])
	default:
		e.contrary = append(e.contrary[max(0, n-1):], sample)
		return false
	}
	e.contrary = nil
	return true
}

// Allows reports whether the sample is compatible with those before it, as far as there are any.
func (e *Estimator) Allows(sample *Sample) bool {
	if len(e.samples) == 0 {
		return true
	}
	best, radius := e.best(sample.At)
	return abs(sample.Theta-e.carried(best, sample.At)) <= radius+sample.Distance()
}

// restart forgets all samples but those given. The last one before them is remembered: should the
// line break again, it may tell that there was no break.
func (e *Estimator) restart(with []Sample) {
	former := e.samples[len(e.samples)-1]
	e.samples, e.window, e.former = append(e.samples[:0], with...), 0, &former
	e.asymmetry, e.bias = asymmetry{}, bias{}
}

// drifts reports whether the samples since a restart are on one line with what came before and
// after them: a sample so far off its line a second time, after as long, was moved by the rate of
// the oscillator both times.
func (e *Estimator) drifts(sample *Sample) bool {
	return e.former != nil && aligned(*e.former, e.samples[0], *sample)
}

// bothRight reports whether both samples may be right if theta changes at no more than the rate, s/s.
func bothRight(a, b *Sample, rate float64) bool {
	return abs(b.Theta-a.Theta) <= a.Distance()+b.Distance()+int64(rate*float64(b.At-a.At))
}

// aligned reports whether three samples lie on one line that an oscillator could give, however
// unsound: then nothing was set, it only drifts more than usual.
func aligned(first, middle, last Sample) bool {
	span, step := float64(middle.At-first.At), float64(last.At-middle.At)
	slope := float64(middle.Theta-first.Theta) / span
	if math.Abs(slope) > MaxSlope {
		return false
	}
	slack := float64(first.Distance()+middle.Distance())/span*step + float64(middle.Distance()+last.Distance())
	return math.Abs(float64(last.Theta-middle.Theta)-slope*step) <= slack
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
