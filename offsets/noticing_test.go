package offsets

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/hostclock"
	"timesync/offsets/timemap"
)

// TestStepIsNoticedBetweenTicks: the map is right again the moment the notice comes, and reading it
// is not needed for that.
func TestStepIsNoticedBetweenTicks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBubble("a")
		step, notice := time.Duration(0), make(chan struct{})
		b.clock.seams.readClocks = func() hostclock.Reading {
			b.mu.Lock()
			defer b.mu.Unlock()
			r := b.reading()
			r.Real += int64(step)
			return r
		}
		b.clock.seams.noticeSteps = func(ctx context.Context, stepped func()) error {
			for {
				select {
				case <-ctx.Done():
					return nil
				case <-notice:
					stepped()
				}
			}
		}
		line := b.clock.Timeline(Policy{})
		b.clock.Start(Polling{}, b.log())
		require.True(t, b.clock.WaitFirst(time.Second))
		time.Sleep(20*time.Second + 300*time.Millisecond)
		b.mu.Lock()
		step = 5 * time.Second
		b.mu.Unlock()
		notice <- struct{}{}
		synctest.Wait()
		require.EqualValues(t, 1, line.Segments()[timemap.Stepped], "long before the next tick")
		b.clock.Stop()
	})
}

func TestNoNoticeIsSaidQuietly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBubble("a")
		b.clock.seams.noticeSteps = func(context.Context, func()) error { return errors.New("no timers here") }
		b.clock.Start(Polling{}, Log{Debugf: b.log().Debugf})
		time.Sleep(5 * time.Second)
		b.clock.Stop()
		require.Contains(t, strings.Join(b.lines, "\n"), "each second only: no timers here")
	})
}
