package estimate

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestBracketHoldsTheTruth: whatever the noise, the truth is inside, and far nearer than the best
// sample alone allows where the oscillator's drift is small against the noise.
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

func TestDelayed(t *testing.T) {
	const ms = int64(time.Millisecond)
	tests := []struct {
		name         string
		held, theta  int64 // beyond the least delay, and beyond the line
		samples      int
		wantsDropped bool
	}{
		{"as usual", 2 * ms, ms, 30, false},
		{"held up, and off by that", 200 * ms, 100 * ms, 30, true},
		{"held up, and right all the same", 200 * ms, 0, 30, true},
		{"held up, and off by much more", 200 * ms, 300 * ms, 30, false},
		{"quick, and off", 0, 100 * ms, 30, false},
		{"the usual delay is not known yet", 200 * ms, 100 * ms, delayTestSamples - 1, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var s Estimator
			for _, sample := range noisy(4, test.samples, 64*time.Second, 5e-6, 1e6) {
				s.Add(sample, 1)
			}
			next := s.samples[len(s.samples)-1]
			next.At += 64e9
			next.Theta = s.line.thetaAt(next.At) + test.theta
			next.Delay = leastDelay(s.samples) + test.held
			require.Equal(t, test.wantsDropped, s.delayed(next))
		})
	}
}

func TestDistance(t *testing.T) {
	s := Sample{Delay: 20e6, Error: 3301, RootDelay: 30e6, RootDispersion: 2e6}
	require.EqualValues(t, 10e6+3301+15e6+2e6, s.Distance(), "lambda")
}
