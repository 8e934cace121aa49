package estimate

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// queued makes samples whose excess delay is on the way to the server by a share of up, the rest on
// the way back.
func queued(seed uint64, n int, up float64) []Sample {
	random := rand.New(rand.NewPCG(seed, 9))
	samples := make([]Sample, n)
	for i := range samples {
		there, back := 20e6*up*random.ExpFloat64(), 20e6*(1-up)*random.ExpFloat64()
		samples[i] = Sample{At: int64(i) * 64e9, Theta: int64(3e-6*64e9*float64(i) + (there-back)/2), Delay: int64(20e6 + there + back), Precision: 100}
	}
	return samples
}

func learned(samples []Sample) asymmetry {
	var a asymmetry
	for n := range samples {
		a.learn(samples[:n+1])
	}
	return a
}

func TestAsymmetryIsLearned(t *testing.T) {
	tests := []struct {
		name  string
		up    float64
		share float64
	}{
		{"to the server", 1, 0.5},
		{"back", 0, -0.5},
		{"both", 0.5, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for seed := range uint64(20) {
				samples := queued(seed, maxSamples, test.up)
				a := learned(samples)
				require.InDelta(t, test.share, a.share, 0.01)
				if test.share == 0 {
					require.Equal(t, &samples[0], &a.corrected(samples)[0], "the same samples")
					continue
				}
				for i, corrected := range a.corrected(samples) {
					require.InDelta(t, 3e-6*64e9*float64(i), corrected.Theta, 1.5e6, "but for the least delay's own")
				}
			}
		})
	}
}

func TestAsymmetryNeedsARun(t *testing.T) {
	samples := queued(1, maxSamples, 1)
	require.Zero(t, learned(samples[:minAsymmetryFit+minAsymmetryRun-2]).share)
	require.NotZero(t, learned(samples[:minAsymmetryFit+minAsymmetryRun-1]).share)
	turned := learned(samples)
	turned.learn(queued(1, maxSamples, 0))
	require.Equal(t, asymmetry{}, turned, "the other sign begins anew")
}

func TestAsymmetryDegenerate(t *testing.T) {
	alike := noisy(1, 30, 64*time.Second, 1e-6, 0)
	_, ok := delaySlope(alike)
	require.False(t, ok, "all delays are the same")
	for i := range alike {
		alike[i].Delay += alike[i].At / 1000
	}
	_, ok = delaySlope(alike)
	require.False(t, ok, "the delay is a line in time")
}

// TestDelaySlopeAgreesWithElimination: the closed form is what Gauss's elimination of the normal
// equations gives.
func TestDelaySlopeAgreesWithElimination(t *testing.T) {
	for seed := range uint64(100) {
		samples := queued(seed, 20, float64(seed)/100)
		share, ok := delaySlope(samples)
		require.True(t, ok)
		require.InDelta(t, eliminated(samples), share, 1e-6)
	}
}

// eliminated solves theta = c + b*time + a*delay by least squares and returns a.
func eliminated(samples []Sample) float64 {
	var m [3][4]float64
	for _, s := range samples {
		v := [4]float64{1, float64(s.At) / 1e11, float64(s.Delay) / 1e7, float64(s.Theta) / 1e7}
		for i := range 3 {
			for k := range 4 {
				m[i][k] += v[i] * v[k]
			}
		}
	}
	for i := range 3 {
		for below := i + 1; below < 3; below++ {
			by := m[below][i] / m[i][i]
			for k := range 4 {
				m[below][k] -= by * m[i][k]
			}
		}
	}
	return m[2][3] / math.Copysign(max(math.Abs(m[2][2]), 1e-300), m[2][2])
}
