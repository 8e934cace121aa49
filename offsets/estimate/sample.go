package estimate

import "time"

// Limits and tolerances that judging an exchange and judging a sample share.
const (
	MaxDistance    = 1_500 * int64(time.Millisecond) // ns; RFC 5905 section 7.2 MAXDIST as NTPsec sets it
	DriftTolerance = 15e-6                           // s/s; RFC 5905 section 7.2 PHI
)

// Sample is what one accepted exchange tells of theta.
type Sample struct {
	At             int64 // the middle of the exchange, RAW ns
	Theta          int64 // true time minus RAW, ns
	Delay          int64 // round trip without the server's time, ns
	Error          int64 // uncertainty of the stamps themselves, ns
	RootDelay      int64 // ns
	RootDispersion int64 // ns
	Precision      int64 // ns
}

// Distance is the largest error of Theta at the moment of the sample (RFC 5905 section 11.1,
// lambda).
func (s *Sample) Distance() int64 {
	return s.Delay/2 + s.Error + s.RootDelay/2 + s.RootDispersion
}
