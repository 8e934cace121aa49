package offsets

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestUnsoundOscillator: one that is off by far more than a crystal is followed to its own noise,
// and is outside the bound only until it is known.
func TestUnsoundOscillator(t *testing.T) {
	for _, test := range []struct {
		path    livePath
		known   time.Duration // from then on no record is outside its bound
		settled time.Duration // largest error after half an hour
	}{
		{liveLAN, 10 * time.Second, 100 * time.Microsecond},
		{liveRegional, 3 * time.Minute, 2 * time.Millisecond},
		{liveFar, 6 * time.Minute, 10 * time.Millisecond},
	} {
		for _, servers := range []int{1, 4} {
			for _, ppm := range []float64{-500, 1944, -8960} {
				t.Run(fmt.Sprint(test.path.fixed, servers, ppm), func(t *testing.T) {
					l := runLive(t, 5, servers, test.path, ppm, func(*live) { time.Sleep(time.Hour) })
					count, last := l.outside(test.known, time.Hour)
					require.Zero(t, count, last)
					_, worst := l.worse(30*time.Minute, 0)
					require.Less(t, time.Duration(worst), test.settled)
					require.Zero(t, l.disorder())
				})
			}
		}
	}
}

// TestOscillatorJumps: once a reply shows that the rate is another, records are outside their bound
// for a few polls at most.
func TestOscillatorJumps(t *testing.T) {
	const at = 90 * time.Minute
	for _, test := range []struct {
		path  livePath
		known time.Duration // after the first reply that may show it, and its answers
	}{{liveLAN, time.Minute}, {liveRegional, 3 * time.Minute}} {
		for _, servers := range []int{1, 4} {
			for _, ppm := range []float64{200, -1000} {
				t.Run(fmt.Sprint(test.path.fixed, servers, ppm), func(t *testing.T) {
					l := runLive(t, 6, servers, test.path, 12, func(l *live) {
						time.Sleep(at)
						l.change(func() { l.speed += ppm * 1e-6 })
						time.Sleep(time.Hour)
					})
					count, last := l.outside(l.reply(at)+test.known, 3*time.Hour)
					require.Zero(t, count, last-at)
					require.Zero(t, l.disorder())
				})
			}
		}
	}
}
