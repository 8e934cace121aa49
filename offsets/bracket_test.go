package offsets

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestBracketHoldsTheTruth: whatever the noise, the truth is inside, and far nearer than the best sample alone allows where
// the oscillator's drift is small against the noise.
func TestBracketHoldsTheTruth(t *testing.T) {
	var bracket, alone float64
	for seed := range uint64(300) {
		var s Estimator
		for _, sample := range noisy(seed, maxSamples, 64*time.Second, 9e-6, 100e6) {
			s.Add(sample, 1)
			now := sample.At + 10e9
			in := s.bracket(now)
			truth := int64(math.Round(9e-6 * float64(now)))
			require.True(t, in.low <= truth && truth <= in.high, "seed %d: %d outside %v", seed, truth, in)
			_, radius := s.best(now)
			require.LessOrEqual(t, in.high-in.low, 2*radius+1)
			bracket += float64(in.high-in.low) / 2
			alone += float64(radius)
		}
	}
	require.Less(t, bracket, 0.9*alone)
}

// TestBracketOfContradiction: samples that exclude each other leave the best one's own interval.
func TestBracketOfContradiction(t *testing.T) {
	s := Estimator{samples: []Sample{{At: 0, Theta: 0, Delay: 1e6}, {At: 1, Theta: 1e9, Delay: 2e6}}}
	require.Equal(t, s.allowed(&s.samples[0], 1), s.bracket(1))
}
