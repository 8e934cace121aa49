package offsets

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestAlarmOfOne: a server that steps, once or at each poll, moves nothing. The bound covers its
// word for the seconds in which the others are asked, and one burst is all that it costs.
func TestAlarmOfOne(t *testing.T) {
	const at = 90 * time.Minute
	quiet := runLive(t, 4, 4, liveRegional, 12, func(*live) { time.Sleep(at + time.Hour) })
	for name, step := range map[string]time.Duration{"once": 0, "at each poll": time.Second} {
		t.Run(name, func(t *testing.T) {
			l := runLive(t, 4, 4, liveRegional, 12, func(l *live) {
				time.Sleep(at)
				for minute := range time.Duration(60) {
					l.change(func() { l.lies["0"] = time.Second + minute*step })
					time.Sleep(time.Minute)
				}
			})
			count, _ := l.outside(0, 3*time.Hour)
			require.Zero(t, count)
			_, worst := l.worse(at, 0)
			require.Less(t, time.Duration(worst), time.Millisecond)
			open := l.reply(at)
			for i := range l.judged {
				if r := &l.judged[i]; r.age > at && time.Duration(r.found.Bound) > 50*time.Millisecond {
					open = r.age
				}
			}
			require.Less(t, open, at+5*time.Minute)
			require.Less(t, len(l.replies), len(quiet.replies)+60)
		})
	}
}
