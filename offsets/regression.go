package offsets

import (
	"cmp"
	"math"
	"slices"
)

// line is theta as a source sees it: theta at a moment, its rate of change, and how sure that is.
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
	freshSkew      = 100e-6  // s/s: slope not yet known; crystals are within 100 ppm (chrony's initial skew is larger)
	frequencyPrior = 50e-6   // s/s, one sigma of a host's oscillator (measured: tames the extrapolation of a 6 s burst)
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

// fitLine fits samples, oldest first and at least one, by least squares weighted by delay, with the slope drawn to 0 as
// far as the noise makes it unsure (a normal prior of frequencyPrior).
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

// skewOf is how far the slope may be off, given its deviation by the noise of n samples. However little they tell, the
// oscillator is within freshSkew.
func skewOf(slope, deviation float64, n int) float64 {
	skew := min(studentPoint(n-2)*deviation, freshSkew+math.Abs(slope))
	return max(minSkew, min(skew, maxSkew))
}

// quickest is the line of samples too few to tell a slope: flat through the one of least delay. Its noise is not known yet
// and taken as half of what it can be at most.
func quickest(samples []Sample) line {
	best := slices.MinFunc(samples, func(a, b Sample) int { return cmp.Compare(a.Delay, b.Delay) })
	return line{
		at: best.At, theta: best.Theta, skew: freshSkew,
		middle: best.At, variance: square(float64(best.distance()) / 2), slopeVariance: square(frequencyPrior),
	}
}

// fit gathers the weighted moments of points (x, y), both in ns. x is kept relative to the newest sample and y to its
// theta, so float64 loses nothing that matters: 64 samples span hours, 2^53 ns are 104 days.
type fit struct{ n, w, x, y, xx, xy, yy float64 }

func (f *fit) add(w, x, y float64) {
	f.n++
	f.w += w
	f.x += w * x
	f.y += w * y
	f.xx += w * x * x
	f.xy += w * x * y
	f.yy += w * y * y
}

func (f *fit) meanX() float64      { return f.x / f.w }
func (f *fit) meanY() float64      { return f.y / f.w }
func (f *fit) varianceX() float64  { return max(0, f.xx-f.x*f.x/f.w) }
func (f *fit) covariance() float64 { return f.xy - f.x*f.y/f.w }

func (f *fit) slope(prior float64) float64 {
	if spread := f.varianceX() + prior; spread > 0 {
		return f.covariance() / spread
	}
	return 0
}

// residual is the variance of a sample of weight 1 about the line of that slope.
func (f *fit) residual(slope float64) float64 {
	sum := f.yy - f.y*f.y/f.w - 2*slope*f.covariance() + square(slope)*f.varianceX()
	return max(0, sum) / max(1, f.n-2)
}

// delayWeights gives the sample of least delay weight 1 and others less the longer they were under way (chrony,
// sourcestats.c: the excess over the minimum in units of the typical excess, plus one, squared).
func delayWeights(samples []Sample) []float64 {
	delays := halfDelays(samples)
	sorted := slices.Sorted(slices.Values(delays))
	least, median := sorted[0], sorted[len(sorted)/2]
	precision := float64(samples[len(samples)-1].Precision)
	typical := max(precision, min((median-least)/0.7, max(least, precision))) // 0.7: median of an exponential is 0.69 of its mean
	for i, delay := range delays {
		delays[i] = 1 / square(1+(delay-least)/typical)
	}
	return delays
}

// delaySpread is half the median excess of the round trips, ns: noise that the residuals of few samples do not show yet.
func delaySpread(samples []Sample) float64 {
	sorted := slices.Sorted(slices.Values(halfDelays(samples)))
	return sorted[len(sorted)/2] - sorted[0]
}

func halfDelays(samples []Sample) []float64 {
	delays := make([]float64, len(samples))
	for i := range samples {
		delays[i] = float64(samples[i].Delay)/2 + float64(samples[i].Error)
	}
	return delays
}

func square(x float64) float64 { return x * x }
