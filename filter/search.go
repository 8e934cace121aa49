package filter

import (
	"math"
	"math/bits"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// origin is where a record's timestamp was found.
type origin uint8

const (
	fromBody  origin = iota // the value of a time key
	fromLine                // a piece of a raw line
	fromEvent               // Fluent Bit's own event time: the record has no stamp
)

func (o origin) String() string { return [...]string{"body", "line", "event"}[o] }

// found is what the search of one record came to.
type found struct {
	stamp  timestamp.Stamp
	reason timestamp.Reason // Read, a refusal, or NoStamp where not even the event time can be read
	origin origin
	line   int // fromLine: where the line's string begins
	value  int // fromBody: where the value begins; fromLine: where the stamp's text begins
	end    int // and where it ends
}

// zoneSource is what details says about the zone. An event time needs none.
func (h *found) zoneSource() string {
	if h.origin == fromEvent {
		return h.origin.String()
	}
	return h.stamp.ZoneSource.String()
}

// Roles are bits of one word, in the order of the search; the last bit stands for all the roles from it on. With it a
// record's own few keys are looked at, not each of the fifty names that a stamp may have.
const lastRole = 63

// next returns the first role from a number on that the record may have, or one that there is not.
func (p *places) next(from int) int {
	if from > lastRole {
		return from
	}
	if rest := p.roles >> from; rest != 0 {
		return from + bits.TrailingZeros64(rest)
	}
	return math.MaxInt
}

// search looks for the record's timestamp: the time keys in the order of the configuration, then the raw lines, then keys
// whose time may be another thing's, then the event time. The first stamp ends the search, also where it is refused: a key
// further down may be another clock's.
func (f *Filter) search(r *record, hit *found) {
	for i := r.found.next(0); i < len(f.sought); i = r.found.next(i + 1) {
		if f.searchRole(r, i, hit) {
			f.settle(r, i, hit)
			return
		}
	}
	r.context.Stream = nil
	hit.reason = f.readMoment(r, &hit.stamp)
	hit.stamp.Format, hit.origin = "event_time", fromEvent
}

// searchRole looks for a stamp under one key, as a value or in a line.
func (f *Filter) searchRole(r *record, i int, hit *found) bool {
	for _, slot := range &f.sought[i].slots {
		if r.found.at[slot] != absent && f.searchSlot(r, i, slot, hit) {
			return true
		}
	}
	return false
}

// searchSlot looks for a stamp under one spelling of a key that the record has.
func (f *Filter) searchSlot(r *record, i, slot int, hit *found) bool {
	k := &f.sought[i]
	at := r.found.at[slot]
	if k.nested { // r.at, without its call
		if at = r.at(k, slot); at == absent {
			return false
		}
	}
	r.context.Stream = f.streams.of(i)
	if k.reader == nil {
		return f.searchLine(r, at, hit)
	}
	hit.end, hit.reason = f.readValue(r, k.reader, at, &hit.stamp)
	if hit.reason == timestamp.NoStamp || k.weak && hit.stamp.DateOnly {
		hit.stamp = timestamp.Stamp{}
		return false
	}
	hit.origin, hit.value = fromBody, at
	return true
}

func (f *Filter) searchLine(r *record, at int, hit *found) bool {
	line, end, ok := stringAt(r.chunk, at)
	if !ok {
		return false
	}
	stamp, from, to, reason := f.find(line, &r.context)
	if reason == timestamp.NoStamp {
		return false
	}
	first := end - len(line)
	*hit = found{stamp, f.zoned(r, &stamp, reason), fromLine, at, first + from, first + to}
	return true
}

// beyondDepth is how far the reader sees past scan_depth, so that a stamp which is
// cut there is not read by its first half: the longest forms, with a zone's name
// behind, are shorter.
const beyondDepth = 80

// find looks for a stamp that lies within scan_depth.
func (f *Filter) find(raw []byte, c *read.Context) (s timestamp.Stamp, from, to int, reason timestamp.Reason) {
	c.Depth = f.config.ScanDepth
	if c.Cut = len(raw) > f.config.ScanDepth+beyondDepth; c.Cut {
		raw = raw[:f.config.ScanDepth+beyondDepth]
	}
	s, from, to, reason = line.Find(f.reader, raw, c)
	if to > f.config.ScanDepth {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return s, from, to, reason
}

// readValue reads the value at r.chunk[at] as one timestamp, whatever its type,
// into s, which must be zero. It returns the position after the value.
func (f *Filter) readValue(r *record, reader *read.Reader, at int, s *timestamp.Stamp) (end int, reason timestamp.Reason) {
	var text []byte
	if lead := r.chunk[at]; lead&^31 == fixstr { // stringAt, without its call
		end = at + 1 + int(lead&31)
		text = r.chunk[at+1 : end]
	} else if text, end, _ = stringAt(r.chunk, at); text == nil {
		*s, reason = f.readOther(r, reader, at)
		return skip(r.chunk, at), reason
	}
	if reason = reader.ReadInto(s, text, &r.context); r.unknownZone {
		reason = f.zoned(r, s, reason)
	}
	return end, reason
}

// readOther reads a value that is no string.
func (f *Filter) readOther(r *record, reader *read.Reader, at int) (s timestamp.Stamp, reason timestamp.Reason) {
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

// readMoment reads the event time, of whatever type, into s, which must be zero.
func (f *Filter) readMoment(r *record, s *timestamp.Stamp) (reason timestamp.Reason) {
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

// zoned refuses a stamp that took its zone from the configuration although the
// record names one: the name is unknown, and guessing past it would be wrong.
func (f *Filter) zoned(r *record, s *timestamp.Stamp, reason timestamp.Reason) timestamp.Reason {
	if reason == timestamp.Read && r.unknownZone && s.ZoneSource == timestamp.ZoneConfigured {
		return timestamp.UnknownZone
	}
	return reason
}
