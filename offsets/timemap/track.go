package timemap

import "slices"

// Point is what a map should say at one host instant.
type Point struct {
	Offset, Bound int64
	State         State
	Outcome       Outcome
}

// Pace is how a map is expected to go on from a Point, per host ns.
type Pace struct{ Offset, Bound float64 }

// Track is a map under construction: knots in order, fixed up to the frontier. It is append-only: a
// copy of the struct is a snapshot that later advances do not touch.
type Track struct {
	Start    int64 // first host instant it covers
	Frontier int64 // last host instant that is fixed
	Knots    []Knot
	Dropped  int // knots forgotten before the first of these
}

// NewTrack begins a track with one knot.
func NewTrack(h int64, at Point, ahead Pace) Track {
	return Track{Start: h, Frontier: h, Knots: []Knot{straight(h, at, ahead)}}
}

func (t *Track) last() *Knot { return &t.Knots[len(t.Knots)-1] }

// Present is the value at the frontier.
func (t *Track) Present() int64 { return t.last().offsetAt(t.Frontier) }

// Advance fixes the map up to h. Where the last knot foretells what is wanted within the tolerance
// its line simply goes on; else a new knot leads from the frontier to the wanted point, as near as
// order allows.
func (t *Track) Advance(h int64, want Point, ahead Pace, tolerance int64) {
	if h <= t.Frontier {
		return
	}
	if !t.last().foretells(h, want, tolerance) {
		t.bend(h, want, ahead)
	}
	t.Frontier = h
}

func (t *Track) bend(h int64, want Point, ahead Pace) {
	span, from := h-t.Frontier, t.Present()
	bound := t.last().boundAt(t.Frontier)
	way := Knot{t.Frontier, from, rateOver(want.Offset-from, span), max(bound, want.Bound), 0, want.State, want.Outcome}
	if bound < Unbounded && want.Bound < Unbounded {
		way.Bound, way.Growth = bound, rateOver(want.Bound-bound, span)
	}
	t.Knots = append(t.Knots, way)
	want.Offset = way.offsetAt(h)
	onward := straight(h, want, ahead)
	if abs(onward.Rate-way.Rate) > flatness || abs(onward.Growth-way.Growth) > flatness || way.boundAt(h) != want.Bound {
		t.Knots = append(t.Knots, onward)
	}
}

// Trim drops the oldest knots once there are more than maxKnots.
func (t *Track) Trim() { t.forget(maxKnots) }

// forget drops the oldest knots once there are more than limit, a quarter of them at a time.
// Snapshots keep what they have.
func (t *Track) forget(limit int) {
	if len(t.Knots) > limit {
		t.Knots = slices.Clone(t.Knots[limit/4:])
		t.Start = t.Knots[0].Start
		t.Dropped += limit / 4
	}
}

// OffsetAt is the value to add at h, which lies between Start and Frontier.
func (t *Track) OffsetAt(h int64) int64 { return t.find(h).offsetAt(h) }

// find returns the knot whose line h lies on, between Start and Frontier.
func (t *Track) find(h int64) *Knot {
	if last := t.last(); h >= last.Start {
		return last
	}
	low, high := 0, len(t.Knots)-1 // Knots[low].Start <= h < Knots[high].Start
	for high-low > 1 {
		if middle := int(uint(low+high) >> 1); t.Knots[middle].Start <= h {
			low = middle
		} else {
			high = middle
		}
	}
	return &t.Knots[low]
}
