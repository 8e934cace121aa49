package offsets

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestStoppedProcess: what others did to the host clock while this process was stopped (SIGSTOP, the
// freezer) shows only in the end. The bound of the time between is that between two processes.
func TestStoppedProcess(t *testing.T) {
	const at = 30 * time.Minute
	for _, stopped := range []time.Duration{10 * time.Second, 10 * time.Minute, time.Hour} {
		for _, rate := range []float64{0, 490e-6, -490e-6} {
			t.Run(fmt.Sprint(stopped, rate), func(t *testing.T) {
				l := runLive(t, 2, 4, liveRegional, 12, func(l *live) {
					time.Sleep(at)
					l.stop(stopped, rate)
					time.Sleep(10 * time.Minute)
				})
				count, last := l.outside(0, time.Hour)
				require.Zero(t, count, last)
				require.Zero(t, l.disorder())
				lines := l.line.Segments()
				require.EqualValues(t, 1, lines[0])
			})
		}
	}
}
