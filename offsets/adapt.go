package offsets

import "time"

// How often a server is asked follows from what asking less often would cost: between two samples the bound grows, and
// that growth shall stay small beside what the path alone makes of it.
const (
	steadySamples = 16      // fewer say too little of the drift to wait longer
	steadyPolls   = 8       // running, before the interval is doubled
	easyGrowth    = 1.0 / 4 // of the sample's own distance, over the doubled interval: it may be doubled
	hardGrowth    = 1.0 / 2 // over the present interval: it is halved
)

// ease is what a source's samples say of the interval between its polls.
type ease uint8

const (
	enough ease = iota // as it is
	longer             // could be twice as long
	shorter
)

// easeAt judges an interval by the growth of the bound in it.
func (s *source) easeAt(interval time.Duration) ease {
	if len(s.samples) == 0 {
		return enough
	}
	distance := float64(s.samples[len(s.samples)-1].distance())
	growth := (s.line.skew + driftTolerance) * float64(interval)
	switch {
	case growth > hardGrowth*distance, len(s.samples) < steadySamples:
		return shorter
	case 2*growth <= easyGrowth*distance && s.contrary == nil:
		return longer
	}
	return enough
}

// adapt lengthens or shortens the interval between poll_min and poll_max.
func (s *schedule) adapt(to ease, p Polling) {
	if to != longer {
		s.steady = 0
	}
	switch {
	case to == longer && doubled(p.Min, s.longer, p.Max) < p.Max:
		if s.steady++; s.steady >= steadyPolls {
			s.longer, s.steady = s.longer+1, 0
		}
	case to == shorter && s.longer > 0:
		s.longer--
	}
}
