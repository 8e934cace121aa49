package timemap

import (
	"math"
	"math/bits"
)

// rateBits is the fixed point of a knot's rates: 2^-40 is 1e-12, below a nanosecond in a quarter of
// an hour, and every knot starts where the line of the one before it ends, so no error adds up.
const rateBits = 40

const (
	standstill = -(int64(1) << rateBits)     // a correction falling as fast as host time advances
	steepest   = int64(1) << (rateBits + 10) // beyond any slew the kernel does; a longer way takes several knots
	flatness   = int64(1) << (rateBits - 20) // rates closer than 1e-6 need no knot between
	boundSlack = 10_000                      // ns by which a knot's bound may lie above the wanted one
)

// Knot begins a straight line of a map from host instants: the value to add to a host instant h is
// Offset + floor(Rate * (h-Start)), valid from Start to the Start of the next knot.
type Knot struct {
	Start   int64 // host ns
	Offset  int64 // ns to add at Start
	Rate    int64 // change per host ns, in 2^-rateBits; never below standstill, so order is kept
	Bound   int64 // ns at Start
	Growth  int64 // of the bound, per host ns, in 2^-rateBits
	State   State
	Outcome Outcome
}

func (k *Knot) offsetAt(h int64) int64 { return k.Offset + scale(k.Rate, h-k.Start) }

func (k *Knot) boundAt(h int64) int64 {
	if k.Bound >= Unbounded {
		return Unbounded
	}
	return max(0, k.Bound+scale(k.Growth, h-k.Start))
}

// Possible reports whether the numbers are such as a map can have.
func (k *Knot) Possible() bool {
	rate := func(r int64) bool { return r >= standstill && r <= steepest }
	return k.Offset > -Unbounded && k.Offset <= Unbounded && rate(k.Rate) && rate(k.Growth) && k.Bound >= 0 && k.Bound <= Unbounded
}

// scale returns floor(rate * span / 2^rateBits) exactly. Flooring keeps order: floor of a
// non-decreasing function does not decrease.
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

// rateOver is the rate that makes rise in span, limited to what a knot may have. Rounded up, it
// makes rise to the nanosecond over spans below 2^rateBits ns, 18 minutes.
func rateOver(rise, span int64) int64 {
	return fixedRate(float64(rise) / float64(span))
}

func fixedRate(rate float64) int64 {
	scaled := math.Ceil(rate * (1 << rateBits))
	return int64(max(float64(standstill), min(scaled, float64(steepest))))
}

func straight(h int64, at Point, ahead Pace) Knot {
	return Knot{h, at.Offset, fixedRate(ahead.Offset), at.Bound, fixedRate(ahead.Bound), at.State, at.Outcome}
}

// foretells reports whether the line of the knot passes by what is wanted at h, as closely as the
// tolerance asks.
func (k *Knot) foretells(h int64, want Point, tolerance int64) bool {
	if k.State != want.State || k.Outcome != want.Outcome || abs(k.offsetAt(h)-want.Offset) > tolerance {
		return false
	}
	bound := k.boundAt(h)
	return bound >= want.Bound-tolerance/8 && bound <= want.Bound+want.Bound/8+boundSlack
}

func abs(x int64) int64 { return max(x, -x) }

func clamp(x, low, high int64) int64 { return max(low, min(x, high)) }
