package filter

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/entry"
	"timesync/filter/timestamp/keys"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
	"timesync/offsets/timemap"
)

// pass is what holds for all records of one chunk.
type pass struct {
	clock *timemap.View
	owner ClockOwner
	now   int64 // for stamps without year; 0: not known
	otlp  bool  // inside a group of OpenTelemetry records
}

// record is one log event on its way: where its parts lie, what it says about itself, the stamp
// found in it and what is to be written for that.
type record struct {
	pass  pass
	chunk []byte
	out   splicer // writes the chunk anew
	event event
	end   int     // the position after the body
	isMap bool    // the body is a map; of others only the event time changes
	found *places // of the known keys' values

	marked      bool // an earlier instance has moved it
	otlp        bool // its own time is in the metadata, too: the event time stays unless both move
	unknownZone bool // it names a zone that there is not
	context     read.Context
	told        bool          // members are those of the body
	members     entry.Members // what they tell of the record

	finding    finding
	correction correction
}

// finding is what the search of one record came to.
type finding struct {
	stamp  timestamp.Stamp
	reason timestamp.Reason // Read, a refusal, or NoStamp where not even the event time can be read
	origin origin
	fixed  bool           // fromBody: the value is of its writer's schema and stays as it is
	line   int            // fromLine: where the line's string begins
	value  int            // fromBody: where the value begins; fromLine: where the stamp's text begins
	end    int            // and where it ends
	stream *stream.Stream // that the stamp is one of; nil: none, of an event time
}

// origin is where a record's timestamp was found.
type origin uint8

const (
	fromBody  origin = iota // the value of a time key
	fromLine                // a piece of a raw line
	fromEvent               // Fluent Bit's own event time: the record has no stamp
)

func (o origin) String() string { return [...]string{"body", "line", "event"}[o] }

// zoneSource is what details shows of the zone. An event time needs none.
func (n *finding) zoneSource() string {
	if n.origin == fromEvent {
		return n.origin.String()
	}
	return n.stamp.ZoneSource.String()
}

// open finds the parts of the event at chunk[at]. It reports whether there is one that is well
// formed.
func (f *Filter) open(r *record, at int) bool {
	if !r.event.findUsual(r.chunk, at) && !r.event.findAny(r.chunk, at) || r.event.body >= len(r.chunk) {
		return false
	}
	r.found.forget()
	if r.isMap = leads[r.chunk[r.event.body]].kind == kindMap; r.isMap {
		r.end = f.keys.locate(r.chunk, r.event.body, r.found)
	} else {
		r.end = skip(r.chunk, r.event.body)
	}
	return r.end >= 0
}

// prepare reads what the metadata of the record says: mark and kind. It reports whether they are
// what Fluent Bit writes.
func (r *record) prepare() (understood bool) {
	r.finding = finding{}
	r.correction = correction{} // in one statement both would be made apart, and copied
	r.marked, r.otlp, r.told = false, r.pass.otlp, false
	if !r.event.bare {
		if !r.event.understood(r.chunk) {
			return false
		}
		_, r.marked = r.event.mark(r.chunk)
		if r.event.isOTLP(r.chunk) {
			r.otlp = true
			r.repairEventTime()
		}
	}
	return true
}

// entry returns what the members of a record tell of it.
func (r *record) entry() *entry.Members {
	if r.told {
		return &r.members
	}
	r.told, r.members = true, entry.Members{}
	for name, value := range pairsAt(r.chunk, r.event.body) {
		text, _, _ := stringAt(r.chunk, value)
		r.members.Note(name, text)
	}
	return &r.members
}

// owns reports whether the time found under a name, in a container or on the top level, is the record's.
func (r *record) owns(step keys.Step, c *keys.Container, name []byte) bool {
	if r.entry().Owns(step, c, string(name)) {
		return true
	}
	r.context.Event = r.event.nanos()
	return r.finding.reason == timestamp.Read && r.context.Attests(r.finding.stamp.Nanos)
}

// at returns where the value in a slot of a key begins, or absent.
func (r *record) at(k *role, slot int) int {
	at := r.found.at[slot]
	if k.nested && at != absent {
		return k.path.below(r.chunk, at)
	}
	return at
}

// follow makes a stream the one that reading asks and adds to, and that the stamp read is one of.
func (r *record) follow(s *stream.Stream) { r.context.Stream, r.finding.stream = s, s }

// zoned refuses a stamp that took its zone from the configuration although the
// record names one: the name is unknown, and guessing past it would be wrong.
func (r *record) zoned(s *timestamp.Stamp, reason timestamp.Reason) timestamp.Reason {
	if reason == timestamp.Read && r.unknownZone && s.ZoneSource == timestamp.ZoneConfigured {
		return timestamp.UnknownZone
	}
	return reason
}
