package offsets

import (
	"time"

	"golang.org/x/sys/unix"
)

// kernelMaxError is where the kernel's own error bound saturates when nobody disciplines the clock, in microseconds
// (NTP_PHASE_LIMIT, include/linux/timex.h: 16 s).
const kernelMaxError = 16_000_000

// kernelWord is what the kernel says of the host clock.
type kernelWord struct {
	synchronised bool  // somebody disciplines it
	maxError     int64 // ns
}

// readKernel asks the kernel, changing nothing. A chronyd without rtcsync leaves STA_UNSYNC set but keeps the error bound
// fresh, so either sign of a disciplined clock is enough.
func readKernel() kernelWord {
	var timex unix.Timex // Modes 0: read only, no privilege needed (adjtimex(2))
	if _, err := unix.Adjtimex(&timex); err != nil {
		return kernelWord{}
	}
	return kernelWord{
		synchronised: timex.Status&unix.STA_UNSYNC == 0 || timex.Maxerror < kernelMaxError,
		maxError:     int64(timex.Maxerror) * int64(time.Microsecond),
	}
}

// kernelSynchronised tells whether somebody disciplines the host clock.
func kernelSynchronised() bool { return readKernel().synchronised }
