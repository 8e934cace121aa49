package offsets

import (
	"fmt"
	"time"

	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/journal"
	"timesync/offsets/timemap"
)

// change is news for a timeline at a moment up to which its map is already fixed.
type change struct {
	at       hostclock.Reading
	estimate estimate.Estimate
	fresh    bool // the estimate is new
	jumped   bool // the estimate contradicts the one before: nothing of that holds any more
}

// update takes a new estimate, or the same one at a later moment. The map goes on from where it is
// and approaches the new target, unless that is too far or the measurement is the first: then a new
// segment begins.
func (t *Timeline) update(c change) {
	t.warnOfFew(c)
	before := t.verdict
	if !t.open() {
		t.estimate = c.estimate
		t.decide(c.at)
		t.openFirst(c, before)
		return
	}
	c.fresh = c.fresh && !t.better(&c.estimate)
	if c.fresh {
		t.estimate = c.estimate
	}
	t.decide(c.at)
	if !c.fresh && t.verdict == before {
		return
	}
	applied := t.segments.Applied()
	gap := applied - t.goal(c.at)
	if c.jumped || abs(gap) > slewLimit {
		t.reopen(c, before)
		return
	}
	t.residual = float64(gap)
	if t.verdict != before {
		t.reportTurn(c)
	}
}

// better reports whether what is applied comes from as many servers as the policy asks for, and the
// estimate does not: then it is held over, until its bound is too large.
func (t *Timeline) better(e *estimate.Estimate) bool {
	return e.Agree < t.policy.MinSources && t.estimate.Agree >= t.policy.MinSources
}

// openFirst opens the first segment, or the first after a suspend, over all the time that was
// watched: the clocks were read then, so the line holds backwards exactly.
func (t *Timeline) openFirst(c change, before verdict) {
	if t.verdict.target == nothing {
		if t.verdict != before {
			t.clock.reports.say(levelWarn, "offset %s is not used: %s", seconds(offsetAt(&c.estimate, c.at)), t.verdict.reason)
		}
		return
	}
	t.residual = 0
	from := originAt(t.clock.watch.first, t.reason)
	from.Limited = t.clock.watch.limited
	t.segments.Open(t.overWatched(), from)
	t.bridge()
	t.clock.reports.say(levelInfo, "%s", t.describe(c.at))
}

// bridge covers the time between the end of the journal and this process, where that is possible.
func (t *Timeline) bridge() {
	if between, ok := t.segments.Bridge(int64(t.policy.MaxError)); ok {
		t.clock.reports.say(levelInfo, "the host clock was not stepped in the %s between the journal's end and this start: offsets "+
			"of that time lie between %s and %s", time.Duration(between.Frontier-between.Start).Round(time.Millisecond),
			seconds(between.Knots[0].Offset), seconds(between.Present()))
	}
}

// overWatched turns the watched map from host time to RAW into one to true time.
func (t *Timeline) overWatched() timemap.Track {
	watch := &t.clock.watch.toRaw
	at := func(h int64) (timemap.Point, timemap.Pace) {
		return t.wanted(hostclock.Reading{Real: h, Raw: h + watch.OffsetAt(h)})
	}
	want, ahead := at(watch.Start)
	result := timemap.NewTrack(watch.Start, want, ahead)
	for i := range watch.Knots {
		if h := watch.Knots[i].Start; h > watch.Start {
			want, ahead = at(h)
			result.Advance(h, want, ahead, 0)
		}
	}
	want, ahead = at(watch.Frontier)
	result.Advance(watch.Frontier, want, ahead, 0)
	return result
}

// reopen begins a segment that has the target's correction at once.
func (t *Timeline) reopen(c change, before verdict) {
	reason := timemap.Jump
	switch {
	case c.jumped:
	case before.target != nothing && t.verdict.target == nothing:
		reason = timemap.Lost
	case before.target == nothing && t.verdict.target != nothing:
		reason = timemap.Regained
	case before.target != t.verdict.target:
		reason = timemap.Judged
	}
	frontier := t.segments.Close()
	t.residual = 0
	first := c.at
	first.Real = frontier + 1
	first.Raw += first.Real - c.at.Real
	t.begin(first, reason)
	t.clock.reports.say(levelWarn, "a new segment begins (%s): %s", reason, t.describe(c.at))
}

// reportTurn reports that what is applied changes sides.
func (t *Timeline) reportTurn(c change) {
	at := levelInfo
	if t.verdict.target == nothing {
		at = levelWarn
	}
	t.clock.reports.say(at, "%s", t.describe(c.at))
}

// warnOfFew raises the alarm once: a disciplined host contradicted by too few servers is still
// followed.
func (t *Timeline) warnOfFew(c change) {
	wrong := t.clock.disciplined && t.policy.Correct == CorrectAuto && !t.clock.judge.against && t.clock.judge.few >= pollsToBegin
	if wrong && !t.warned {
		t.clock.reports.say(levelWarn, "the host clock is, or may be, synchronised, but %d of %d servers put it off by %s; "+
			"its time is kept, for %d must agree to overrule it", c.estimate.Agree, len(t.clock.pool.associations),
			seconds(offsetAt(&c.estimate, c.at)), trustedServers)
	}
	t.warned = wrong
}

// describe puts what is applied at the reading into words.
func (t *Timeline) describe(at hostclock.Reading) string {
	e := t.evidence(&t.estimate, at)
	facts := fmt.Sprintf("offset %s ± %s, %d of %d servers agree", seconds(e.offset), time.Duration(e.bound).Round(time.Microsecond),
		e.agree, len(t.clock.pool.associations))
	switch t.verdict.target {
	case nothing:
		return facts + ", not used: " + t.verdict.reason
	case hostTime:
		return facts + ", the host clock is disciplined and right"
	}
	return facts
}

func seconds(ns int64) string { return fmt.Sprintf("%+.6f s", float64(ns)/float64(time.Second)) }

// restore puts the past before the timeline's own segments. What the journal tells of this
// process's own watch is left out: the timeline has it, or maps it anew.
func (t *Timeline) restore(past *journal.History) {
	if past == nil || t.recalled {
		return
	}
	t.recalled = true
	boot, watched := t.clock.journal.Boot, t.clock.watch.first
	var closed []timemap.Segment
	foreign := 0
	for _, mine := range []bool{false, true} { // earlier boots first
		for i := range past.Segments {
			p := &past.Segments[i]
			ofThisBoot := p.Boot == boot && boot != ""
			if ofThisBoot != mine || mine && p.Start-p.Zero >= watched.Mono {
				continue
			}
			closed = append(closed, p.Segment)
		}
		if !mine {
			foreign = len(closed)
		}
	}
	t.segments.Restore(closed, foreign, past.Highest)
	if past.Damaged > 0 {
		t.clock.reports.say(levelWarn, "journal %s: %d lines are damaged; what they held is not known", t.clock.journal.Path, past.Damaged)
	}
	if len(closed) > 0 {
		t.clock.reports.say(levelInfo, "journal %s: %d segments of the past are known, %d of them from before the last boot",
			t.clock.journal.Path, len(closed), foreign)
	}
}
