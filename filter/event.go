package filter

import (
	"bytes"
	"encoding/binary"
	"math"

	"github.com/tinylib/msgp/msgp"
)

// event is where the parts of one log event lie in the chunk.
//
//	[[time, metadata], body]	since Fluent Bit 2.1
//	[time, body]            	before; it has no metadata
//
// Headers come in any size class: 2.2 and 4.2 write arrays as array32, 5.1 as
// fixarray. Positions are indexes into the chunk.
type event struct {
	start    int // the outer array's header
	time     int // the event time, which ends where the metadata begins
	metadata int // the metadata's map; -1 in the older form
	body     int // the body, whose end the walk through it finds
}

// nextEvent finds the parts of the event at b[i] up to its body; ok is false
// where there is none, because the bytes end or are something else.
func nextEvent(b []byte, i int) (e event, ok bool) {
	count, first, ok := arrayAt(b, i)
	if !ok || count != 2 {
		return e, false
	}
	e = event{start: i, time: first, metadata: -1}
	if inner, at, nested := arrayAt(b, first); nested {
		if inner != 2 {
			return e, false
		}
		e.time = at
		if e.metadata = skip(b, at); e.metadata < 0 {
			return e, false
		}
	}
	e.body = skip(b, first)
	return e, e.body >= 0
}

// understood tells whether the metadata is what Fluent Bit writes, a map.
func (e *event) understood(b []byte) bool {
	return e.metadata < 0 || leads[b[e.metadata]].kind == kindMap
}

// timeEnd is the position after the event time.
func (e *event) timeEnd() int {
	if e.metadata >= 0 {
		return e.metadata
	}
	return e.body
}

// Event times whose seconds are these are no records: they open and close a
// group of records that share attributes (Fluent Bit 3.2+,
// src/flb_log_event_decoder.c).
const (
	groupStart = math.MaxUint32     // -1
	groupEnd   = math.MaxUint32 - 1 // -2
)

// eventSeconds returns the first word of an EventTime at b[i], which tells the
// group markers; 0 for other types of event time, which never are markers.
func eventSeconds(b []byte, i int) uint32 {
	seconds, _, _ := eventTimeExt(b, i)
	return seconds
}

// eventTimeExt reads the forward protocol's EventTime: extension type 0 of
// eight bytes, seconds and nanoseconds as big-endian words.
func eventTimeExt(b []byte, i int) (seconds, fraction uint32, ok bool) {
	switch {
	case i+10 <= len(b) && b[i] == 0xd7 && b[i+1] == 0:
		i += 2
	case i+11 <= len(b) && b[i] == 0xc7 && b[i+1] == 8 && b[i+2] == 0:
		i += 3
	default:
		return 0, 0, false
	}
	return binary.BigEndian.Uint32(b[i:]), binary.BigEndian.Uint32(b[i+4:]), true
}

// fitsEventTime tells whether an instant can be an event time: its seconds are
// 32 bits without the group markers, which last until 2106.
func fitsEventTime(nanos int64) bool {
	return nanos >= 0 && nanos/1e9 < groupEnd
}

// appendEventTime writes an instant, which must fit, as EventTime.
func appendEventTime(dst []byte, nanos int64) []byte {
	dst = append(dst, 0xd7, 0)
	dst = binary.BigEndian.AppendUint32(dst, uint32(nanos/1e9))
	return binary.BigEndian.AppendUint32(dst, uint32(nanos%1e9))
}

// Keys of the event metadata that matter here.
var (
	markKey   = []byte("timesync") // the mark: written minus read, ns
	otlpKey   = []byte("otlp")     // OpenTelemetry's own fields, its time among them
	schemaKey = []byte("schema")   // of a group: "otlp" for OpenTelemetry
)

// mark returns what the event's metadata says an earlier instance moved it by.
func (e *event) mark(b []byte) (moved int64, marked bool) {
	if e.metadata < 0 {
		return 0, false
	}
	at := member(b, e.metadata, markKey)
	if at < 0 {
		return 0, false
	}
	moved, _, err := msgp.ReadInt64Bytes(b[at:])
	return moved, err == nil
}

// isOTLP tells an OpenTelemetry record that stands outside a group.
func (e *event) isOTLP(b []byte) bool {
	return e.metadata >= 0 && member(b, e.metadata, otlpKey) >= 0
}

// opensOTLP tells whether a group's opening marker announces OpenTelemetry.
func (e *event) opensOTLP(b []byte) bool {
	if e.metadata < 0 {
		return false
	}
	at := member(b, e.metadata, schemaKey)
	if at < 0 {
		return false
	}
	schema, _, ok := stringAt(b, at)
	return ok && bytes.Equal(schema, otlpKey)
}
