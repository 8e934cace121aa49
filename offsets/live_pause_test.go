package offsets

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestPause: a machine that stood still without notice knows it at the first reply. From then on no
// record is outside its bound, and within seconds all are as right again as one sample makes them,
// or as the oscillator's rate, which is to be measured anew.
func TestPause(t *testing.T) {
	const at = 90 * time.Minute
	for _, test := range []struct {
		path    livePath
		settled time.Duration // after the first reply
	}{{liveLAN, 10 * time.Second}, {liveRegional, 20 * time.Second}, {liveFar, 60 * time.Second}} {
		for _, servers := range []int{1, 4} {
			for _, pause := range []time.Duration{200 * time.Millisecond, 5 * time.Minute} {
				for seed := range uint64(3) {
					t.Run(fmt.Sprint(test.path.fixed, servers, pause, seed), func(t *testing.T) {
						l := runLive(t, seed, servers, test.path, 12, func(l *live) {
							time.Sleep(at)
							l.pause(pause)
							time.Sleep(time.Hour)
						})
						first := l.reply(at)
						count, last := l.outside(first, 3*time.Hour)
						require.Zero(t, count, last-first)
						last, _ = l.worse(first, int64(max(time.Millisecond, test.path.fixed+test.path.mean)))
						require.LessOrEqual(t, last-first, test.settled)
						require.Zero(t, l.disorder())
					})
				}
			}
		}
	}
}
