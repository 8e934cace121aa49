package iso

import "timesync/filter/timestamp/internal/calendar"

// Cut returns the latest instant not after nanos, in ns since 1970, that has at most digits
// fraction digits: it rounds down, before 1970 too. Negative digits are as 0, and those above 8
// change nothing.
func Cut(nanos int64, digits int) int64 {
	if digits >= 9 {
		return nanos
	}
	over := beyond(nanos, digits)
	if over < 0 {
		over += int64(calendar.Powers[9-max(digits, 0)])
	}
	if nanos < -1<<63+over { // the cut would be below the range
		return nanos
	}
	return nanos - over
}

// beyond returns what nanos has past so many digits. The usual numbers of digits are divided by as
// constants, which is cheaper.
func beyond(nanos int64, digits int) int64 {
	switch digits {
	case 3:
		return nanos % 1e6
	case 6:
		return nanos % 1e3
	}
	return nanos % int64(calendar.Powers[9-max(digits, 0)])
}

// Round returns the instant nearest to nanos, in ns since 1970, that has at most digits fraction
// digits, the later one of two that are as near. It never decreases as nanos grows.
func Round(nanos int64, digits int) int64 {
	if digits == 3 && nanos >= 0 && nanos < 1<<62 { // what most logs have
		nanos += 5e5
		return nanos - int64(uint64(nanos)%1e6)
	}
	return round(nanos, digits)
}

func round(nanos int64, digits int) int64 {
	if digits >= 9 {
		return nanos
	}
	half := int64(calendar.Powers[9-max(digits, 0)]) / 2
	if nanos > 1<<63-1-half { // the later instant would be above the range
		return Cut(nanos, digits)
	}
	return Cut(nanos+half, digits)
}
