// Package world simulates a host with its clocks and NTP servers on noisy paths, driven by true
// time. Nothing in it depends on the machine: the same seed gives the same run. It knows nothing of
// how a clock is measured.
//
// Instants and durations are integer nanoseconds; rates are seconds per second.
package world

import (
	"math"
	"math/rand/v2"
)

const second = int64(1e9)

// Oscillator is how the host's oscillator runs against true time.
type Oscillator struct {
	Drift  float64 // rate beyond 1
	Wander float64 // standard deviation of the step that the rate makes each second
	Swing  float64 // amplitude of a sine that the temperature adds to the rate
	Period int64   // of that sine
}

// World is the host and the true time around it.
type World struct {
	Random  *rand.Rand
	Servers []Server

	oscillator Oscillator
	start, now int64   // true time since the Unix epoch
	wandered   float64 // sum of the wander's steps
	raw        float64 // CLOCK_MONOTONIC_RAW; whole nanoseconds are read
	lead       int64   // REALTIME minus RAW, by steps
	slewed     float64 // and by slews, which MONOTONIC shares
	slew       float64
	slept      int64
}

// New makes a host whose clock is behind the true time now by offset.
func New(seed uint64, now, offset int64, oscillator Oscillator) *World {
	w := &World{Random: rand.New(rand.NewPCG(seed, 1)), oscillator: oscillator, start: now, now: now, raw: 5e9}
	w.lead = now - offset - int64(w.raw)
	return w
}

// Clocks is one reading of the host's clocks.
type Clocks struct{ Real, Raw, Mono, Boot int64 }

// Clocks reads the host's clocks now.
func (w *World) Clocks() Clocks {
	raw := int64(math.Floor(w.raw))
	mono := raw + int64(w.slewed)
	return Clocks{Real: mono + w.lead, Raw: raw, Mono: mono, Boot: mono + w.slept}
}

// Age is how long the world has existed.
func (w *World) Age() int64 { return w.now - w.start }

// Truth is true time minus host time now.
func (w *World) Truth() int64 { return w.now - w.Clocks().Real }

// Pass lets true time pass.
func (w *World) Pass(ns int64) {
	for ns > 0 {
		span := min(ns, second-w.Age()%second)
		w.flow(span)
		if ns -= span; w.Age()%second == 0 {
			w.wandered += w.oscillator.Wander * w.Random.NormFloat64()
		}
	}
}

func (w *World) flow(ns int64) {
	rate := w.oscillator.Drift + w.wandered
	if w.oscillator.Period > 0 {
		rate += w.oscillator.Swing * math.Sin(2*math.Pi*float64(w.Age())/float64(w.oscillator.Period))
	}
	before := math.Floor(w.raw)
	w.now += ns
	w.raw += float64(ns) * (1 + rate)
	w.slewed += (math.Floor(w.raw) - before) * w.slew
}

// Step sets the host clock forward by ns.
func (w *World) Step(ns int64) { w.lead += ns }

// Slew lets the host clock gain on its oscillator at the rate from now on.
func (w *World) Slew(rate float64) { w.slew = rate }

// Suspend stops the machine for ns. The battery's clock puts the host clock right on waking, but
// for err.
func (w *World) Suspend(ns, err int64) {
	w.now += ns
	w.slept += ns
	w.lead += ns + err
}
