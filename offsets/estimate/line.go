package estimate

import (
	"cmp"
	"math"
	"slices"
)

// line is theta as one server gives it: theta at a moment, its rate of change, and how certain that
// is.
type line struct {
	at        int64   // RAW ns
	theta     int64   // ns at that moment
	slope     float64 // of theta, s/s
	skew      float64 // uncertainty of slope, s/s
	deviation float64 // of the samples from the line, ns

	middle        int64   // RAW ns, where theta is known best
	variance      float64 // of theta there, ns^2
	slopeVariance float64
}

const (
	minLineSamples = 3       // fewer cannot tell a slope from noise
	FreshSkew      = 100e-6  // s/s, while the slope is not known; crystals are within 100 ppm
	frequencyPrior = 50e-6   // s/s, one sigma of a host's oscillator (TestFitLineAfterTheBurst)
	minSkew        = 1e-9    // s/s, chrony MIN_SKEW in spirit
	maxSkew        = 2000e-6 // s/s, chrony WORST_CASE_FREQ_BOUND
)

func (l line) thetaAt(raw int64) int64 {
	return l.theta + int64(math.Round(l.slope*float64(raw-l.at)))
}

// errorAt is the deviation of theta at a RAW moment by the noise of the samples, one sigma, ns.
func (l line) errorAt(raw int64) float64 {
	return math.Sqrt(l.variance + l.slopeVariance*square(float64(raw-l.middle)))
}

// fitLine fits samples, oldest first and at least one, by least squares weighted by delay, with the
// slope drawn to 0 as far as the noise makes it uncertain (a normal prior of frequencyPrior).
func fitLine(samples []Sample) line {
	if len(samples) < minLineSamples {
		return quickest(samples)
	}
	origin := samples[len(samples)-1]
	var f fit
	for i, weight := range delayWeights(samples) {
		f.add(weight, float64(samples[i].At-origin.At), float64(samples[i].Theta-origin.Theta))
	}
	noise := max(f.residual(f.slope(0)), square(delaySpread(samples)), square(float64(origin.Precision)))
	prior := noise / square(frequencyPrior)
	if f.unsound(noise, len(samples)) {
		prior = 0
	}
	slope, slopeVariance := f.slope(prior), noise/(f.varianceX()+prior)
	return line{
		at:            origin.At,
		theta:         origin.Theta + int64(math.Round(f.meanY()-slope*f.meanX())),
		slope:         slope,
		skew:          skewOf(slope, math.Sqrt(slopeVariance), len(samples)),
		deviation:     math.Sqrt(noise * f.n / f.w),
		middle:        origin.At + int64(f.meanX()),
		variance:      noise / f.w,
		slopeVariance: slopeVariance,
	}
}

// unsound reports whether the noise leaves no doubt that the oscillator is outside of what the prior
// is about: drawing its slope to 0 would only be wrong.
func (f *fit) unsound(noise float64, n int) bool {
	return math.Abs(f.slope(0)) > FreshSkew+studentPoint(n-2)*math.Sqrt(noise/f.varianceX())
}

// skewOf is how far the slope may be off, given its deviation by the noise of n samples. However
// few they are, the oscillator is within FreshSkew.
func skewOf(slope, deviation float64, n int) float64 {
	skew := min(studentPoint(n-2)*deviation, FreshSkew+math.Abs(slope))
	return max(minSkew, min(skew, maxSkew))
}

// quickest is the line of too few samples to tell a slope: flat through the one of least delay. Its
// noise is not known yet and taken as half of its largest error.
func quickest(samples []Sample) line {
	best := slices.MinFunc(samples, func(a, b Sample) int { return cmp.Compare(a.Delay, b.Delay) })
	return line{
		at: best.At, theta: best.Theta, skew: FreshSkew,
		middle: best.At, variance: square(float64(best.Distance()) / 2), slopeVariance: square(frequencyPrior),
	}
}

// students is the 99.95 % point of Student's t for 2 and more degrees of freedom: by how many
// estimated deviations an estimate of few samples may be off where the normal distribution's 3.3
// would do for many (the usual tables).
var students = [...]float64{31.60, 12.92, 8.610, 6.869, 5.959, 5.408, 5.041, 4.781, 4.587, 4.437, 4.318, 4.221, 4.140, 4.073}

// skewSigmas is the point for more degrees of freedom than the table has, a little above the truth.
const skewSigmas = 4

// studentPoint is infinite for a single degree of freedom: one residual tells nothing of the noise.
func studentPoint(freedom int) float64 {
	switch at := freedom - 2; {
	case at < 0:
		return math.Inf(1)
	case at < len(students):
		return students[at]
	}
	return skewSigmas
}
