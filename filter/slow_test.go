package filter

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"time"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/iso"
	"timesync/filter/timestamp/stream"
)

// The oracle of FuzzRewrite.

// slowRewrite is what the default configuration does to a chunk, without any
// care for speed.
func slowRewrite(f *Filter, chunk []byte, offset int64) (out []byte) {
	seen := slowStreams{}
	for len(chunk) > 0 {
		e, rest, ok := cutEvent(chunk)
		if !ok {
			break
		}
		if seconds := e.seconds(); seconds != groupStart && seconds != groupEnd {
			e.streams = seen
			e.rewrite(f, offset)
		}
		out, chunk = append(out, e.join()...), rest
	}
	return append(out, chunk...)
}

// slowStreams are the streams of one tag by key.
type slowStreams map[string]*stream.Stream

func (s slowStreams) of(key string) *stream.Stream {
	if s[key] == nil {
		s[key] = new(stream.Stream)
	}
	return s[key]
}

// slowEvent is an event in pieces.
type slowEvent struct {
	streams      slowStreams
	outer, inner []byte // headers; inner is nil in the older form
	time         []byte
	metadata     slowMap
	body         slowMap
}

// slowMap is a map in pieces, or another object: raw is then all of it.
type slowMap struct {
	raw    []byte
	header byte
	pairs  [][2][]byte
	isMap  bool
}

func cutEvent(b []byte) (e slowEvent, rest []byte, ok bool) {
	n, rest, err := msgp.ReadArrayHeaderBytes(b)
	if err != nil || n != 2 {
		return e, nil, false
	}
	e.outer = b[:len(b)-len(rest)]
	if n, after, err := msgp.ReadArrayHeaderBytes(rest); err == nil {
		if n != 2 {
			return e, nil, false
		}
		e.inner, rest = rest[:len(rest)-len(after)], after
	}
	if e.time, rest, ok = cut(rest); !ok {
		return e, nil, false
	}
	if e.inner != nil {
		if e.metadata, rest, ok = cutMap(rest); !ok {
			return e, nil, false
		}
	}
	e.body, rest, ok = cutMap(rest)
	return e, rest, ok
}

func cut(b []byte) (object, rest []byte, ok bool) {
	rest, err := msgp.Skip(b)
	return b[:len(b)-len(rest)], rest, err == nil
}

func cutMap(b []byte) (m slowMap, rest []byte, ok bool) {
	if m.raw, rest, ok = cut(b); !ok {
		return m, nil, false
	}
	n, pairs, err := msgp.ReadMapHeaderBytes(m.raw)
	if err != nil {
		return m, rest, true
	}
	m.header, m.isMap = m.raw[0], true
	for range n {
		var pair [2][]byte
		pair[0], pairs, _ = cut(pairs)
		pair[1], pairs, _ = cut(pairs)
		m.pairs = append(m.pairs, pair)
	}
	return m, rest, true
}

func text(value []byte) []byte {
	s, _, err := msgp.ReadStringZC(value)
	if err != nil {
		return nil
	}
	return s
}

func (m *slowMap) get(key string) []byte {
	for _, pair := range m.pairs {
		if msgp.NextType(pair[0]) == msgp.StrType && string(text(pair[0])) == key {
			return pair[1]
		}
	}
	return nil
}

func (m *slowMap) add(key string, value []byte) {
	m.pairs = append(m.pairs, [2][]byte{msgp.AppendString(nil, key), value})
	m.header = appendMapHeader(nil, m.header, len(m.pairs))[0]
}

func (m *slowMap) join() []byte {
	if !m.isMap {
		return m.raw
	}
	out := appendMapHeader(nil, m.header, len(m.pairs))
	for _, pair := range m.pairs {
		out = append(append(out, pair[0]...), pair[1]...)
	}
	return out
}

func (e *slowEvent) join() []byte {
	out := append(append([]byte(nil), e.outer...), e.inner...)
	out = append(out, e.time...)
	if e.inner != nil {
		out = append(out, e.metadata.join()...)
	}
	return append(out, e.body.join()...)
}

func (e *slowEvent) seconds() uint32 {
	word, _ := eventTimeAt(e.time, 0)
	return uint32(word >> 32)
}

func (e *slowEvent) rewrite(f *Filter, offset int64) {
	if e.inner != nil && !e.metadata.isMap {
		return
	}
	mark := e.metadata.get("timesync")
	_, _, err := msgp.ReadInt64Bytes(mark)
	if mark != nil && err == nil {
		return
	}
	stamp, place, reason := e.search(f, offset)
	if reason != timestamp.Read {
		return
	}
	digits := int(stamp.Digits)
	if offset != 0 {
		digits = max(digits, 3)
	}
	nanos := stamp.Nanos + offset
	if unit := int64(math.Pow10(9 - min(digits, 9))); unit > 1 {
		if offset != 0 { // to the nearest
			nanos += unit / 2
		}
		nanos -= (nanos%unit + unit) % unit
	}
	e.setTimes(nanos, nanos-stamp.Nanos)
	if offset != 0 {
		e.setMark(nanos - stamp.Nanos)
	}
	written := iso.Append(nil, nanos, stamp.Tail, digits, time.UTC, 0)
	if place != noPlace && strings.HasSuffix(strings.ToUpper(string(text(e.keyAt(place)))), "_REALTIME_TIMESTAMP") {
		place = noPlace // journald's own
	}
	switch {
	case place != noPlace && place.inner == noPair:
		e.body.write(place.pair, written)
	case place != noPlace:
		e.setValue(place, written)
	case e.body.isMap && e.body.get(timestampKey) == nil:
		e.body.add(timestampKey, msgp.AppendStringFromBytes(nil, written))
	}
}

// write sets the value of a pair, and of those before it that have its key and hold no collection.
func (m *slowMap) write(pair int, written []byte) {
	key := m.pairs[pair][0]
	for i := range m.pairs[:pair+1] {
		value := &m.pairs[i][1]
		kind := msgp.NextType(*value)
		isEqual := msgp.NextType(m.pairs[i][0]) == msgp.StrType && bytes.Equal(text(m.pairs[i][0]), text(key)) &&
			kind != msgp.MapType && kind != msgp.ArrayType
		if (i == pair || isEqual) && !bytes.Equal(text(*value), written) {
			*value = msgp.AppendStringFromBytes(nil, written)
		}
	}
}

// setTimes sets the event time, and moves it together with those in the metadata of an
// OpenTelemetry record, if its own time is there.
func (e *slowEvent) setTimes(nanos, mark int64) {
	before, fields := e.time, slowMap{}
	if own := e.metadata.get("otlp"); own != nil {
		fields, _, _ = cutMap(own)
	}
	if fields.shift("timestamp", 0) {
		word, ok := eventTimeAt(e.time, 0)
		if !ok || mark == 0 {
			return
		}
		nanos = int64(word>>32)*1e9 + int64(uint32(word)) + mark
	}
	if nanos >= 0 && nanos/1e9 < groupEnd {
		e.setTime(nanos)
	}
	if bytes.Equal(before, e.time) {
		return
	}
	fields.shift("timestamp", mark)
	fields.shift("observed_timestamp", mark)
	for i := range e.metadata.pairs {
		if pair := &e.metadata.pairs[i]; msgp.NextType(pair[0]) == msgp.StrType && string(text(pair[0])) == "otlp" {
			pair[1] = fields.join()
			break
		}
	}
}

// shift adds to the time under a key, and reports whether there is one.
func (m *slowMap) shift(key string, by int64) bool {
	for i := range m.pairs {
		if pair := &m.pairs[i]; msgp.NextType(pair[0]) == msgp.StrType && string(text(pair[0])) == key {
			value, _, err := msgp.ReadInt64Bytes(pair[1])
			if err != nil || value <= 0 {
				return false
			}
			if by != 0 && value+by > 0 {
				pair[1] = msgp.AppendUint64(nil, uint64(value+by))
			}
			return true
		}
	}
	return false
}

// slowPlace is the pair of the body whose value a stamp is, or the pair of the map that this is.
type slowPlace struct{ pair, inner int }

// noPair is no pair of a map, and noPlace where a stamp is that came from a line or an event time.
const noPair = -1

var noPlace = slowPlace{noPair, noPair}

func (e *slowEvent) keyAt(p slowPlace) []byte {
	if p.inner == noPair {
		return e.body.pairs[p.pair][0]
	}
	inner, _, _ := cutMap(e.body.pairs[p.pair][1])
	return inner.pairs[p.inner][0]
}

func (e *slowEvent) setValue(p slowPlace, written []byte) {
	value := &e.body.pairs[p.pair][1]
	inner, _, _ := cutMap(*value)
	replaceText(&inner.pairs[p.inner][1], written)
	*value = inner.join()
}

func replaceText(value *[]byte, written []byte) {
	if !bytes.Equal(text(*value), written) {
		*value = msgp.AppendStringFromBytes(nil, written)
	}
}

func (e *slowEvent) setTime(nanos int64) {
	word, ok := eventTimeAt(e.time, 0)
	seconds, fraction := uint32(word>>32), uint32(word)
	if ok && int64(seconds)*1e9+int64(fraction) == nanos {
		return
	}
	e.time = binary.BigEndian.AppendUint32(append([]byte(nil), 0xd7, 0), uint32(nanos/1e9))
	e.time = binary.BigEndian.AppendUint32(e.time, uint32(nanos%1e9))
}

func (e *slowEvent) setMark(mark int64) {
	if e.inner == nil {
		e.inner, e.metadata = []byte{0x92}, slowMap{isMap: true, header: 0x80}
	}
	e.metadata.add("timesync", msgp.AppendInt64(nil, mark))
}
