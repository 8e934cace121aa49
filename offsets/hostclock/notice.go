package hostclock

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// noticeTerm is how far ahead the timer is set; it is not waited for, only armed anew should it
// ever be reached.
const noticeTerm = 365 * 24 * time.Hour

// NoticeSteps calls stepped whenever the host clock was set, within a fraction of a millisecond,
// until ctx ends. It asks for no privilege. Slews and suspends give no notice. The error is the
// reason why there can be none.
func NoticeSteps(ctx context.Context, stepped func()) error {
	fd, err := unix.TimerfdCreate(unix.CLOCK_REALTIME, unix.TFD_NONBLOCK|unix.TFD_CLOEXEC)
	if err != nil {
		return fmt.Errorf("creating a timer on the host clock: %w", err)
	}
	timer := os.NewFile(uintptr(fd), "timerfd")
	stop := context.AfterFunc(ctx, func() { timer.Close() })
	defer timer.Close()
	defer stop()
	for first := true; ; first = false {
		if err := armNotice(timer); err != nil {
			return unlessEnded(ctx, fmt.Errorf("arming a timer on the host clock: %w", err))
		}
		if !first { // armed before the clock is looked at: a second step must not go unnoticed
			stepped()
		}
		var expirations [8]byte
		if _, err := timer.Read(expirations[:]); err != nil && !errors.Is(err, unix.ECANCELED) {
			return unlessEnded(ctx, fmt.Errorf("waiting for a step of the host clock: %w", err))
		}
	}
}

// armNotice sets the timer so that setting the host clock cancels it (timerfd_create(2),
// TFD_TIMER_CANCEL_ON_SET).
func armNotice(timer *os.File) error {
	raw, err := timer.SyscallConn()
	if err != nil {
		return err
	}
	far := unix.ItimerSpec{Value: unix.NsecToTimespec(time.Now().Add(noticeTerm).UnixNano())}
	var failed error
	err = raw.Control(func(fd uintptr) {
		failed = unix.TimerfdSettime(int(fd), unix.TFD_TIMER_ABSTIME|unix.TFD_TIMER_CANCEL_ON_SET, &far, nil)
	})
	return errors.Join(err, failed)
}

// unlessEnded is err, nil where ctx has ended the work.
func unlessEnded(ctx context.Context, err error) error {
	select {
	case <-ctx.Done():
		return nil
	default:
		return err
	}
}
