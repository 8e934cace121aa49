package hostclock

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestNoticeEndsWithItsContext uses the machine's own timer; the clock that it watches is not
// touched by any test.
func TestNoticeEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- NoticeSteps(ctx, func() {}) }()
	select {
	case err := <-done:
		t.Skipf("skipped: needs notices of clock steps (a kernel with TFD_TIMER_CANCEL_ON_SET: %v)", err)
	case <-time.After(50 * time.Millisecond): // what cannot be had is refused at once
	}
	cancel()
	select {
	case err := <-done:
		require.NoError(t, err)
	case <-time.After(5 * time.Second):
		t.Fatal("it waits on")
	}
}
