package filter

import (
	"bytes"
	"time"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
)

// emit writes what changes in a record: event time and mark in the envelope, the timestamp and what
// was asked for beside it in the body. It reports whether anything did.
func (f *Filter) emit(r *record) (changed bool) {
	e, c := &r.event, &r.correction
	word, fits := eventTimeWord(c.nanos)
	sets := f.config.SetEventTime && fits && !r.otlp && (word != e.word || !e.isExt)
	if f.usual && sets && e.bare && r.finding.origin == fromBody && c.digits <= 9 && r.chunk[r.finding.value]&^31 == fixstr {
		f.emitUsual(r, word)
		return true
	}
	before := r.out.edits
	r.emitEnvelope(word, sets)
	if r.isMap {
		f.emitBody(r)
	}
	return r.out.edits > before
}

// emitUsual is emit for what nearly all records are: without metadata, a short string under a time
// key, event time set, nothing added. It is in one piece for speed, which BenchmarkRewrite/flat
// shows.
func (f *Filter) emitUsual(r *record, word uint64) {
	w, e, value := &r.out, &r.event, r.finding.value
	dst, n := w.reserve(e.time-w.copied+usualEnvelope+value-e.body+1), len(w.dst)
	n += copy(dst[n:], w.src[w.copied:e.time])
	n += e.putUsual(dst[n:], word, &r.correction)
	n += copy(dst[n:], w.src[e.body:value])
	w.dst = f.iso.Append(dst[:n+1], r.correction.nanos, r.finding.stamp.Tail, r.correction.digits, time.UTC, 0)
	w.dst[n] = fixstr | byte(len(w.dst)-n-1)
	w.copied = r.finding.end
	w.edits++
}

// emitBody writes the timestamp to its destination or under a new key, then the other new keys
// after the last one.
func (f *Filter) emitBody(r *record) {
	stamp := &r.finding.stamp
	zone, offset := f.config.OutputZone.of(stamp)
	f.written = f.iso.Append(f.written[:0], r.correction.nanos, stamp.Tail, r.correction.digits, zone, offset)
	destination, isNew := f.destination(r)
	added := f.additions(r, isNew)
	if n := added.count(); n > 0 {
		r.out.growMap(r.event.body, n)
	}
	line := absent
	if f.config.RewriteLine && r.finding.origin == fromLine && destination != r.finding.line {
		line = r.finding.line
	}
	if line != absent && (destination == absent || line < destination) {
		f.spliceLine(r)
	}
	if destination != absent {
		f.replaceValue(r, destination)
	}
	if line != absent && destination != absent && line > destination {
		f.spliceLine(r)
	}
	if added.count() > 0 {
		r.out.copyTo(r.end)
		f.appendAdditions(r, added)
	}
}

// destination returns where the timestamp goes: over the value that begins at the position
// returned, or under a new key. Neither, where the default key is taken by something else: only
// output_key itself allows overwriting it.
func (f *Filter) destination(r *record) (value int, isNew bool) {
	switch existing := r.found.at[f.outputKey]; {
	case f.config.OutputKey == "" && r.finding.origin == fromBody:
		return r.finding.value, false
	case existing == absent:
		return absent, true
	case f.config.OutputKey != "":
		return existing, false
	}
	return absent, false
}

// replaceValue writes the timestamp over the value at a position, unless it stands there already.
func (f *Filter) replaceValue(r *record, at int) {
	if old, _, ok := stringAt(r.chunk, at); ok && bytes.Equal(old, f.written) {
		return
	}
	r.out.replace(at, skip(r.chunk, at))
	r.out.dst = msgp.AppendStringFromBytes(r.out.dst, f.written)
}

// refuse passes a record whose stamp is refused, as on_error says.
func (f *Filter) refuse(r *record, reason timestamp.Reason) {
	switch f.config.OnError {
	case DropRecord:
		r.out.replace(r.event.start, r.end)
	case FlagRecord:
		if r.isMap && r.found.at[f.failure] == absent {
			r.out.growMap(r.event.body, 1)
			r.out.copyTo(r.end)
			r.out.dst = appendFailure(r.out.dst, reason.String())
		}
	}
}
