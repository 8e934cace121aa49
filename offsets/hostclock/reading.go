package hostclock

import "golang.org/x/sys/unix"

// Reading is one reading of the host's clocks at the same moment, all in nanoseconds.
type Reading struct {
	Real  int64 // CLOCK_REALTIME, the clock that stamps logs; may be stepped and slewed
	Raw   int64 // CLOCK_MONOTONIC_RAW; nobody steps or slews it
	Mono  int64 // CLOCK_MONOTONIC; slewed together with Real, never stepped
	Boot  int64 // CLOCK_BOOTTIME; Mono plus the time the machine was suspended
	Width int64 // all four were read within this long: the uncertainty of any difference between them
}

const (
	readAttempts = 5
	goodWidth    = 1500 // ns; four system calls take about this long, a longer bracket was interrupted

	// stepSlack is the change of Real-Mono beyond the widths of two readings that counts as a step.
	// Both clocks are slewed together, so only a step changes their difference; 1 us is above their
	// rounding.
	stepSlack = 1_000
	// suspendSlack is the growth of Boot-Mono that counts as a suspend.
	suspendSlack = 10_000_000
)

// Read reads the host's clocks, RAW before and after the others, and returns the narrowest of at
// most five attempts. It allocates nothing.
func Read() Reading {
	best := readOnce()
	for try := 1; try < readAttempts && best.Width > goodWidth; try++ {
		if again := readOnce(); again.Width < best.Width {
			best = again
		}
	}
	return best
}

func readOnce() Reading {
	before := readClock(unix.CLOCK_MONOTONIC_RAW)
	boot := readClock(unix.CLOCK_BOOTTIME)
	mono := readClock(unix.CLOCK_MONOTONIC)
	host := readClock(unix.CLOCK_REALTIME)
	after := readClock(unix.CLOCK_MONOTONIC_RAW)
	return Reading{Real: host, Raw: before + (after-before)/2, Mono: mono, Boot: boot, Width: after - before}
}

// readClock cannot fail for clocks that every Linux since 2.6.39 has.
func readClock(clock int32) int64 {
	var at unix.Timespec
	if unix.ClockGettime(clock, &at) != nil {
		return 0
	}
	return at.Nano()
}

// Lead is W, host time minus RAW.
func (r Reading) Lead() int64 { return r.Real - r.Raw }

// StepSince returns by how much the host clock was stepped since the earlier reading, 0 if it was
// not.
func (r Reading) StepSince(earlier Reading) int64 {
	step := (r.Real - r.Mono) - (earlier.Real - earlier.Mono)
	if abs(step) <= r.Width+earlier.Width+stepSlack {
		return 0
	}
	return step
}

// SleptSince reports whether the machine was suspended since the earlier reading.
func (r Reading) SleptSince(earlier Reading) bool {
	return (r.Boot-r.Mono)-(earlier.Boot-earlier.Mono) > suspendSlack+r.Width+earlier.Width
}

// Shifted returns the reading as a host clock stepped by step would have shown it.
func (r Reading) Shifted(step int64) Reading {
	r.Real += step
	return r
}

func abs(x int64) int64 { return max(x, -x) }
