package offsets

import (
	"time"

	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/journal"
	"timesync/offsets/timemap"
)

const (
	// slewRate is how fast a change of what is applied is approached, seconds per second of host
	// time; slewLimit is the largest change approached so, ns: 50 s. Larger ones begin a new
	// segment.
	slewRate  = 5e-3
	slewLimit = 250 * int64(time.Millisecond)

	// bendSlack is the deviation of the map from what is wanted, beyond the clocks' widths, that
	// begins a new knot when the clocks are read each second; viewSlack the one between, which
	// keeps a slew from making a knot per chunk.
	bendSlack = 2_000
	viewSlack = 10_000
)

// Timeline is the map from host time to true time under one policy. Its clock's mutex protects all
// of it.
type Timeline struct {
	clock    *Clock
	policy   Policy // with defaults
	verdict  verdict
	estimate estimate.Estimate // as it is applied; valid once a segment was opened
	residual float64           // what is applied beyond the target, ns: still to be slewed away
	segments timemap.Map
	reason   timemap.Reason // of the next segment to open
	state    timemap.State
	warned   bool // of a host contradicted by too few servers
	recalled bool // what the journal knew is in segments
	written  journal.Cursor
}

// View reads the clocks, fixes the map up to now and returns a snapshot. See BenchmarkView.
func (t *Timeline) View() timemap.View { return t.ViewAt(t.clock.seams.readClocks()) }

// ViewAt is View for a caller that has read the clocks itself, just now. It reads none.
func (t *Timeline) ViewAt(reading hostclock.Reading) timemap.View {
	t.clock.mu.Lock()
	defer t.clock.mu.Unlock()
	t.clock.observe(reading, viewSlack)
	return t.snapshot()
}

func (t *Timeline) snapshot() timemap.View {
	return t.segments.View(timemap.Moment{
		Now:      t.clock.watch.last.Real,
		Watched:  t.clock.watch.toRaw.Start,
		State:    t.state,
		Holdover: max(0, t.policy.BacklogHoldover),
		DryRun:   t.policy.Correct == CorrectNever,
		Given:    t.clock.given,
	})
}

// Segments returns how many segments were opened, by reason.
func (t *Timeline) Segments() timemap.Opened {
	t.clock.mu.Lock()
	defer t.clock.mu.Unlock()
	return t.segments.Opened()
}

// open reports whether a segment is being built; a given offset needs none.
func (t *Timeline) open() bool { return t.segments.Building() && !t.clock.given }

// advance fixes the map up to the reading.
func (t *Timeline) advance(from, to hostclock.Reading, slack int64) {
	if !t.open() {
		return
	}
	t.slew(to.Mono - from.Mono)
	want, ahead := t.wanted(to)
	if to.Mono-from.Mono > int64(unwatchedGap) {
		t.segments.Cross(to.Real, want, ahead)
		return
	}
	want.Bound = timemap.AddBounds(want.Bound, t.clock.watch.turned)
	t.segments.Advance(to.Real, want, ahead, slack+to.Width)
}

// slew lets the residual shrink for a span of host time, ns.
func (t *Timeline) slew(span int64) {
	part := slewRate * float64(span)
	switch {
	case t.residual > part:
		t.residual -= part
	case t.residual < -part:
		t.residual += part
	default:
		t.residual = 0
	}
}

// goal is the correction the map is led to, without the residual.
func (t *Timeline) goal(r hostclock.Reading) int64 {
	if t.verdict.target == measured {
		return offsetAt(&t.estimate, r)
	}
	return 0
}

// offsetAt is the offset of the host clock as it was read: theta minus W.
func offsetAt(e *estimate.Estimate, r hostclock.Reading) int64 { return e.ThetaAt(r.Raw) - r.Lead() }

// wanted is what the map should say at the reading, and how that will go on.
func (t *Timeline) wanted(r hostclock.Reading) (timemap.Point, timemap.Pace) {
	offset := t.goal(r) + int64(t.residual)
	miss := abs(offset - offsetAt(&t.estimate, r))
	alarmed := t.clock.alarm.reachAt(r.Raw)
	drift := t.policy.drift()
	want := timemap.Point{
		Offset:  offset,
		Bound:   timemap.AddBounds(max(t.estimate.BoundAt(r.Raw, drift), alarmed)+bendSlack+viewSlack+r.Width, miss),
		State:   t.state,
		Outcome: t.outcome(),
	}
	ahead := timemap.Pace{Bound: t.estimate.Skew + drift}
	rate := t.estimate.Slope - t.clock.watch.leadRate
	if t.verdict.target == measured {
		ahead.Offset = rate
	} else {
		ahead.Bound += max(rate, -rate)
	}
	shrinking := max(-slewRate, min(t.residual/float64(tickInterval), slewRate)) // until the clocks are read again
	ahead.Offset -= shrinking
	ahead.Bound -= max(shrinking, -shrinking)
	return want, ahead
}

func (t *Timeline) outcome() timemap.Outcome {
	switch {
	case t.verdict.target == measured || t.residual != 0:
		return timemap.Applied
	case t.verdict.target == hostTime:
		return timemap.HostKept
	}
	return timemap.Unsynced
}

// stepped closes the segment where the old reading of the host clock ends and begins one where the
// new reading begins: the step happened at an unknown moment between from and to.
func (t *Timeline) stepped(from, to hostclock.Reading, step int64) {
	if !t.open() {
		return
	}
	t.advance(from, to.Shifted(-step), bendSlack)
	t.segments.Close()
	t.residual = 0
	t.decide(to)
	t.begin(from.Shifted(step), timemap.Stepped)
	t.advance(from, to, bendSlack)
	t.clock.reports.say(levelWarn, "host clock stepped by %s: %s", seconds(step), t.describe(to))
}

// suspended closes the segment; the next measurement opens another one.
func (t *Timeline) suspended(from, to hostclock.Reading, step int64) {
	if t.clock.given {
		return
	}
	if t.open() {
		t.advance(from, to.Shifted(-step), bendSlack)
		t.segments.Close()
		t.reason = timemap.Suspend
	}
	t.residual, t.state = 0, timemap.Disrupted
}

// begin opens a segment at the reading with the target's correction at once.
func (t *Timeline) begin(at hostclock.Reading, reason timemap.Reason) {
	want, ahead := t.wanted(at)
	t.segments.Open(timemap.NewTrack(at.Real, want, ahead), originAt(at, reason))
}

func originAt(at hostclock.Reading, reason timemap.Reason) timemap.Origin {
	return timemap.Origin{Reason: reason, Zero: at.Real - at.Mono}
}

// decide applies the policy to the estimate at the reading.
func (t *Timeline) decide(at hostclock.Reading) {
	t.verdict = t.clock.host.judged(t.policy.judged(t.evidence(&t.estimate, at), t.clock.disciplined && !t.clock.judge.against))
	t.state = t.clock.state
	if t.state == timemap.Synced && t.better(&t.clock.estimate) {
		t.state = timemap.Holdover
	}
	if t.verdict.target == nothing {
		t.state = timemap.Unknown
	}
}

func (t *Timeline) evidence(e *estimate.Estimate, at hostclock.Reading) evidence {
	return evidence{offsetAt(e, at), e.BoundAt(at.Raw, t.policy.drift()), e.Agree}
}

func abs(x int64) int64 { return max(x, -x) }
