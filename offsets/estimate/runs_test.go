package estimate

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestCountRuns(t *testing.T) {
	tests := []struct {
		residuals []float64
		runs      int
	}{
		{[]float64{1}, 1},
		{[]float64{1, 2, 3}, 1},
		{[]float64{1, -2, 3}, 3},
		{[]float64{-1, -2, 3, 4, -5}, 3},
		{[]float64{1, 0, 1}, 3},
	}
	for _, test := range tests {
		require.Equal(t, test.runs, countRuns(test.residuals), "%v", test.residuals)
	}
}

// TestCriticalRuns: independent signs have at most that many runs in about 5 of 100 cases, as near
// as a whole number comes.
func TestCriticalRuns(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for _, n := range []int{8, 12, 20, 40, 64, 128} {
		below := 0
		for range 20_000 {
			signs := make([]float64, n)
			for i := range signs {
				signs[i] = float64(2*random.IntN(2) - 1)
			}
			if countRuns(signs) <= criticalRuns(n) {
				below++
			}
		}
		require.Greater(t, below, 400, "%d", n)
		require.Less(t, below, 20_000*15/100, "%d", n)
	}
	require.Zero(t, criticalRuns(minRuns-1))
}

// TestWindowFollowsABend: samples of one rate are all kept but by chance; where the rate changed,
// those before are dropped.
func TestWindowFollowsABend(t *testing.T) {
	whole, bent := 0, 0
	for seed := range uint64(200) {
		even := noisy(seed, maxSamples, 64*time.Second, 10e-6, 1e6)
		if straightFrom(even, 0) < maxSamples/4 {
			whole++
		}
		for i := range even[:maxSamples/2] {
			even[i].Theta += int64(20e-6 * float64(even[maxSamples/2].At-even[i].At))
		}
		if start := straightFrom(even, 0); start > maxSamples/2-8 && start <= maxSamples-minWindow {
			bent++
		}
	}
	require.Greater(t, whole, 170)
	require.Greater(t, bent, 195)
}

func TestWindowKeepsTheLeast(t *testing.T) {
	samples := noisy(3, 20, 64*time.Second, 0, 1e3)
	for i := range samples {
		samples[i].Theta += int64(i) * int64(i) * 1e6 // nothing but a curve
	}
	require.Equal(t, len(samples)-minWindow, straightFrom(samples, 0))
	require.Equal(t, 17, straightFrom(samples, 17), "what is gone stays gone")
}
