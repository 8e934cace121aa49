package filter

import (
	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
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
	why    timestamp.Reason // Read, a refusal, or NoStamp where not even the event time can be read
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

// search looks for the record's timestamp: the time keys in the order of the
// configuration, then the raw lines, then the event time. The first stamp ends
// the search, also where it is refused: a key further down may be another
// clock's.
func (f *Filter) search(r *record) found {
	if hit, ok := f.searchKeys(r); ok {
		return hit
	}
	if hit, ok := f.searchLines(r); ok {
		return hit
	}
	r.context.Stream = nil
	stamp, why := f.readValue(r, f.reader, r.event.time)
	stamp.Format = "event_time"
	return found{stamp: stamp, why: why, origin: fromEvent}
}

func (f *Filter) searchKeys(r *record) (found, bool) {
	for i := range f.timeKeys {
		at := r.at(&f.timeKeys[i])
		if at < 0 {
			continue
		}
		r.context.Stream = f.streams.of(i)
		if stamp, why := f.readValue(r, f.timeKeys[i].reader, at); why != timestamp.NoStamp {
			return found{stamp: stamp, why: why, origin: fromBody, value: at, end: skip(r.chunk, at)}, true
		}
	}
	return found{}, false
}

func (f *Filter) searchLines(r *record) (found, bool) {
	for i := range f.scanKeys {
		at := r.at(&f.scanKeys[i])
		if at < 0 {
			continue
		}
		line, end, ok := stringAt(r.chunk, at)
		if !ok {
			continue
		}
		first := end - len(line)
		r.context.Stream = f.streams.of(len(f.timeKeys) + i)
		stamp, from, to, why := f.find(line, &r.context)
		if why != timestamp.NoStamp {
			return found{stamp, f.zoned(r, &stamp, why), fromLine, at, first + from, first + to}, true
		}
	}
	return found{}, false
}

// beyondDepth is how far the reader sees past scan_depth, so that a stamp which is
// cut there is not read by its first half: the longest forms, with a zone's name
// behind, are shorter.
const beyondDepth = 80

// find looks for a stamp that lies within scan_depth.
func (f *Filter) find(line []byte, c *timestamp.Context) (s timestamp.Stamp, from, to int, why timestamp.Reason) {
	s, from, to, why = f.reader.Find(line[:min(len(line), f.config.ScanDepth+beyondDepth)], c)
	if to > f.config.ScanDepth {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return s, from, to, why
}

// readValue reads the value at r.chunk[at] as one timestamp, whatever its type.
func (f *Filter) readValue(r *record, reader *timestamp.Reader, at int) (timestamp.Stamp, timestamp.Reason) {
	b := r.chunk[at:]
	switch leads[b[0]].kind {
	case kindString:
		text, _, _ := stringAt(r.chunk, at)
		stamp, why := reader.ReadText(text, &r.context)
		return stamp, f.zoned(r, &stamp, why)
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
		return readEventTime(r.chunk, at)
	}
	return timestamp.Stamp{}, timestamp.NoStamp
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

// readEventTime reads Fluent Bit's EventTime. Zero is what inputs write that
// know no time.
func readEventTime(b []byte, at int) (timestamp.Stamp, timestamp.Reason) {
	seconds, fraction, ok := eventTimeExt(b, at)
	if !ok || seconds == 0 || fraction >= 1e9 {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return timestamp.Stamp{
		Nanos:      int64(seconds)*1e9 + int64(fraction),
		Digits:     9,
		ZoneSource: timestamp.ZoneInStamp,
		Format:     "event_time",
	}, timestamp.Read
}

// zoned refuses a stamp that took its zone from the configuration although the
// record names one: the name is unknown, and guessing past it would be wrong.
func (f *Filter) zoned(r *record, s *timestamp.Stamp, why timestamp.Reason) timestamp.Reason {
	if why == timestamp.Read && r.unknownZone && s.ZoneSource == timestamp.ZoneConfigured {
		return timestamp.UnknownZone
	}
	return why
}
