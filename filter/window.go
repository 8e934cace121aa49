package filter

import (
	"time"

	"timesync/filter/timestamp"
)

// Window says how far a record's corrected time may lie from true now. 0 is any distance.
type Window struct {
	Past   time.Duration // window_past
	Future time.Duration // window_future
}

// judge returns OutsideWindow where an instant lies too far from now, both in ns since 1970. A clock that is not to be
// believed (now is 0) judges nothing.
func (w *Window) judge(nanos, now int64) timestamp.Reason {
	switch {
	case now == 0:
	case w.Past > 0 && nanos < now-int64(w.Past), w.Future > 0 && nanos > now+int64(w.Future):
		return timestamp.OutsideWindow
	}
	return timestamp.Read
}
