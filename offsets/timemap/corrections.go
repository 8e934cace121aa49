package timemap

import (
	"math"
	"sort"
)

// Window is a manual correction: host instants from From up to, not including, To get Offset. All
// in nanoseconds, the instants since the Unix epoch.
type Window struct{ From, To, Offset int64 }

// Corrections are windows in order of time that do not overlap. They outrank what was measured;
// their bound is 0, for whoever wrote them knows.
type Corrections []Window

// firstManual counts down: a window is numbered as a segment of its own.
const firstManual = math.MaxUint32

func (c Corrections) lookup(host int64) (Correction, bool) {
	i := sort.Search(len(c), func(i int) bool { return c[i].To > host })
	if i == len(c) || c[i].From > host {
		return Correction{}, false
	}
	return Correction{Offset: c[i].Offset, Would: c[i].Offset, State: Manual, Outcome: Applied, Segment: firstManual - uint32(i)}, true
}
