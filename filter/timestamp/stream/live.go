package stream

import (
	"math"
	"math/bits"

	"timesync/filter/timestamp/internal/calendar"
)

// The arrival decides where a stamp alone has several readings: in a live stream the right one is
// now. One stamp proves nothing, since a backlog passes the present as it is read. So one and the
// same reading must have been now for liveFor, of every stamp that leaves the question open. From
// then on it is believed, until a stamp comes that is not now under it: then the ten minutes begin
// again. What is counted is the readings that were possible, not those that were taken.

// Question is what stamps of a stream leave open: which order, which zone.
type Question uint16

// The kinds of questions. The low byte tells those of one kind apart.
const (
	AskOrder   Question = (1 + iota) << 8 // of day and month, by shape
	AskMeaning                            // of an abbreviation of a zone
	AskScale                              // of TAI64 labels
	AskZone                               // of stamps that name none
)

// proof is how much it takes to answer the questions of a kind.
type proof struct {
	sightings uint8 // how many stamps it takes at the least
	// silence is the longest pause between two sightings, 0 for any. What comes less often may
	// be the report of a period that bears its beginning: late by the period, each time.
	silence int64
	// beat, if not 0, is what the pauses must not be multiples of. A program that is asked once a
	// minute for what it writes once a minute is late by the same seconds each time.
	beat int64
}

// Orders are weeks apart, further than any stamp is late. Zones and meanings of an abbreviation are
// apart by a quarter of an hour at the least, the scales of TAI64 by seconds.
var proofs = [...]proof{
	AskOrder >> 8:   {sightings: 3},
	AskMeaning >> 8: {sightings: 5, silence: quarterHour},
	AskScale >> 8:   {sightings: 5, beat: calendar.SecondsPerMinute / 2 * calendar.NanosPerSecond},
	AskZone >> 8:    {sightings: 5, silence: quarterHour},
}

const (
	quarterHour = calendar.SecondsPerHour / 4 * calendar.NanosPerSecond
	// nowWidth is how long a stamp is now. Sightings closer than that to each other are one.
	nowWidth = liveLag + clocksApart
	// furthestZone is how far two zones can be apart, in quarters of an hour: -12:00 and +14:00.
	furthestZone = 26 * 4
)

// Arrivals are what the arrivals of the stamps of a stream have shown. Few streams leave a question
// open: the zero value, which has seen nothing, is small.
type Arrivals struct {
	live *live // nil until a stamp left a question open that was now under some reading
}

// IsNow reports whether an instant is now for a stamp that arrives, both in seconds since 1970.
func IsNow(seconds, arrival int64) bool {
	return isWithin(seconds, arrival-liveLag/calendar.NanosPerSecond, arrival+clocksApart/calendar.NanosPerSecond)
}

// Sight takes the next stamp of a stream, told which readings of it are now: now has a bit for what
// each of them assumes. It returns what the arrivals have shown, if that makes the stamp now; shown is
// false where they have shown nothing. Where several readings are now, the stamp says nothing of
// them. Of AskZone the assumed zone is bit 0.
func (a *Arrivals) Sight(q Question, now uint8, arrival int64) (assumed uint8, shown bool) {
	r := a.find(q)
	if only, one := onlyBit(now); one {
		r = a.ask(q)
		r.see(only, arrival)
	} else if r != nil && (now == 0 || now>>r.assumed&1 == 0) {
		r.end()
	}
	if r == nil {
		return 0, false
	}
	return uint8(r.assumed), r.proven
}

// MayTell reports whether NoteZone can learn from a stamp that lies so many ns before its arrival. It
// cannot from most of a backlog.
func (a *Arrivals) MayTell(behind int64) bool {
	return a.live != nil || isWithin(behind, -furthestZone*quarterHour, furthestZone*quarterHour)
}

// NoteZone takes the next stamp, told how many ns it lies before its arrival as it was read in the
// assumed zone. Where that is shown to be the wrong one, it returns the quarters of an hour that all
// stamps lie before their arrival; isNews is true once only.
func (a *Arrivals) NoteZone(behind, arrival int64) (quarters int16, isNews bool) {
	if a.live != nil && a.live.isKnown(behind) {
		return 0, false
	}
	quarters, shown := a.sightZone(behind, arrival)
	if !shown || quarters == a.live.told {
		return 0, false
	}
	a.live.told = quarters
	return quarters, quarters != 0
}

// Zone takes the next stamp, a wall time in seconds since 1970 as if it were UTC. It returns the
// offset, in seconds east of UTC, that makes all stamps now, if the arrivals have shown one.
func (a *Arrivals) Zone(wall, arrival int64) (offset int32, shown bool) {
	const far = 2 * calendar.SecondsPerDay // no zone's
	behind := max(-far, min(far, calendar.FloorSeconds(arrival)-wall))
	quarters, shown := a.sightZone(behind*calendar.NanosPerSecond, arrival)
	return -int32(quarters) * calendar.SecondsPerHour / 4, shown
}

// sightZone takes the next stamp, told how many ns it lies before its arrival as it reads in some
// zone. It returns how many quarters of an hour all stamps do, if the arrivals have shown that.
func (a *Arrivals) sightZone(behind, arrival int64) (quarters int16, shown bool) {
	quarters, isNow := inQuarters(behind)
	if isNow {
		r := a.ask(AskZone)
		r.see(quarters, arrival)
		return quarters, r.proven
	}
	if r := a.find(AskZone); r != nil {
		r.end()
	}
	return 0, false
}

// IsLive reports whether the stamps that name no zone are shown to be now in the assumed one.
func (a *Arrivals) IsLive() bool {
	return a.live != nil && a.live.runs[0].proven && a.live.runs[0].assumed == 0
}

// inQuarters returns how many quarters of an hour, which zones can be apart, a stamp is late; ok is
// false where it is late by something else.
func inQuarters(behind int64) (quarters int16, ok bool) {
	if !isWithin(behind, -furthestZone*quarterHour, furthestZone*quarterHour) {
		return 0, false
	}
	quarters = int16((behind+clocksApart+furthestZone*quarterHour)/quarterHour - furthestZone)
	return quarters, behind-int64(quarters)*quarterHour <= liveLag
}

// onlyBit returns the number of the one bit that is set; ok is false where it is not one.
func onlyBit(set uint8) (bit int16, ok bool) {
	return int16(bits.TrailingZeros8(set)), set != 0 && set&(set-1) == 0
}

// live is what Arrivals have shown.
type live struct {
	runs [4]run // of AskZone, and of the other questions that were asked last
	told int16  // the quarters of an hour that NoteZone has told of
}

// isKnown reports whether a stamp so many ns before its arrival shows of its zone what was told.
func (l *live) isKnown(behind int64) bool {
	zone := &l.runs[0]
	return zone.proven && zone.assumed == l.told && isWithin(behind-int64(zone.assumed)*quarterHour, -clocksApart, liveLag)
}

// run is a row of stamps that were now as they arrived under one and the same reading. The zero
// value is none.
type run struct {
	since, last int64 // the arrivals of the first and the last sighting, 0 where there was none
	question    Question
	assumed     int16 // what the reading assumes
	sightings   uint8
	proven      bool
}

// find returns the run of a question, nil where there is none.
func (a *Arrivals) find(q Question) *run {
	if a.live == nil {
		return nil
	}
	for i := range a.live.runs {
		if r := &a.live.runs[i]; r.question == q {
			return r
		}
	}
	return nil
}

// ask returns the run of a question: that it has, or a new one in place of the one that is over, or
// was continued the longest ago.
func (a *Arrivals) ask(q Question) *run {
	if a.live == nil {
		a.live = new(live)
		a.live.runs[0].question = AskZone
	}
	if r := a.find(q); r != nil {
		return r
	}
	oldest := &a.live.runs[1]
	for i := range a.live.runs[1:] {
		if r := &a.live.runs[1+i]; r.last < oldest.last {
			oldest = r
		}
	}
	*oldest = run{question: q}
	return oldest
}

// end forgets what was seen.
func (r *run) end() { *r = run{question: r.question} }

// see adds a stamp that is now under one reading alone.
func (r *run) see(assumed int16, arrival int64) {
	needs := &proofs[r.question>>8]
	pause := arrival - r.last
	interrupted := pause < -clocksApart || needs.silence > 0 && pause >= needs.silence
	switch {
	case r.since == 0 || r.assumed != assumed || interrupted && !r.proven:
		*r = run{question: r.question, assumed: assumed, since: arrival, last: arrival, sightings: 1}
	case pause >= nowWidth && !onBeat(pause, needs.beat):
		r.last = arrival
		r.sightings = min(r.sightings, math.MaxUint8-1) + 1
	}
	r.proven = r.proven || r.sightings >= needs.sightings && arrival-r.since >= liveFor
}

// onBeat reports whether a pause is a multiple of a beat.
func onBeat(pause, beat int64) bool {
	return beat > 0 && (pause+nowWidth)%beat <= 2*nowWidth
}
