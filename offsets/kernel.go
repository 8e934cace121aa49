package offsets

import "golang.org/x/sys/unix"

// kernelMaxError is where the kernel's own error bound saturates when nobody disciplines the clock, in microseconds
// (NTP_PHASE_LIMIT, include/linux/timex.h: 16 s).
const kernelMaxError = 16_000_000

// kernelSynchronised asks the kernel, changing nothing, whether somebody disciplines the host clock. A chronyd without
// rtcsync leaves STA_UNSYNC set but keeps the error bound fresh, so either sign is enough.
func kernelSynchronised() bool {
	var timex unix.Timex // Modes 0: read only, no privilege needed (adjtimex(2))
	if _, err := unix.Adjtimex(&timex); err != nil {
		return false
	}
	return timex.Status&unix.STA_UNSYNC == 0 || timex.Maxerror < kernelMaxError
}
