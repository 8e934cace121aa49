package filter

import "timesync/offsets/timemap"

// arrival is what the clock that wrote a chunk's stamps shows as it arrives, or 0
// where that is not known: times of day without date are read against it. The
// host's own clock counts as it is, since its stamps are not corrected yet. A
// reference_time says that the records are not of today.
func (f *Filter) arrival(clock *timemap.View, remote bool) int64 {
	switch {
	case f.config.Reference != 0:
		return 0
	case remote:
		return f.now(clock)
	case clock.HostNow() >= f.config.BuiltAt:
		return clock.HostNow()
	}
	return 0
}
