package estimate

import (
	"cmp"
	"math"
	"slices"
)

const (
	combineLimit    = 3       // chrony's default combinelimit
	reselectSlackNs = 100_000 // chrony's default reselectdist, ns
)

// combine makes one line of the candidates that agree. Each is weighted by its variance, which is
// its own noise and what the paths' asymmetries add. The latter shows only in how the servers
// differ, and is taken to grow with the interval.
func combine(agreeing []Candidate, raw int64) Estimate {
	near := slices.MinFunc(agreeing, func(a, b Candidate) int { return cmp.Compare(a.radius, b.radius) })
	var counted []Candidate
	for _, c := range agreeing {
		if c.radius <= combineLimit*(near.radius+reselectSlackNs) {
			counted = append(counted, c)
		}
	}
	bias := pathBias(counted, near)
	var weights, theta, precisions, slope, skew float64
	for _, c := range counted {
		weight, precision := 1/c.variance(bias, near.radius), 1/square(c.of.line.skew)
		weights += weight
		theta += weight * float64(c.theta-near.theta)
		precisions += precision
		slope += precision * c.of.line.slope
		skew += precision * c.of.line.skew
	}
	return Estimate{
		At:      raw,
		Theta:   near.theta + int64(math.Round(theta/weights)),
		Slope:   slope / precisions,
		Skew:    skew / precisions,
		Stratum: near.of.stratum,
	}
}

// variance is that of the candidate's theta, ns^2: its noise, and the paths' bias, scaled up from
// that of the nearest one.
func (c *Candidate) variance(bias float64, nearest int64) float64 {
	return square(max(1, c.deviation)) + bias*square(float64(c.radius)/float64(max(1, nearest)))
}

// pathBias is the variance between the servers beyond their own noise, ns^2: the moments estimate
// of DerSimonian and Laird (Controlled Clinical Trials 7, 1986) for pooling studies whose true
// effects differ.
func pathBias(candidates []Candidate, origin Candidate) float64 {
	var sum, squares, mean float64
	for _, c := range candidates {
		weight := 1 / c.variance(0, 1)
		sum += weight
		squares += square(weight)
		mean += weight * float64(c.theta-origin.theta)
	}
	mean /= sum
	spread := -float64(len(candidates) - 1)
	for _, c := range candidates {
		spread += square(float64(c.theta-origin.theta)-mean) / c.variance(0, 1)
	}
	if rest := sum - squares/sum; spread > 0 && rest > 0 {
		return spread / rest
	}
	return 0
}
