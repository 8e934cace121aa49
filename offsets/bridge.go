package offsets

import "time"

// bridgeSlack is how far the host's and MONOTONIC's difference may seem to differ at both ends of an unwatched time for it
// to hold no step: readings on a busy machine are that wide. The bound allows for it.
const bridgeSlack = int64(time.Millisecond)

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
