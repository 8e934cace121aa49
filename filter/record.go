package filter

import (
	"timesync/filter/timestamp"
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
	pass      *pass
	chunk     []byte
	event     event
	end       int   // the position after the body
	isMap     bool  // the body is a map; of others only the event time changes
	positions []int // of the known keys' values, by slot

	marked      bool // an earlier instance has moved it
	otlp        bool // its own time is in the metadata: the event time stays
	context     timestamp.Context
	unknownZone bool // it names a zone that there is not
}

// role is a key of the configuration with its slot in the table.
type role struct {
	slot   int
	path   Path
	reader *timestamp.Reader // of a time key
}

// at returns where the value of a key begins, or -1.
func (r *record) at(k *role) int {
	at := r.positions[k.slot]
	if at < 0 || len(k.path) == 1 {
		return at
	}
	return k.path.below(r.chunk, at)
}

// open walks the body of the event and looks at its metadata. It returns false
// where the event is malformed.
func (f *Filter) open(chunk []byte, e event) (r record, ok bool) {
	r = record{pass: &f.pass, chunk: chunk, event: e, positions: f.positions}
	if e.body >= len(chunk) {
		return r, false
	}
	if r.isMap = leads[chunk[e.body]].kind == kindMap; r.isMap {
		r.end = f.keys.locate(chunk, e.body, r.positions)
	} else {
		r.end = skip(chunk, e.body)
		for i := range r.positions {
			r.positions[i] = absent
		}
	}
	return r, r.end >= 0
}

// prepare reads what the record says about itself: mark, kind, zone.
func (f *Filter) prepare(r *record) {
	_, r.marked = r.event.mark(r.chunk)
	r.otlp = r.pass.otlp || r.event.isOTLP(r.chunk)
	r.context.Now = r.pass.now
	if f.zoneKey == nil {
		return
	}
	at := r.at(f.zoneKey)
	if at < 0 {
		return
	}
	name, _, _ := stringAt(r.chunk, at)
	r.context.Zone = f.zones.find(name)
	r.unknownZone = r.context.Zone == nil
}
