package offsets

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/timemap"
)

// TestKnownFalseticker: once the other three fall silent, the fourth, which they outvoted, does not
// take over. The others' estimate is held over, and they are followed again when they are back.
func TestKnownFalseticker(t *testing.T) {
	const at, silence = 90 * time.Minute, 3 * time.Hour
	for _, lie := range []time.Duration{1000 * time.Second, -400 * time.Millisecond} {
		l := runLive(t, 1, 4, liveRegional, 12, func(l *live) {
			l.change(func() { l.lies["3"] = lie })
			time.Sleep(at)
			mute := func(silent bool) {
				l.change(func() { l.muted["0"], l.muted["1"], l.muted["2"] = silent, silent, silent })
			}
			mute(true)
			time.Sleep(silence)
			require.Equal(t, timemap.Holdover, l.clock.Status().State)
			require.Equal(t, "falseticker", l.clock.Status().Servers[3].Verdict)
			require.Less(t, viewOf(l.line).Now().Bound, int64(time.Second))
			mute(false)
			time.Sleep(time.Hour)
			require.Equal(t, 3, l.clock.Status().Agree)
		})
		count, last := l.outside(0, 24*time.Hour)
		require.Zero(t, count, last)
		_, worst := l.worse(time.Hour, 0)
		require.Less(t, time.Duration(worst), 10*time.Millisecond)
		require.Equal(t, 1, strings.Count(strings.Join(l.lines, "\n"), "one server alone"))
	}
}

// TestLastServerLeft: a right one that is left alone is followed.
func TestLastServerLeft(t *testing.T) {
	l := runLive(t, 1, 4, liveRegional, 12, func(l *live) {
		time.Sleep(time.Hour)
		l.change(func() { l.muted["0"], l.muted["1"], l.muted["2"] = true, true, true })
		time.Sleep(6 * time.Hour)
		require.Equal(t, timemap.Synced, l.clock.Status().State)
		strict := l.clock.Timeline(Policy{Correct: CorrectAlways, MinSources: 2})
		require.Equal(t, timemap.Unsynced, viewOf(strict).Now().Outcome, "it knows of one server only")
	})
	_, worst := l.worse(time.Hour, 0)
	require.Less(t, time.Duration(worst), 2*time.Millisecond)
}

// TestMinSourcesHoldOver: what enough servers agreed on is held over when too few of them are left.
func TestMinSourcesHoldOver(t *testing.T) {
	var strict *Timeline
	l := runLive(t, 1, 2, liveRegional, 12, func(l *live) {
		strict = l.clock.Timeline(Policy{Correct: CorrectAlways, MinSources: 2})
		time.Sleep(time.Hour)
		l.change(func() { l.muted["0"] = true })
		time.Sleep(6 * time.Hour)
		c := viewOf(strict).Now()
		require.Equal(t, timemap.Applied, c.Outcome)
		require.Equal(t, timemap.Holdover, c.State)
		require.LessOrEqual(t, abs(c.Offset-(l.trueNow()-l.reading().Real)), c.Bound)
		require.Less(t, c.Bound, int64(time.Second))
		l.change(func() { l.muted["0"] = false })
		time.Sleep(2 * time.Hour)
		require.Equal(t, timemap.Synced, viewOf(strict).Now().State)
	})
	count, last := l.outside(0, 24*time.Hour)
	require.Zero(t, count, last)
}
