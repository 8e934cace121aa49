package offsets

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

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
