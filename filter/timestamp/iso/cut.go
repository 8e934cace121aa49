package iso

import "timesync/filter/timestamp/internal/calendar"

// Cut returns the latest instant not after nanos that has at most that many fraction digits: it rounds down, before
// 1970 too. digits above 8 change nothing.
func Cut(nanos int64, digits int) int64 {
	if digits >= 9 {
		return nanos
	}
	over := beyond(nanos, digits)
	if over < 0 {
		over += int64(calendar.Powers[9-max(digits, 0)])
	}
	if nanos < -1<<63+over { // the first cut below the range: its own last value is all that can be said
		return nanos
	}
	return nanos - over
}

// beyond is what nanos has past that many digits. The usual numbers of digits are constants to divide by: a third of the time.
func beyond(nanos int64, digits int) int64 {
	switch digits {
	case 3:
		return nanos % 1e6
	case 6:
		return nanos % 1e3
	}
	return nanos % int64(calendar.Powers[9-max(digits, 0)])
}
