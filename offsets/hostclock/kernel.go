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
	Refused      error // why the kernel does not tell; nil: it does
}

// ReadKernel asks the kernel, changing nothing. A chronyd without rtcsync leaves STA_UNSYNC set but
// keeps the error bound fresh, so either sign of a disciplined clock is enough.
func ReadKernel() Kernel {
	var timex unix.Timex // Modes 0: read only, no privilege needed (adjtimex(2))
	if _, err := unix.Adjtimex(&timex); err != nil {
		return Kernel{Refused: err}
	}
	return Kernel{
		Synchronised: timex.Status&unix.STA_UNSYNC == 0 || timex.Maxerror < kernelMaxError,
		MaxError:     int64(timex.Maxerror) * int64(time.Microsecond), //nolint:unconvert // it is an int32 on 32-bit machines
	}
}

// disciplined reports whether somebody may discipline the host clock. Where the kernel does not tell
// (systemd's ProtectClock, seccomp) nobody knows, and a good clock must not be taken for a bad one.
func (k Kernel) disciplined() bool { return k.Synchronised || k.Refused != nil }

// Disciplined reports whether somebody disciplines the host clock, as far as may be known.
func Disciplined() bool { return ReadKernel().disciplined() }
