package offsets

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestFastSlew: chronyd gains on or loses to true time at up to 83,333 ppm. A record of the second in
// which that begins or ends is mapped by the clocks as read at its ends, and its bound says so.
func TestFastSlew(t *testing.T) {
	const at = 30 * time.Minute
	for _, path := range []livePath{liveLAN, liveRegional} {
		for _, rate := range []float64{83_333e-6, -83_333e-6, 500e-6} {
			for seed := range uint64(4) {
				t.Run(fmt.Sprint(path.fixed, rate, seed), func(t *testing.T) {
					l := runLive(t, seed, 4, path, 12, func(l *live) {
						time.Sleep(at + time.Duration(seed)*173*time.Millisecond)
						for range 20 {
							l.change(func() { l.slew = rate })
							time.Sleep(6137 * time.Millisecond)
							l.change(func() { l.slew = 0 })
							time.Sleep(30211 * time.Millisecond)
						}
					})
					count, last := l.outside(0, time.Hour)

					require.Zero(t, count, last)
					require.Zero(t, l.disorder())
				})
			}
		}
	}
}
