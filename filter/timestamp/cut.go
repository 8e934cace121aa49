package timestamp

// maxDigits is the longest fraction that is kept: 9 digits in nanoseconds and 10 more, which a uint64 holds.
const maxDigits = 19

// powers[n] is 10 to the power of n.
var powers = [maxDigits + 1]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
	1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// Cut returns the latest instant not after nanos that has at most that many fraction digits: it rounds down, before
// 1970 too. digits above 8 change nothing.
func Cut(nanos int64, digits int) int64 {
	if digits >= 9 {
		return nanos
	}
	over := beyond(nanos, digits)
	if over < 0 {
		over += int64(powers[9-max(digits, 0)])
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
	return nanos % int64(powers[9-max(digits, 0)])
}
