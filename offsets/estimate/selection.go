package estimate

import (
	"cmp"
	"math"
	"slices"
)

// Candidate is one server's vote: theta lies in [low, high], most likely at theta. All ns.
type Candidate struct {
	of               *Estimator
	theta, low, high int64
	radius           int64    // half of high-low
	deviation        float64  // of theta by the noise of the samples, one sigma
	bias             interval // relative to the other candidates'
}

// Estimate is what a majority agrees on: theta along a line, and the evidence's bound.
type Estimate struct {
	At         int64   // RAW ns
	Theta      int64   // true time minus RAW at that moment, ns
	Slope      float64 // of theta, s/s
	Skew       float64 // uncertainty of Slope, s/s
	Bound      int64   // largest error of Theta, ns
	Stratum    uint8   // of the nearest server that agrees
	Agree      int     // servers that agree
	Selectable int     // servers that were fit to vote
}

// ThetaAt is theta at another moment, along the line.
func (e *Estimate) ThetaAt(raw int64) int64 {
	return e.Theta + int64(math.Round(e.Slope*float64(raw-e.At)))
}

// BoundAt is the bound at another moment: it grows by the slope's uncertainty plus drift, s/s.
func (e *Estimate) BoundAt(raw int64, drift float64) int64 {
	return e.Bound + int64((e.Skew+drift)*float64(abs(raw-e.At)))
}

// interval is a range of theta, ends included.
type interval struct{ low, high int64 }

func (i interval) meet(other interval) interval {
	return interval{max(i.low, other.low), min(i.high, other.high)}
}

func (i interval) touches(c Candidate) bool { return c.low <= i.high && c.high >= i.low }

// agreement sweeps over the ends of all intervals (Marzullo; RFC 5905 section 11.2.1). best is
// where most of them overlap; majority is the hull of all points in the intervals of more than half
// of the voters. If more than half of the voters are right, the truth is in majority, but need not
// be in best: falsetickers may add to the overlap elsewhere.
func agreement(candidates []Candidate, voters int) (best, majority interval, ok bool) {
	type end struct {
		at   int64
		step int // +1 where an interval begins, -1 where it ends
	}
	ends := make([]end, 0, 2*len(candidates))
	for _, c := range candidates {
		ends = append(ends, end{c.low, +1}, end{c.high, -1})
	}
	slices.SortFunc(ends, func(a, b end) int { // touching ends overlap: begin first
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(b.step, a.step))
	})
	depth, deepest := 0, 0
	for _, e := range ends {
		if e.step < 0 {
			if depth == deepest {
				best.high = e.at
			}
			if 2*depth > voters {
				majority.high = e.at
			}
			depth--
			continue
		}
		if depth++; depth > deepest {
			deepest, best.low = depth, e.at
		}
		if 2*depth > voters && !ok {
			ok, majority.low = true, e.at
		}
	}
	return best, majority, ok
}

// Choose finds the majority among so many voters, of which the candidates are those that have
// answered, and combines the candidates in it that also agree within their noise. It sets the
// estimators' standings.
func Choose(candidates []Candidate, voters int, raw int64) (Estimate, bool) {
	best, majority, ok := agreement(candidates, voters)
	if !ok {
		for _, c := range candidates {
			c.of.standing = Undecided
		}
		return Estimate{}, false
	}
	possible := touching(candidates, majority)
	agreeing, within := concur(possible, best, voters)
	stand(candidates, possible, agreeing)
	estimate := combine(agreeing, raw)
	estimate.Theta = clamp(estimate.Theta, within.low, within.high)
	estimate.Bound = max(majority.high-estimate.Theta, estimate.Theta-majority.low)
	estimate.Agree, estimate.Selectable = len(agreeing), len(candidates)
	return estimate, true
}

// concur chooses among those that may be right, and returns where they overlap. Those that agree
// within their noise are chosen before the ends of the intervals are looked at: a falseticker by
// about half a round trip overlaps with the edge of each right server, so that the deepest overlap
// is at that edge and may even leave right servers out.
func concur(possible []Candidate, best interval, voters int) (agreeing []Candidate, within interval) {
	if kept := cluster(possible, voters); len(kept) < len(possible) {
		if overlap, _, ok := agreement(kept, voters); ok {
			return touching(kept, overlap), overlap
		}
	}
	return touching(possible, best), best
}

func touching(candidates []Candidate, within interval) (touch []Candidate) {
	for _, c := range candidates {
		if within.touches(c) {
			touch = append(touch, c)
		}
	}
	return touch
}

// stand sets the standings, the worst first.
func stand(candidates, possible, agreeing []Candidate) {
	for _, c := range candidates {
		c.of.standing = Falseticker
	}
	for _, c := range possible {
		c.of.standing = Outlier
	}
	for _, c := range agreeing {
		c.of.standing = Truechimer
	}
}
