package offsets

import "time"

// bridgeSlack is how far the host's and MONOTONIC's difference may seem to differ at both ends of an unwatched time for it
// to hold no step: readings on a busy machine are that wide. The bound allows for it.
const bridgeSlack = int64(time.Millisecond)

// bridge leads from the last segment that the journal knows to the first one of this process, if both are of one boot and
// the host clock was neither stepped nor slept in between: then only its slews are unknown there.
func (t *Timeline) bridge() {
	n := len(t.closed)
	if n <= t.foreign || !t.closed[n-1].kept {
		return
	}
	between, ok := bridged(&t.closed[n-1], &t.current)
	if !ok || between.last().bound > int64(t.policy.MaxError) {
		return
	}
	t.lastID++
	between.id, t.current.id = t.current.id, t.lastID // numbered in order of time
	between.reach = max(between.frontier, t.closed[n-1].reach)
	t.closed = append(t.closed, between)
	t.opened[Restart]++
	t.clock.reports.say(levelInfo, "the host clock was not stepped in the %s between the journal's end and this start: offsets "+
		"of that time lie between %s and %s", time.Duration(between.frontier-between.start).Round(time.Millisecond),
		seconds(between.pieces[0].offset), seconds(between.present()))
}

// bridged is the straight line from the end of one segment to the beginning of the other. Its bound grows towards the
// middle, for the host clock may have been slewed there and back.
func bridged(before, after *segment) (segment, bool) {
	start, end := before.frontier+1, after.start-1
	from, to := before.correction(before.frontier), after.correction(after.start)
	span := end - start
	if span <= 0 || abs(before.zero-after.zero) > bridgeSlack || from.Outcome == Unsynced || to.Outcome == Unsynced {
		return segment{}, false
	}
	outcome := Applied
	if from.Outcome == HostKept && to.Outcome == HostKept {
		outcome = HostKept
	}
	ends := addBounds(max(from.Bound, to.Bound), abs(to.Offset-from.Offset)+bridgeSlack)
	middle := start + span/2
	up := piece{start, from.Offset, rateOver(to.Offset-from.Offset, span), ends, fixedRate(unwatchedDrift), Holdover, outcome}
	down := piece{middle, up.offsetAt(middle), up.rate, addBounds(ends, unwatched(end-middle)), fixedRate(-unwatchedDrift), Holdover, outcome}
	result := track{start: start, frontier: end, pieces: []piece{up, down}}
	return segment{track: result, origin: origin{reason: Restart, zero: after.zero}}, true
}
