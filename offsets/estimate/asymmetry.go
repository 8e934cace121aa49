package estimate

import (
	"math"
	"slices"
)

const (
	minAsymmetry     = 0.45 // less is no one-sided queueing (chrony MIN_ASYMMETRY)
	maxAsymmetry     = 0.5  // all excess delay in one direction: half of it enters theta (chrony MAX_ASYMMETRY)
	minAsymmetryRun  = 10   // consecutive samples of one sign before it is believed (chrony MIN_ASYMMETRY_RUN)
	minAsymmetryFit  = 4    // points for three unknowns
	asymmetryMinNorm = 1e-9 // share of the delays' spread that a straight line in time must leave unexplained
)

// asymmetry is how much of a sample's excess delay enters its offset. If queues build up in one
// direction only, theta follows the delay with a slope of plus or minus one half, and can be
// corrected.
type asymmetry struct {
	share float64 // of the excess delay, between -maxAsymmetry and maxAsymmetry; 0 until believed
	run   int     // consecutive samples that showed it, with its sign
}

// learn is called with all samples that are kept, after each new one.
func (a *asymmetry) learn(samples []Sample) {
	share, ok := delaySlope(samples)
	if !ok || share*float64(a.run) < 0 {
		*a = asymmetry{}
		return
	}
	switch {
	case share <= -minAsymmetry:
		a.run--
	case share >= minAsymmetry:
		a.run++
	}
	if max(a.run, -a.run) >= minAsymmetryRun {
		a.share = max(-maxAsymmetry, min(share, maxAsymmetry))
	}
}

// corrected returns the samples without the share of their excess delays in theta.
func (a *asymmetry) corrected(samples []Sample) []Sample {
	if a.share == 0 {
		return samples
	}
	result, least := slices.Clone(samples), leastDelay(samples)
	for i := range result {
		result[i].Theta -= int64(a.share * float64(result[i].Delay-least))
	}
	return result
}

// delaySlope is the coefficient of theta on the delay in a regression on time and delay together.
func delaySlope(samples []Sample) (float64, bool) {
	if len(samples) < minAsymmetryFit {
		return 0, false
	}
	origin := samples[len(samples)-1]
	var onTime, onDelay, theta fit // delay on time, theta on time, theta on delay
	for i := range samples {
		time, delay := float64(samples[i].At-origin.At), float64(samples[i].Delay-origin.Delay)
		offset := float64(samples[i].Theta - origin.Theta)
		onTime.add(1, time, delay)
		theta.add(1, time, offset)
		onDelay.add(1, delay, offset)
	}
	times, delays := onTime.varianceX(), onDelay.varianceX()
	determinant := times*delays - square(onTime.covariance())
	if determinant <= asymmetryMinNorm*times*delays {
		return 0, false
	}
	share := (times*onDelay.covariance() - onTime.covariance()*theta.covariance()) / determinant
	return share, !math.IsNaN(share) && !math.IsInf(share, 0)
}

func leastDelay(samples []Sample) int64 {
	least := samples[0].Delay
	for i := range samples {
		least = min(least, samples[i].Delay)
	}
	return least
}
