package offsets

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/chrony"
	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
)

// TestCrossCheck: a witness who contradicts the majority is named, once, and taken back when he
// agrees again.
func TestCrossCheck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBubble("a", "b", "c")
		b.ahead = 2 * time.Second
		word, speaks := testimony{int64(2 * time.Second), 1e6}, true
		b.clock.crossCheck.witnesses = []witness{{"chronyd", func(context.Context) (testimony, bool) {
			b.mu.Lock()
			defer b.mu.Unlock()
			return word, speaks
		}}}
		b.clock.crossCheck.disagreements = []Disagreement{{With: "chronyd"}}
		say := func(w testimony, s bool) {
			b.mu.Lock()
			word, speaks = w, s
			b.mu.Unlock()
			time.Sleep(5 * time.Minute)
		}
		disagrees := func() bool { return b.clock.Status().Disagreements[0].Disagrees }
		b.clock.Start(Polling{}, b.log())
		say(word, true)
		require.False(t, disagrees())
		say(testimony{0, 1e6}, true)
		require.True(t, disagrees())
		say(testimony{0, int64(3 * time.Second)}, true)
		require.False(t, disagrees(), "its own bound covers it")
		say(testimony{0, 1e6}, true)
		require.True(t, disagrees())
		say(testimony{0, 1e6}, false)
		require.False(t, disagrees(), "who says nothing contradicts nobody")
		b.clock.Stop()
		lines := strings.Join(b.lines, "\n")
		require.Equal(t, 2, strings.Count(lines, "chronyd puts the host clock's offset at +0.000000 s ± 1ms, but 3 of 3 servers at +2.000000 s"), lines)
		require.Equal(t, 2, strings.Count(lines, "chronyd does not contradict the servers any more"), lines)
	})
}

// TestCrossCheckWithoutMajority: there is nothing to contradict.
func TestCrossCheckWithoutMajority(t *testing.T) {
	clock := NewClock([]string{"a"})
	clock.crossCheck.compare(0, testimony{0, 1}, true, hostclock.Read())
	require.False(t, clock.Status().Disagreements[0].Disagrees)
	require.Equal(t, "kernel", clock.Status().Disagreements[1].With)
}

func TestChronydsTestimony(t *testing.T) {
	said, speaks := chronydTestimony(context.Background(), saying(func() chrony.Tracking { return wordOf(time.Second) }))
	require.True(t, speaks)
	require.Equal(t, int64(time.Second), said.offset)
	require.GreaterOrEqual(t, said.bound, int64(12e6))
	_, speaks = chronydTestimony(context.Background(), saying(func() chrony.Tracking {
		word := wordOf(time.Second)
		word.Leap = ntp.LeapUnknown
		return word
	}))
	require.False(t, speaks)
	said, speaks = kernelTestimony(hostclock.Kernel{Synchronised: true, MaxError: 5e6})
	require.True(t, speaks)
	require.Equal(t, testimony{0, 5e6}, said)
}
