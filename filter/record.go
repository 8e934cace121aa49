package filter

import (
	"timesync/filter/timestamp/read"
	"timesync/offsets"
)

// pass is what holds for all records of one chunk.
type pass struct {
	clock  *offsets.View
	remote bool  // another machine's clock wrote the stamps
	now    int64 // for stamps without year; 0: not known
	otlp   bool  // inside a group of OpenTelemetry records
}

// record is one log event on its way.
type record struct {
	pass  *pass
	chunk []byte
	event event
	end   int     // the position after the body
	isMap bool    // the body is a map; of others only the event time changes
	found *places // of the known keys' values

	marked      bool // an earlier instance has moved it
	otlp        bool // its own time is in the metadata: the event time stays
	context     read.Context
	unknownZone bool // it names a zone that there is not
}

// role is a use that the configuration has for a key.
type role struct {
	slots  [2]int // of the key, and of its other spellings, if they count
	path   Path
	nested bool         // path names more than the key itself
	reader *read.Reader // of a time key; nil for a raw line
	weak   bool         // the time may be that of a thing which the record is about
}

// at returns where the value in a slot of a key begins, or absent.
func (r *record) at(k *role, slot int) int {
	at := r.found.at[slot]
	if k.nested && at != absent {
		return k.path.below(r.chunk, at)
	}
	return at
}

// open finds the parts of the event at chunk[at]. It returns false where there
// is none, or it is malformed.
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

// prepare reads what the record says about itself: mark, kind, zone. It is false
// for metadata that Fluent Bit does not write.
func (f *Filter) prepare(r *record) (understood bool) {
	r.marked, r.otlp = false, r.pass.otlp
	if !r.event.bare {
		if !r.event.understood(r.chunk) {
			return false
		}
		_, r.marked = r.event.mark(r.chunk)
		r.otlp = r.otlp || r.event.isOTLP(r.chunk)
	}
	if f.zoneKey != nil {
		f.readZone(r)
	}
	return true
}

// readZone reads the zone that the record names.
func (f *Filter) readZone(r *record) {
	r.context.Zone, r.unknownZone = nil, false
	if at := r.at(f.zoneKey, f.zoneKey.slots[0]); at != absent {
		name, _, _ := stringAt(r.chunk, at)
		r.context.Zone = f.zones.find(name)
		r.unknownZone = r.context.Zone == nil
	}
}
