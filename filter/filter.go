package filter

import (
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/zone"
	"timesync/offsets/timemap"
)

// Filter rewrites the chunks of one plugin instance. It is not for concurrent
// use: Fluent Bit calls an instance serially.
type Filter struct {
	config  *Config // never changed
	finder  finder
	emitter emitter
	keys    keyTable // that they have a use for

	// Reused from chunk to chunk, so that a chunk costs no allocation.
	found    places
	out      []byte
	tally    Tally
	arrivals arrivals
	rounds   bool // an instant was moved, and so rounded
}

// The buffer of an instance is kept between chunks up to this size. Fluent Bit
// cuts chunks at about 2 MB; a larger one is a rare guest.
const keptBuffer = 4 << 20

// New makes a filter. The error is about Formats: the other fields are typed.
func New(c Config) (*Filter, error) {
	f := &Filter{config: &c, keys: newKeyTable()}
	var err error
	if f.finder, err = newFinder(&c, &f.keys); err != nil {
		return nil, err
	}
	f.emitter = newEmitter(&c, &f.keys)
	f.found, f.finder.inner = newPlaces(len(f.keys.roles)), newPlaces(len(f.keys.roles))
	return f, nil
}

// Rewrite rewrites a chunk of records with one tag. clock is the view of the host clock for this
// chunk, owner whose clock wrote its times. The result is the filter's own and holds until the next
// call; it aliases nothing of chunk. changed is false where every record passes as it came, out is
// then nil. An empty out with changed true means that every record was dropped.
func (f *Filter) Rewrite(chunk, tag []byte, clock *timemap.View, owner ClockOwner) (out []byte, changed bool) {
	f.tally = Tally{}
	f.finder.streams.enter(tag)
	r := record{chunk: chunk, out: splicer{src: chunk, dst: f.out[:0]}, found: &f.found}
	r.pass = pass{clock: clock, owner: owner, now: f.config.now(clock)}
	r.context = read.Context{Now: r.pass.now, Arrival: f.config.arrival(clock, owner)}
	for at := 0; at < len(chunk) && f.open(&r, at); at = r.end {
		f.rewriteEvent(&r)
	} // no event from here on: the rest passes as it is
	if r.out.edits == 0 {
		return nil, false
	}
	r.out.copyTo(len(chunk))
	f.keep(r.out.dst)
	return r.out.dst, true
}

// Tally counts the records of the last chunk.
func (f *Filter) Tally() *Tally { return &f.tally }

func (f *Filter) keep(buffer []byte) {
	if cap(buffer) > keptBuffer {
		buffer = nil
	}
	f.out = buffer
}

// rewriteEvent takes one event through.
func (f *Filter) rewriteEvent(r *record) {
	switch seconds := r.event.word >> 32; {
	case seconds < groupEnd || !r.event.isExt:
		f.rewriteRecord(r)
	case seconds == groupStart:
		r.pass.otlp = r.event.opensOTLP(r.chunk)
	default:
		r.pass.otlp = false
	}
}

// rewriteRecord takes one record through. One whose metadata is no map, so that it could carry no
// mark, is nothing that Fluent Bit writes and passes. So does one with a mark: whatever its body
// still says, its time is right already.
func (f *Filter) rewriteRecord(r *record) {
	switch understood := r.prepare(); {
	case !understood:
		f.tally.Outcomes[Untouched]++
		return
	case r.marked:
		f.tally.Outcomes[Marked]++
		return
	}
	f.finder.search(r)
	n := &r.finding
	if n.reason == timestamp.Read {
		f.correct(r)
		latest := r.pass.now
		if f.config.Reference != 0 && n.origin == fromEvent { // it is of the replay
			latest = max(latest, r.pass.clock.TrueNow())
		}
		n.reason = f.config.Window.judge(n.stamp.Nanos+r.correction.offset, r.pass.now, latest)
	}
	switch n.reason {
	case timestamp.Read:
		n.stream.Note(n.stamp.Nanos)
		if n.stamp.ZoneSource == timestamp.ZoneConfigured && n.stream != nil {
			if behind := r.context.Arrival - n.stamp.Nanos; n.stream.Arrivals.MayTell(behind) {
				f.compareZone(r, behind)
			}
		}
		if n.stamp.Leap {
			f.tally.LeapSeconds++
		}
		f.tally.Outcomes[r.correction.final(f.emitter.emit(r))]++
	case timestamp.NoStamp:
		f.tally.Outcomes[Untouched]++
	default:
		f.tally.Outcomes[Refused]++
		f.tally.Reasons[n.reason]++
		f.refuse(r)
	}
}

// compareZone looks at a stamp that was read in the assumed zone and lies so many ns before its
// arrival. All stamps of a stream that is written in another zone are off by the same quarters of an
// hour.
func (f *Filter) compareZone(r *record, behind int64) {
	n := &r.finding
	if r.context.Arrival == 0 || n.stamp.DateOnly || f.config.GuessZone {
		return
	}
	quarters, isNews := n.stream.Arrivals.NoteZone(behind, r.context.Arrival)
	if !isNews {
		return
	}
	found := ZoneFinding{Behind: time.Duration(quarters) * 15 * time.Minute}
	found.Offset = int(n.stamp.Offset) - int(found.Behind/time.Second)
	if zone.InUse(found.Offset) {
		f.tally.Zone = found
	}
}
