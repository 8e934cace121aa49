package main

import (
	"cmp"
	"maps"
	"slices"

	"timesync/offsets/ntp"
)

// naive is a client without filter or regression: of each server it holds one sample, the newest or
// the one of least delay among the last few, until a better one comes.
type naive struct {
	depth   int // samples of each server to choose from; 1: the newest
	servers map[string][]held
}

// held is a sample in host time, ns.
type held struct{ at, offset, delay int64 }

// naiveDrift is the growth of a held sample's interval, s/s, as the traces' README has it.
const naiveDrift = 30e-6

func (n *naive) add(e ntp.Exchange) {
	offset := (e.T2-e.T1)/2 + (e.T3-e.T4)/2
	samples := append(n.servers[e.Server], held{e.T4, offset, (e.T4 - e.T1) - (e.T3 - e.T2)})
	n.servers[e.Server] = samples[max(0, len(samples)-n.depth):]
}

// estimate intersects the servers' intervals by strict majority and weighs those in it by
// 1/interval. ok is false without a majority.
func (n *naive) estimate(now int64) (offset, bound float64, ok bool) {
	type span struct{ center, radius float64 }
	var spans []span
	for _, name := range slices.Sorted(maps.Keys(n.servers)) {
		samples := n.servers[name]
		best := slices.MinFunc(samples, func(a, b held) int { return cmp.Compare(a.delay, b.delay) })
		spans = append(spans, span{float64(best.offset), float64(best.delay)/2 + naiveDrift*float64(now-best.at)})
	}
	depth, low, high := 0, 0.0, 0.0
	for _, a := range spans { // the deepest overlap begins at some low end
		over, end := 0, a.center+a.radius
		for _, b := range spans {
			if b.center-b.radius <= a.center-a.radius && a.center-a.radius <= b.center+b.radius {
				over++
				end = min(end, b.center+b.radius)
			}
		}
		if over > depth {
			depth, low, high = over, a.center-a.radius, end
		}
	}
	if 2*depth <= len(spans) {
		return 0, 0, false
	}
	sum, weights := 0.0, 0.0
	for _, s := range spans {
		if s.center-s.radius <= high && s.center+s.radius >= low {
			sum += s.center / s.radius
			weights += 1 / s.radius
		}
	}
	offset = max(low, min(sum/weights, high))
	return offset, max(high-offset, offset-low), true
}
