package estimate

import (
	"slices"
)

// fit gathers the weighted moments of points (x, y), both in ns. x is kept relative to the newest
// sample and y to its theta, so float64 loses nothing that matters: 2^53 ns are 104 days, 64
// samples span hours.
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

// delayWeights gives the sample of least delay weight 1 and others less the longer they were under
// way (chrony, sourcestats.c: the excess over the minimum in units of the typical excess, plus one,
// squared).
func delayWeights(samples []Sample) []float64 {
	delays := halfDelays(samples)
	sorted := slices.Sorted(slices.Values(delays))
	least, median := sorted[0], sorted[len(sorted)/2]
	precision := float64(samples[len(samples)-1].Precision)
	const medianOfMean = 0.7 // of an exponential distribution: ln 2
	typical := max(precision, min((median-least)/medianOfMean, max(least, precision)))
	for i, delay := range delays {
		delays[i] = 1 / square(1+(delay-least)/typical)
	}
	return delays
}

// delaySpread is half the median excess of the round trips, ns: noise that the residuals of few
// samples do not show yet.
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
