package filter

import (
	"encoding/binary"
	"math"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
)

// emitEnvelope writes the event time, if it is to be set, the metadata's times that move with it,
// and the mark, if the record gets one.
func (r *record) emitEnvelope(word uint64, sets bool) {
	w, e, c := &r.out, &r.event, &r.correction
	if c.marks && e.metadata == absent {
		r.emitNewer(word, sets)
		return
	}
	if sets {
		w.replace(e.time, e.timeEnd())
		w.dst = appendEventTime(w.dst, word)
	}
	if c.marks {
		w.growMap(e.metadata, 1)
	}
	if sets && r.otlp {
		r.moveOTLP()
	}
	if c.marks {
		w.copyTo(e.body)
		w.dst = appendMark(w.dst, c.mark)
	}
}

// emitNewer gives an event in the older form, which has no place for a mark, the newer form with
// it: rule 7 outranks keeping the form, and every host that this plugin runs in reads both.
func (r *record) emitNewer(word uint64, sets bool) {
	w, e := &r.out, &r.event
	was := w.src[e.time:e.body]
	w.replace(e.time, e.body)
	w.dst = msgp.AppendArrayHeader(w.dst, 2)
	if sets {
		w.dst = appendEventTime(w.dst, word)
	} else {
		w.dst = append(w.dst, was...)
	}
	w.dst = msgp.AppendMapHeader(w.dst, 1)
	w.dst = appendMark(w.dst, r.correction.mark)
}

// An OpenTelemetry record has its time in the event time and again in its metadata, in nanoseconds
// since 1970, and what sends it on believes the metadata (in_opentelemetry, out_opentelemetry):
//
//	{"otlp": {"observed_timestamp": .., "timestamp": .., "severity_number": .., ..}}
var (
	otlpTimeKey     = []byte("timestamp")
	otlpObservedKey = []byte("observed_timestamp")
)

// otlpMember returns where the metadata of an OpenTelemetry record has a time, or absent.
func (r *record) otlpMember(key []byte) int {
	at := r.event.member(r.chunk, otlpKey)
	if at != absent {
		at = member(r.chunk, at, key)
	}
	if at == absent || leads[r.chunk[at]].kind == kindString {
		return absent
	}
	if number, ok := wholeNumber(r.chunk, at); !ok || number == 0 || number > math.MaxInt64 {
		return absent
	}
	return at
}

// repairEventTime gives a record the event time that its metadata has, where the host took seconds
// from nanoseconds for the fraction. Fluent Bit 2.2 to 4.2 do (flb_time.h: flb_time_from_uint64), so
// that the fraction is any number of 32 bits, and none in three of four records.
func (r *record) repairEventTime() {
	at := r.otlpMember(otlpTimeKey)
	if at == absent || !r.event.isExt {
		return
	}
	own, _ := wholeNumber(r.chunk, at)
	if seconds := own / 1e9; r.event.word == seconds<<32|(own-seconds)&math.MaxUint32 {
		r.event.word, _ = eventTimeWord(int64(own))
	}
}

// ownEventTime returns the event time of an OpenTelemetry record in the place of the one written into
// its body, and reports whether there is one to set. One of another clock stays. By the host's clock
// it moves together with the time in the metadata, whatever the body says, where there is one.
func (r *record) ownEventTime(written uint64, fits bool) (word uint64, sets bool) {
	switch c := &r.correction; {
	case c.refused != timestamp.Read:
		return written, fits
	case !c.local:
		return 0, false
	case r.otlpMember(otlpTimeKey) == absent:
		return written, fits
	case !c.moved || !r.event.isExt:
		return 0, false
	default:
		return eventTimeWord(r.event.nanos() + c.mark)
	}
}

// moveOTLP moves the times in the metadata together with the event time. What the record was
// observed at moves by the clock alone: the arrival takes the place of its time, not of that.
func (r *record) moveOTLP() {
	c, first, second := &r.correction, r.otlpMember(otlpTimeKey), r.otlpMember(otlpObservedKey)
	if c.refused != timestamp.Read {
		r.setNumber(first, uint64(c.nanos))
		return
	}
	r.shiftNumber(min(first, second))
	r.shiftNumber(max(first, second))
}

// shiftNumber moves the number that begins at a position, if there is one, by the mark.
func (r *record) shiftNumber(at int) {
	if at == absent {
		return
	}
	was, _ := wholeNumber(r.chunk, at)
	if now := int64(was) + r.correction.mark; now > 0 {
		r.setNumber(at, uint64(now))
	}
}

func (r *record) setNumber(at int, number uint64) {
	if at != absent {
		r.out.replace(at, skip(r.chunk, at))
		r.out.dst = msgp.AppendUint64(r.out.dst, number)
	}
}

// usualEnvelope is the longest that putUsual writes: event time, and a map of the
// mark.
const usualEnvelope = len("\xd7\x00SSSSNNNN" + "\xdf\x00\x00\x00\x01" + "\xa8timesync" + "\xd3MMMMMMMM")

// putUsual writes the event time and the metadata of a bare event to the start of
// dst and returns where they end: the mark in a map of the size class that came,
// or the empty map. Words are written, where copying the pieces would be a call
// for each.
func (e *event) putUsual(dst []byte, word uint64, c *correction) (end int) {
	const eventTimeLead, keyLead, key = 0xd7, fixstr | 8, 0x636e7973656d6974 // "timesync"
	_ = dst[usualEnvelope-1]
	binary.LittleEndian.PutUint16(dst, eventTimeLead)
	binary.BigEndian.PutUint64(dst[2:], word)
	at, pairs := eventTimeSize, uint32(0)
	if c.marks {
		pairs = 1
	}
	if e.map32 {
		dst[at] = map32
		binary.BigEndian.PutUint32(dst[at+1:], pairs)
		at += 4
	} else {
		dst[at] = fixmap | byte(pairs)
	}
	if at++; !c.marks {
		return at
	}
	dst[at] = keyLead
	binary.LittleEndian.PutUint64(dst[at+1:], key)
	return len(msgp.AppendInt64(dst[:at+1+len("timesync")], c.mark))
}

// eventTimeWord is an instant as EventTime: seconds and nanoseconds. It fits if
// its seconds are 32 bits without the group markers, which last until 2106.
func eventTimeWord(nanos int64) (word uint64, fits bool) {
	seconds := uint64(nanos) / 1e9
	return seconds<<32 | (uint64(nanos) - seconds*1e9), nanos >= 0 && seconds < groupEnd
}

func appendEventTime(dst []byte, word uint64) []byte {
	return binary.BigEndian.AppendUint64(append(dst, 0xd7, 0), word)
}

func appendMark(dst []byte, mark int64) []byte {
	return msgp.AppendInt64(msgp.AppendStringFromBytes(dst, markKey), mark)
}
