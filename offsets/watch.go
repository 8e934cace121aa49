package offsets

import (
	"time"

	"timesync/offsets/hostclock"
	"timesync/offsets/timemap"
)

const (
	// unwatchedGap is the longest time between two readings over which a slew of the host clock is
	// taken as even.
	unwatchedGap = 5 * time.Second

	// paceSpan, ns: a reading each second, less a tick's jitter.
	paceSpan = 900_000_000
)

// watch is what the readings of the host's clocks have shown, since the first one or the last step
// or suspend.
type watch struct {
	last     hostclock.Reading // the newest one
	first    hostclock.Reading // where the watch begins
	limited  bool              // it begins with a step or a suspend
	toRaw    timemap.Track     // from host time to RAW
	anchor   hostclock.Reading // where the lead's rate is measured from
	leadRate float64           // change of host minus RAW, s/s
	turned   int64             // by how much the newest reading missed what that rate foretold, ns
}

// broken reports whether nothing is known of the time up to the reading, or the host was stepped or
// slept in it.
func (w *watch) broken(now hostclock.Reading) bool {
	return w.last == hostclock.Reading{} || now.SleptSince(w.last) || now.StepSince(w.last) != 0
}

// begin begins anew at a reading.
func (w *watch) begin(at hostclock.Reading, limited bool) {
	w.toRaw = timemap.NewTrack(at.Real, rawAt(at), timemap.Pace{Offset: -w.leadRate})
	w.first, w.anchor, w.limited, w.turned = at, at, limited, 0
}

// resume begins anew where the host clock's new reading begins after a step or a suspend, at an
// unknown moment between then and now.
func (w *watch) resume(then, now hostclock.Reading, step int64) {
	w.begin(then.Shifted(step), true)
	w.toRaw.Advance(now.Real, rawAt(now), timemap.Pace{Offset: -w.leadRate}, bendSlack+now.Width)
}

// follow goes on to a reading. slack is the deviation, ns, that begins a new knot.
func (w *watch) follow(now hostclock.Reading, slack int64) {
	w.turned = w.turn(now)
	w.pace(now)
	w.toRaw.Advance(now.Real, rawAt(now), timemap.Pace{Offset: -w.leadRate}, slack+now.Width)
	w.toRaw.Trim()
}

// turn is by how much the host clock missed its rate since the newest reading, beyond what the
// readings' widths and a map's tolerance explain: a slew began or ended in between. At an instant
// in between the host clock may have been off the straight line by so much.
func (w *watch) turn(now hostclock.Reading) int64 {
	missed := abs(now.Lead() - w.last.Lead() - int64(w.leadRate*float64(now.Mono-w.last.Mono)))
	if missed <= viewSlack+now.Width+w.last.Width {
		return 0
	}
	return missed
}

// pace measures how fast the host clock gains on RAW, over a second or more.
func (w *watch) pace(now hostclock.Reading) {
	if span := now.Mono - w.anchor.Mono; span >= paceSpan {
		w.leadRate = float64(now.Lead()-w.anchor.Lead()) / float64(span)
		w.anchor = now
	}
}

// rawAt is a point of the map from host time to RAW.
func rawAt(r hostclock.Reading) timemap.Point { return timemap.Point{Offset: -r.Lead()} }
