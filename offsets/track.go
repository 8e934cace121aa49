package offsets

import (
	"math"
	"math/bits"
	"slices"
)

// rateBits is the fixed point of a piece's rates: 2^-40 is 1e-12, below a nanosecond in a quarter of an hour, and every
// piece starts where the one before it ended, so no error adds up.
const rateBits = 40

const (
	standstill = -(int64(1) << rateBits)     // a correction falling as fast as host time advances
	steepest   = int64(1) << (rateBits + 10) // beyond any slew the kernel does; a longer way is gone in several pieces
	flatness   = int64(1) << (rateBits - 20) // rates closer than 1e-6 are one piece
	boundSlack = 10_000                      // ns by which a piece's bound may lie above the wanted one
)

// piece is a straight stretch of a map from host instants: the value to add to a host instant h is
// offset + floor(rate * (h-start)), valid from start to the start of the next piece.
type piece struct {
	start  int64 // host ns
	offset int64 // ns to add at start
	rate   int64 // change per host ns, in 2^-rateBits; never below standstill, so order is kept
	bound  int64 // ns at start
	growth int64 // of the bound, per host ns, in 2^-rateBits
	state  State
	result Outcome
}

func (p *piece) offsetAt(h int64) int64 { return p.offset + scale(p.rate, h-p.start) }

func (p *piece) boundAt(h int64) int64 {
	if p.bound >= Unbounded {
		return Unbounded
	}
	return max(0, p.bound+scale(p.growth, h-p.start))
}

// scale returns floor(rate * span / 2^rateBits) exactly. Flooring keeps order: floor of a non-decreasing function does
// not decrease.
func scale(rate, span int64) int64 {
	high, low := bits.Mul64(uint64(abs(rate)), uint64(abs(span)))
	quotient := int64(high<<(64-rateBits) | low>>rateBits)
	if (rate < 0) == (span < 0) {
		return quotient
	}
	if low&(1<<rateBits-1) != 0 {
		quotient++
	}
	return -quotient
}

// rateOver is the rate that makes rise in span, limited to what a piece may have. Rounded up, it makes rise to the
// nanosecond over spans below 2^rateBits ns, 18 minutes.
func rateOver(rise, span int64) int64 {
	return fixedRate(float64(rise) / float64(span))
}

func fixedRate(rate float64) int64 {
	scaled := math.Ceil(rate * (1 << rateBits))
	return int64(max(float64(standstill), min(scaled, float64(steepest))))
}

// point is what a map should say at one host instant, and pace how it is expected to go on per host ns.
type point struct {
	offset, bound int64
	state         State
	result        Outcome
}

type pace struct{ offset, bound float64 }

// track is a map under construction: pieces in order, fixed up to the frontier. It is append-only: a copy of the struct
// is a snapshot that later advances do not touch.
type track struct {
	start    int64 // first host instant it covers
	frontier int64 // last host instant that is fixed
	pieces   []piece
	dropped  int // pieces forgotten before the first of these
}

func newTrack(h int64, at point, ahead pace) track {
	return track{start: h, frontier: h, pieces: []piece{straight(h, at, ahead)}}
}

func straight(h int64, at point, ahead pace) piece {
	return piece{h, at.offset, fixedRate(ahead.offset), at.bound, fixedRate(ahead.bound), at.state, at.result}
}

func (t *track) last() *piece { return &t.pieces[len(t.pieces)-1] }

// present is the value at the frontier.
func (t *track) present() int64 { return t.last().offsetAt(t.frontier) }

// advance fixes the map up to h. Where the present piece foretells what is wanted within the tolerance it is simply
// longer now; else a new piece leads from the frontier to the wanted point, as near as order allows.
func (t *track) advance(h int64, want point, ahead pace, tolerance int64) {
	if h <= t.frontier {
		return
	}
	if !t.last().foretells(h, want, tolerance) {
		t.bend(h, want, ahead)
	}
	t.frontier = h
}

func (p *piece) foretells(h int64, want point, tolerance int64) bool {
	if p.state != want.state || p.result != want.result || abs(p.offsetAt(h)-want.offset) > tolerance {
		return false
	}
	bound := p.boundAt(h)
	return bound >= want.bound-tolerance/8 && bound <= want.bound+want.bound/8+boundSlack
}

func (t *track) bend(h int64, want point, ahead pace) {
	span, from := h-t.frontier, t.present()
	bound := t.last().boundAt(t.frontier)
	way := piece{t.frontier, from, rateOver(want.offset-from, span), max(bound, want.bound), 0, want.state, want.result}
	if bound < Unbounded && want.bound < Unbounded {
		way.bound, way.growth = bound, rateOver(want.bound-bound, span)
	}
	t.pieces = append(t.pieces, way)
	want.offset = way.offsetAt(h)
	onward := straight(h, want, ahead)
	if abs(onward.rate-way.rate) > flatness || abs(onward.growth-way.growth) > flatness || way.boundAt(h) != want.bound {
		t.pieces = append(t.pieces, onward)
	}
}

// forget drops the oldest pieces once there are more than limit, a quarter of them at a time. Snapshots keep what they have.
func (t *track) forget(limit int) {
	if len(t.pieces) > limit {
		t.pieces = slices.Clone(t.pieces[limit/4:])
		t.start = t.pieces[0].start
		t.dropped += limit / 4
	}
}

// find returns the piece that holds h; h lies between start and frontier.
func (t *track) find(h int64) *piece {
	if last := t.last(); h >= last.start {
		return last
	}
	low, high := 0, len(t.pieces)-1 // pieces[low].start <= h < pieces[high].start
	for high-low > 1 {
		if middle := int(uint(low+high) >> 1); t.pieces[middle].start <= h {
			low = middle
		} else {
			high = middle
		}
	}
	return &t.pieces[low]
}
