package timemap

import "math"

// present is the newest knot of a map, held ready in each View: nearly all stamps are of the last
// moments. From from to to it alone decides, and no older segment showed these instants too.
type present struct {
	from, to int64 // host ns; empty if from > to
	knot     Knot
	segment  uint32
}

// atHand finds what of the view's map can be answered by its newest knot.
func (v *View) atHand() present {
	if v.dryRun || !v.measured() {
		return present{from: math.MaxInt64}
	}
	last := v.current.last()
	if v.given {
		return present{from: math.MinInt64, to: math.MaxInt64, knot: *last, segment: v.current.ID}
	}
	p := present{from: max(last.Start, v.oldest().Start), to: v.current.Frontier, knot: *last, segment: v.current.ID}
	if n := len(v.closed); n > 0 {
		p.from = max(p.from, v.closed[n-1].reach+1)
	}
	return p
}

func (p *present) holds(host int64) bool { return p.from <= host && host <= p.to }

func (p *present) correction(host int64) Correction {
	offset := p.knot.offsetAt(host)
	return Correction{Offset: offset, Bound: p.knot.boundAt(host), Would: offset, State: p.knot.State, Outcome: p.knot.Outcome, Segment: p.segment}
}
