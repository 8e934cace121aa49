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
// Headers come in any size class: 2.2 and 4.2 write these arrays as array32, 5.1
// as fixarray, all of them these maps as map32. Positions are indexes into the
// chunk.
type event struct {
	start    int    // the outer array's header
	time     int    // the event time, which ends where the metadata begins
	metadata int    // the metadata's map; absent in the older form
	body     int    // the body, whose end the walk through it finds
	word     uint64 // seconds and nanoseconds of the event time, if it
	isExt    bool   // is an EventTime
	bare     bool   // the metadata is an empty map
	map32    bool   // and that a map32; told for bare ones
}

// nanos returns the event time in ns since 1970, 0 where it is none that is known.
func (e *event) nanos() int64 {
	if !e.isExt {
		return 0
	}
	return int64(e.word>>32)*1e9 + int64(e.word&math.MaxUint32)
}

// The bytes before the seconds of an event time as Fluent Bit writes them, as
// little-endian words: [[EventTime, ...
const (
	fixarrays  = 0x00d79292         // 92 92 d7 00: 5.1
	array32s   = 0x0000dd02000000dd // dd 00000002 dd 0000...: 2.2 and 4.2
	array32End = 0x00d70200         // ...0002 d7 00
)

// findUsual finds the parts of the event at b[i] up to its body, and reports whether it is one as
// inputs write them, without metadata. A few comparisons take the place of stepping over its six
// objects.
func (e *event) findUsual(b []byte, i int) bool {
	const wideHead, emptyMap32 = 2 * len("\xdd\x00\x00\x00\x02"), 0x00000000df
	if len(b)-i < wideHead+eventTimeSize+len("\xdf\x00\x00\x00\x00MMM") {
		return false
	}
	head, first := len("\x92\x92"), binary.LittleEndian.Uint64(b[i:])
	if uint32(first) != fixarrays {
		if head = wideHead; first != array32s || binary.LittleEndian.Uint32(b[i+8:]) != array32End {
			return false
		}
	}
	e.start, e.time, e.metadata = i, i+head, i+head+eventTimeSize
	switch {
	case binary.LittleEndian.Uint64(b[e.metadata:])&0xffffffffff == emptyMap32:
		e.body, e.map32 = e.metadata+len("\xdf\x00\x00\x00\x00"), true
	case b[e.metadata] == fixmap:
		e.body, e.map32 = e.metadata+1, false
	default:
		return false
	}
	e.word, e.isExt, e.bare = binary.BigEndian.Uint64(b[e.metadata-8:]), true, true
	return true
}

// findAny finds the parts of every event. It reports whether there is one: the bytes may end, or be
// something else.
func (e *event) findAny(b []byte, i int) bool {
	count, first, ok := arrayAt(b, i)
	if !ok || count != 2 {
		return false
	}
	*e = event{start: i, time: first}
	if inner, at, nested := arrayAt(b, first); nested {
		if inner != 2 {
			return false
		}
		e.time = at
		if e.metadata = skip(b, at); e.metadata < 0 {
			return false
		}
	}
	e.word, e.isExt = eventTimeAt(b, e.time)
	e.body = skip(b, first)
	return e.body >= 0
}

// understood reports whether the metadata is what Fluent Bit writes, a map.
func (e *event) understood(b []byte) bool {
	return e.metadata == absent || leads[b[e.metadata]].kind == kindMap
}

// timeEnd is the position after the event time.
func (e *event) timeEnd() int {
	if e.metadata != absent {
		return e.metadata
	}
	return e.body
}

// Event times whose seconds are these are no records: they open and close a
// group of records that share attributes (Fluent Bit 3.2+,
// src/flb_log_event_decoder.c). Event times of other types never are markers.
const (
	groupStart = math.MaxUint32     // -1
	groupEnd   = math.MaxUint32 - 1 // -2
)

// eventTimeSize is the length of an EventTime as Fluent Bit writes it.
const eventTimeSize = len("\xd7\x00SSSSNNNN")

// eventTimeAt reads the forward protocol's EventTime: extension type 0 of eight
// bytes, seconds and nanoseconds as big-endian words, which are word.
func eventTimeAt(b []byte, i int) (word uint64, ok bool) {
	switch {
	case i+eventTimeSize <= len(b) && b[i] == 0xd7 && b[i+1] == 0:
		return binary.BigEndian.Uint64(b[i+2:]), true
	case i+11 <= len(b) && b[i] == 0xc7 && b[i+1] == 8 && b[i+2] == 0:
		return binary.BigEndian.Uint64(b[i+3:]), true
	}
	return 0, false
}

// Keys of the event metadata that matter here.
var (
	markKey   = []byte("timesync") // the mark: written minus read, ns
	otlpKey   = []byte("otlp")     // OpenTelemetry's own fields, its time among them
	schemaKey = []byte("schema")   // of a group: "otlp" for OpenTelemetry
)

// member returns where the metadata has the value of a key, or absent.
func (e *event) member(b []byte, key []byte) int {
	if e.metadata == absent {
		return absent
	}
	return member(b, e.metadata, key)
}

// mark returns what the event's metadata says an earlier instance moved it by.
func (e *event) mark(b []byte) (moved int64, marked bool) {
	at := e.member(b, markKey)
	if at == absent {
		return 0, false
	}
	moved, _, err := msgp.ReadInt64Bytes(b[at:])
	return moved, err == nil
}

// isOTLP reports whether this is an OpenTelemetry record outside a group.
func (e *event) isOTLP(b []byte) bool { return e.member(b, otlpKey) != absent }

// opensOTLP reports whether a group's opening marker announces OpenTelemetry.
func (e *event) opensOTLP(b []byte) bool {
	at := e.member(b, schemaKey)
	if at == absent {
		return false
	}
	schema, _, ok := stringAt(b, at)
	return ok && bytes.Equal(schema, otlpKey)
}
