package filter

// ClockOwner says whose clock wrote the times of a chunk. Only this host's clock was measured, so
// only what it wrote is moved.
type ClockOwner uint8

const (
	LocalClock   ClockOwner = iota // this host's wrote stamps and event times
	RemoteClock                    // another machine's wrote both
	RemoteStamps                   // another machine's wrote the stamps; an event time is the arrival, unless it shows otherwise
	UnknownClock                   // nothing tells whose: the records are treated as another machine's
)

// String returns what details shows of records that are formatted only.
func (o ClockOwner) String() string {
	return [...]string{"local", "remote", "remote", "unknown_clock"}[o]
}

// arrivals tells event times that this host's clock wrote as the records came in from those that a
// filter ahead of this one read out of the sender's text. An arrival is of the last moments and has
// all nanoseconds of the host clock.
type arrivals struct{ fine, coarse uint64 }

const (
	// From the arrival to the filter, through the ring buffer of a threaded input, it takes less
	// than a second; a busy machine is given the same five seconds as a live stream.
	arrivalSpan = 5e9
	// Of a thousand arrivals one ends in three zeros by chance. More than one in so many are a
	// parser's, which reads six digits at most from nearly all senders.
	coarseShare = 200
)

// holds reports whether an event time is an arrival. Both are in ns by the host clock.
func (a *arrivals) holds(nanos, now int64) bool {
	if age := now - nanos; age < 0 || age > arrivalSpan {
		return false
	}
	if nanos%1000 != 0 {
		a.fine++
		return true
	}
	a.coarse++
	return a.coarse*coarseShare <= a.fine
}
