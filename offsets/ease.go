package offsets

import "time"

// How often a server is asked follows from what asking less often would cost: between two samples the bound grows, and
// that growth shall stay small beside what the path alone makes of it.
const (
	steadySamples = 16      // fewer say too little of the drift to wait longer
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
func (e *Estimator) easeAt(interval time.Duration) ease {
	if len(e.samples) == 0 {
		return enough
	}
	distance := float64(e.samples[len(e.samples)-1].distance())
	growth := (e.line.skew + driftTolerance) * float64(interval)
	switch {
	case growth > hardGrowth*distance, len(e.samples) < steadySamples:
		return shorter
	case 2*growth <= easyGrowth*distance && e.contrary == nil:
		return longer
	}
	return enough
}
