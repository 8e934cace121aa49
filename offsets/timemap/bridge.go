package timemap

import "time"

// bridgeSlack is how far the host's and MONOTONIC's difference may seem to differ at both ends of
// an unwatched time for it to hold no step: readings on a busy machine are that wide. The bound
// allows for it.
const bridgeSlack = int64(time.Millisecond)

// Bridge leads from the last segment that was restored to the first one of this process, if both
// are of one boot and the host clock was neither stepped nor asleep in between: then only its slews
// are unknown there. It returns the segment between, unless its bound would be larger than the
// limit.
func (m *Map) Bridge(limit int64) (between Segment, ok bool) {
	n := len(m.closed)
	if n <= m.foreign || !m.closed[n-1].Kept {
		return Segment{}, false
	}
	between, ok = bridged(&m.closed[n-1], &m.current)
	if !ok || between.last().Bound > limit {
		return Segment{}, false
	}
	m.lastID++
	between.ID, m.current.ID = m.current.ID, m.lastID // numbered in order of time
	between.reach = max(between.Frontier, m.closed[n-1].reach)
	m.closed = append(m.closed, between)
	m.opened[Restart]++
	return between, true
}

// Cross fixes the segment that is being built over a time in which nobody read the clocks, for this
// process was stopped. Only the way is straight, as over the time between two processes: the host
// clock may have been slewed there and back, so the bound grows towards the middle.
func (m *Map) Cross(h int64, want Point, ahead Pace) {
	from, span := m.current.Frontier, h-m.current.Frontier
	if span <= 0 {
		return
	}
	way := want.Offset - m.Applied()
	want.Bound = AddBounds(max(m.current.last().boundAt(from), want.Bound), abs(m.current.last().offsetAt(h)-want.Offset))
	half := want
	half.Offset, half.Bound = m.Applied()+way/2, AddBounds(want.Bound, unwatched(span-span/2))
	m.Advance(from+span/2, half, Pace{Offset: float64(way) / float64(span), Bound: -unwatchedDrift}, 0)
	m.Advance(h, want, ahead, 0)
}

// bridged is the straight line from the end of one segment to the beginning of the other. Its bound
// grows towards the middle, for the host clock may have been slewed there and back.
func bridged(before, after *Segment) (Segment, bool) {
	start, end := before.Frontier+1, after.Start-1
	from, to := before.correction(before.Frontier), after.correction(after.Start)
	span := end - start
	if span <= 0 || abs(before.Zero-after.Zero) > bridgeSlack || from.Outcome == Unsynced || to.Outcome == Unsynced {
		return Segment{}, false
	}
	outcome := Applied
	if from.Outcome == HostKept && to.Outcome == HostKept {
		outcome = HostKept
	}
	ends := AddBounds(max(from.Bound, to.Bound), abs(to.Offset-from.Offset)+bridgeSlack)
	middle := start + span/2
	up := Knot{start, from.Offset, rateOver(to.Offset-from.Offset, span), ends, fixedRate(unwatchedDrift), Holdover, outcome}
	down := Knot{middle, up.offsetAt(middle), up.Rate, AddBounds(ends, unwatched(end-middle)), fixedRate(-unwatchedDrift), Holdover, outcome}
	result := Track{Start: start, Frontier: end, Knots: []Knot{up, down}}
	return Segment{Track: result, Origin: Origin{Reason: Restart, Zero: after.Zero}}, true
}
