package filter

import (
	"math"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/keys"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// finder finds the stamp of a record and reads it. It knows what the stamps of earlier records have
// shown, nothing of what is written.
type finder struct {
	reader  *read.Reader
	bounds  line.Bounds
	sought  []role // time keys, raw lines and containers: the order of the search
	keys    *keyTable
	inner   places // of the known keys in the container looked into last
	innerAt int    // where that begins, absent: nowhere
	zones   zones
	streams streams
	joined  []byte // a date and its time of day, to be read; reused from record to record
}

// newFinder makes a finder, and gives slots to the keys that it looks at. The error is about
// Formats.
func newFinder(c *Config, known *keyTable) (finder, error) {
	reader, err := read.New(c.reading(c.Formats))
	if err != nil {
		return finder{}, err
	}
	micros, err := read.New(c.reading([]string{"epoch_us"}))
	if err != nil {
		return finder{}, err
	}
	sought := c.roles(reader, micros)
	known.seek(sought, c.TimeKeys == nil)
	return finder{
		reader: reader, bounds: c.bounds(), sought: sought, keys: known,
		zones: newZones(c.ZoneKey, reader, known, len(sought)), streams: newStreams(len(sought)),
	}, nil
}

// search looks for the record's timestamp: the time keys and raw lines in the order of the
// configuration, then the event time. The first stamp ends the search, also where it is refused: a
// key further down may be another clock's.
func (f *finder) search(r *record) {
	f.zones.read(r)
	f.innerAt = absent
	for i := r.found.next(0); i < len(f.sought); i = r.found.next(i + 1) {
		if f.searchRole(r, i) {
			if r.finding.stamp.DateOnly && !f.complete(r, i) {
				break
			}
			return
		}
	}
	r.follow(nil)
	r.finding.reason = f.readEvent(r, &r.finding.stamp)
	r.finding.stamp.Format, r.finding.origin = "event_time", fromEvent
}

// searchRole looks for a stamp under one key, first as it is spelt in the configuration, or in the
// containers of a step.
func (f *finder) searchRole(r *record, i int) bool {
	for _, slot := range &f.sought[i].slots {
		if r.found.at[slot] != absent && f.searchSlot(r, i, slot) {
			return true
		}
	}
	return f.sought[i].below != nil && f.searchBelow(r, i)
}

// searchSlot looks for a stamp under a key that the record has, as a value or in a line.
func (f *finder) searchSlot(r *record, i, slot int) bool {
	k := &f.sought[i]
	at := r.found.at[slot]
	if k.nested { // r.at, without its call
		if at = r.at(k, slot); at == absent {
			return false
		}
	}
	return f.searchAt(r, i, at, k.step, nil)
}

// searchAt looks for a stamp in the value of a role that a step finds, in a container that is nil on the
// top level. A date alone is none where it is not likely to be half of one.
func (f *finder) searchAt(r *record, i, at int, step keys.Step, c *keys.Container) bool {
	k, n := &f.sought[i], &r.finding
	r.follow(f.streams.of(i))
	if k.reader == nil {
		return f.searchLine(r, at)
	}
	n.end, n.reason = f.readValue(r, k.reader, at, &n.stamp)
	if n.reason == timestamp.NoStamp || (k.others || c != nil) && !r.owns(step, c, k.path[0]) || n.stamp.DateOnly && !step.MayBeHalf() {
		n.stamp = timestamp.Stamp{}
		return false
	}
	n.origin, n.value, n.fixed = fromBody, at, k.fixed
	return true
}

// searchBelow looks for a stamp in the containers of a step, first as keys are spelt in the table.
func (f *finder) searchBelow(r *record, i int) bool {
	step, below := f.sought[i].step, f.sought[i].below
	for _, in := range below.containers {
		if r.found.at[in.slot] == absent || !f.enter(r, r.found.at[in.slot]) {
			continue
		}
		for _, i := range below.roles {
			for _, slot := range &f.sought[i].slots {
				if at := f.inner.at[slot]; at != absent && f.searchAt(r, i, at, step, in.container) {
					return true
				}
			}
		}
	}
	return false
}

// enter finds the known keys of a container. It reports whether the value is a map.
func (f *finder) enter(r *record, at int) bool {
	if leads[r.chunk[at]].kind != kindMap {
		return false
	}
	if f.innerAt != at {
		f.inner.forget()
		f.keys.locate(r.chunk, at, &f.inner)
		f.innerAt = at
	}
	return true
}

func (f *finder) searchLine(r *record, at int) bool {
	raw, end, ok := stringAt(r.chunk, at)
	if !ok {
		return false
	}
	r.context.Event = r.event.nanos()
	named, unknown := r.context.Zone, r.unknownZone
	if f.zones.key == nil { // what stands beside a line is not beside its stamp
		r.context.Zone, r.unknownZone = nil, false
	}
	n := &r.finding
	from, to := line.ReadHead(f.reader, raw, f.bounds, &r.context, &n.stamp)
	if n.reason = timestamp.Read; to == 0 {
		r.context.Said = r.entry().Is()
		n.stamp, from, to, n.reason = line.FindBounded(f.reader, raw, f.bounds, &r.context)
	}
	n.reason = r.zoned(&n.stamp, n.reason)
	r.context.Zone, r.unknownZone = named, unknown
	if n.reason == timestamp.NoStamp {
		n.stamp = timestamp.Stamp{}
		return false
	}
	first := end - len(raw)
	n.origin, n.line, n.value, n.end, n.fixed = fromLine, at, first+from, first+to, false
	return true
}

// readValue reads the value at r.chunk[at] as one timestamp, whatever its type,
// into s, which must be zero. It returns the position after the value.
func (f *finder) readValue(r *record, reader *read.Reader, at int, s *timestamp.Stamp) (end int, reason timestamp.Reason) {
	var text []byte
	if lead := r.chunk[at]; lead&^31 == fixstr { // stringAt, without its call
		end = at + 1 + int(lead&31)
		text = r.chunk[at+1 : end]
	} else if text, end, _ = stringAt(r.chunk, at); text == nil {
		*s, reason = f.readOther(r, reader, at)
		return skip(r.chunk, at), reason
	}
	if reason = reader.ReadInto(s, text, &r.context); r.unknownZone {
		reason = r.zoned(s, reason)
	}
	return end, reason
}

// readOther reads a value that is no string.
func (f *finder) readOther(r *record, reader *read.Reader, at int) (s timestamp.Stamp, reason timestamp.Reason) {
	b := r.chunk[at:]
	switch leads[b[0]].kind {
	case kindInt:
		if n, _, err := msgp.ReadInt64Bytes(b); err == nil {
			return reader.ReadInt(n, &r.context)
		}
	case kindUint:
		if n, _, err := msgp.ReadUint64Bytes(b); err == nil {
			return reader.ReadUint(n, &r.context)
		}
	case kindFloat:
		if n, ok := floatAt(b); ok {
			return reader.ReadFloat(n, &r.context)
		}
	case kindMap:
		return f.readMap(r, reader, at)
	case kindExt:
		if word, ok := eventTimeAt(r.chunk, at); ok {
			reason = readEventTime(word, &s)
			return s, reason
		}
	}
	return s, timestamp.NoStamp
}

// floatAt reads a float of either width. A float32 holds no time of today; it
// is read so that it can be told from one.
func floatAt(b []byte) (float64, bool) {
	if n, _, err := msgp.ReadFloat64Bytes(b); err == nil {
		return n, true
	}
	n, _, err := msgp.ReadFloat32Bytes(b)
	return float64(n), err == nil
}

// readEvent reads the event time, of whatever type, into s, which must be zero.
func (f *finder) readEvent(r *record, s *timestamp.Stamp) (reason timestamp.Reason) {
	if r.event.isExt {
		return readEventTime(r.event.word, s)
	}
	_, reason = f.readValue(r, f.reader, r.event.time, s)
	return reason
}

// readEventTime takes an EventTime. Zero is what inputs write that know no time.
func readEventTime(word uint64, s *timestamp.Stamp) timestamp.Reason {
	seconds, fraction := word>>32, word&math.MaxUint32
	if seconds == 0 || fraction >= 1e9 {
		return timestamp.NoStamp
	}
	s.Nanos, s.Digits, s.Format = int64(seconds*1e9+fraction), 9, "event_time"
	return timestamp.Read
}
