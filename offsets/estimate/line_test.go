package estimate

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// noisy makes samples of a theta that starts at 0 and gains slope, over paths of 20 ms + exp
// jitter, a poll apart.
func noisy(seed uint64, n int, poll time.Duration, slope, jitter float64) []Sample {
	random := rand.New(rand.NewPCG(seed, 4))
	samples := make([]Sample, n)
	for i := range samples {
		at := int64(i) * int64(poll)
		up, down := jitter*random.ExpFloat64(), jitter*random.ExpFloat64()
		samples[i] = Sample{At: at, Theta: int64(slope*float64(at) + (up-down)/2), Delay: 20e6 + int64(up+down), Error: 2000, Precision: 100}
	}
	return samples
}

func TestFitLineFindsTheSlope(t *testing.T) {
	for _, slope := range []float64{0, 12e-6, -80e-6} {
		for seed := range uint64(50) {
			samples := noisy(seed, maxSamples, 64*time.Second, slope, 1e6)
			line := fitLine(samples)
			end := samples[maxSamples-1].At
			require.InDelta(t, slope, line.slope, line.skew)
			require.Less(t, line.skew, 1.5e-6)
			require.InDelta(t, slope*float64(end), float64(line.thetaAt(end)), 500e3)
			require.Equal(t, end, line.at)
		}
	}
}

// TestFitLineAfterTheBurst: six seconds tell nothing of a slope, and the line must not be carried
// on as if they did.
func TestFitLineAfterTheBurst(t *testing.T) {
	var squares float64
	for seed := range uint64(200) {
		line := fitLine(noisy(seed, 4, 2*time.Second, 20e-6, 10e6))
		miss := float64(line.thetaAt(70e9)) - 20e-6*70e9
		squares += miss * miss
		require.LessOrEqual(t, math.Abs(line.slope-20e-6), line.skew)
	}
	require.Less(t, math.Sqrt(squares/200), 8e6, "without the prior it is some 100 ms")
}

func TestFewSamples(t *testing.T) {
	samples := noisy(1, 2, 2*time.Second, 0, 1e6)
	samples[1].Delay = samples[0].Delay - 1
	got := fitLine(samples)
	require.Equal(t, []any{samples[1].At, samples[1].Theta, 0.0, FreshSkew}, []any{got.at, got.theta, got.slope, got.skew})
	require.InDelta(t, 5e6, got.errorAt(got.at), 1e6, "half of half the delay")
	require.Equal(t, samples[0].Theta, fitLine(samples[:1]).theta)
}

// TestFitLineDegenerate: samples at one moment, or without any noise, must not divide by zero.
func TestFitLineDegenerate(t *testing.T) {
	same := make([]Sample, 5)
	for i := range same {
		same[i] = Sample{At: 7, Theta: 1e18, Delay: 1e6, Precision: 1}
	}
	got := fitLine(same)
	require.EqualValues(t, 1e18, got.theta)
	require.Zero(t, got.slope)
	require.False(t, math.IsNaN(got.skew) || math.IsInf(got.skew, 0))
	exact := fitLine(noisy(2, 20, 64*time.Second, 30e-6, 0))
	require.InDelta(t, 30e-6, exact.slope, 1e-9)
}

// slowFit is the textbook's weighted least squares in two passes.
func slowFit(x, y, w []float64) (slope, variance float64) {
	var total, meanX, meanY float64
	for i := range x {
		total += w[i]
		meanX += w[i] * x[i]
		meanY += w[i] * y[i]
	}
	meanX, meanY = meanX/total, meanY/total
	var xx, xy, rest float64
	for i := range x {
		xx += w[i] * square(x[i]-meanX)
		xy += w[i] * (x[i] - meanX) * (y[i] - meanY)
	}
	slope = xy / xx
	for i := range x {
		rest += w[i] * square(y[i]-meanY-slope*(x[i]-meanX))
	}
	return slope, rest / float64(len(x)-2)
}

func TestFitAgreesWithTheTextbook(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 1000 {
		n := 3 + random.IntN(60)
		var f fit
		x, y, w := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range n {
			x[i], y[i], w[i] = -64e9*float64(n-i), 1e6*random.NormFloat64(), random.Float64()+1e-3
			f.add(w[i], x[i], y[i])
		}
		slope, variance := slowFit(x, y, w)
		require.InEpsilon(t, slope, f.slope(0), 1e-6)
		require.InEpsilon(t, variance, f.residual(slope), 1e-6)
	}
}

func TestStudentPoint(t *testing.T) {
	require.True(t, math.IsInf(studentPoint(1), 1))
	require.Equal(t, 31.60, studentPoint(2))
	require.Equal(t, 8.610, studentPoint(4))
	require.Equal(t, 4.073, studentPoint(15))
	require.EqualValues(t, skewSigmas, studentPoint(16))
	for freedom := 2; freedom < 20; freedom++ {
		require.Less(t, studentPoint(freedom), studentPoint(freedom-1)+1e-9)
	}
}

// TestSkewOfFewSamples: three samples may agree by chance; the oscillator is then all that is
// known.
func TestSkewOfFewSamples(t *testing.T) {
	require.Equal(t, FreshSkew+5e-6, skewOf(-5e-6, 0.5e-6, 3))
	require.InDelta(t, 31.6e-6, skewOf(0, 1e-6, 4), 1e-9)
	require.Equal(t, FreshSkew, skewOf(0, 1, 64))
	require.Equal(t, minSkew, skewOf(0, 0, 64))
}
