package hostclock

import (
	"time"

	"golang.org/x/sys/unix"
)

// kernelMaxError is where the kernel's own error bound saturates when nobody disciplines the clock,
// in microseconds (NTP_PHASE_LIMIT, include/linux/timex.h: 16 s).
const kernelMaxError = 16_000_000

// Kernel is what the kernel says of the host clock.
type Kernel struct {
	Synchronised bool  // somebody disciplines it
	MaxError     int64 // ns
}

// ReadKernel asks the kernel, changing nothing. A chronyd without rtcsync leaves STA_UNSYNC set but
// keeps the error bound fresh, so either sign of a disciplined clock is enough.
func ReadKernel() Kernel {
	var timex unix.Timex // Modes 0: read only, no privilege needed (adjtimex(2))
	if _, err := unix.Adjtimex(&timex); err != nil {
		return Kernel{}
	}
	return Kernel{
		Synchronised: timex.Status&unix.STA_UNSYNC == 0 || timex.Maxerror < kernelMaxError,
		MaxError:     int64(timex.Maxerror) * int64(time.Microsecond), //nolint:unconvert // it is an int32 on 32-bit machines
	}
}

// Disciplined reports whether somebody disciplines the host clock.
func Disciplined() bool { return ReadKernel().Synchronised }
