package filter

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"time"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/iso"
)

// emitter writes what changes in a record, as the configuration says. It knows nothing of how the
// stamp was found.
type emitter struct {
	config    *Config
	output    string // the key of a timestamp that does not take the place of the one read
	outputKey int    // slots of the keys that may be written
	original  int
	details   int
	failure   int
	usual     bool // the configuration asks for nothing that emitReplaced and emitAdded do not write
	iso       iso.Writer
	written   []byte // the timestamp as it is written; reused from record to record
}

// Keys that are written.
const (
	timestampKey = "timestamp"      // output_key's default for lines and event times
	detailsKey   = "timesync"       // details on
	failureKey   = "timesync_error" // on_error flag and arrival, unsynced flag
)

// newEmitter makes an emitter, and gives slots to the keys that it writes.
func newEmitter(c *Config, keys *keyTable) emitter {
	output := cmp.Or(c.OutputKey, timestampKey)
	return emitter{
		config:    c,
		output:    output,
		outputKey: keys.add([]byte(output)),
		original:  keys.add([]byte(c.KeepOriginal)),
		details:   keys.add([]byte(detailsKey)),
		failure:   keys.add([]byte(failureKey)),
		usual: c.OutputKey == "" && c.KeepOriginal == "" && !c.Details && !c.FlagUnsynced &&
			c.OutputZone.Location == time.UTC,
	}
}

// emit writes what changes in a record: event time and mark in the envelope, the timestamp and what
// was asked for beside it in the body. It reports whether anything did.
func (e *emitter) emit(r *record) (changed bool) {
	parts := &r.event
	word, fits := eventTimeWord(r.correction.nanos)
	if r.otlp {
		word, fits = r.ownEventTime(word, fits)
	}
	sets := e.config.SetEventTime && fits && (word != parts.word || !parts.isExt)
	if sets && e.usual && parts.bare && r.correction.digits <= 9 {
		switch {
		case replacesOnly(r):
			e.emitReplaced(r, word)
			return true
		case e.addsOnly(r):
			e.emitAdded(r, word)
			return true
		}
	}
	before := r.out.edits
	r.emitEnvelope(word, sets)
	if r.isMap {
		e.emitBody(r)
	}
	return r.out.edits > before
}

// emitBody writes the timestamp to its destination or under a new key, then the other new keys
// after the last one.
func (e *emitter) emitBody(r *record) {
	stamp := &r.finding.stamp
	zone, offset := e.config.OutputZone.of(stamp)
	e.written = e.iso.Append(e.written[:0], r.correction.nanos, stamp.Tail, r.correction.digits, zone, offset)
	destination, isNew := e.destination(r)
	added := e.additions(r, isNew)
	if n := added.count(); n > 0 {
		r.out.growMap(r.event.body, n)
	}
	line := absent
	if e.config.RewriteLine && r.finding.origin == fromLine && destination != r.finding.line {
		line = r.finding.line
	}
	if line != absent && (destination == absent || line < destination) {
		e.spliceLine(r)
	}
	if destination != absent {
		if r.found.repeated && line == absent {
			e.replaceEqual(r, destination)
		}
		e.replaceValue(r, destination)
	}
	if line != absent && destination != absent && line > destination {
		e.spliceLine(r)
	}
	if added.count() > 0 {
		r.out.copyTo(r.end)
		e.appendAdditions(r, added)
	}
}

// destination returns where the timestamp goes: over the value that begins at the position
// returned, or under a new key. Neither, where the default key is taken by something else: only
// output_key itself allows overwriting it.
func (e *emitter) destination(r *record) (value int, isNew bool) {
	switch existing := r.found.at[e.outputKey]; {
	case e.config.OutputKey == "" && r.finding.origin == fromBody && !r.finding.fixed:
		return r.finding.value, false
	case existing == absent:
		return absent, true
	case e.config.OutputKey != "":
		return existing, false
	}
	return absent, false
}

// replaceValue writes the timestamp over the value at a position, unless it stands there already.
func (e *emitter) replaceValue(r *record, at int) {
	if old, _, ok := stringAt(r.chunk, at); ok && bytes.Equal(old, e.written) {
		return
	}
	r.out.replace(at, skip(r.chunk, at))
	r.out.dst = msgp.AppendStringFromBytes(r.out.dst, e.written)
}

// replaceEqual writes the timestamp over the values before a position whose keys equal the key of
// that one: a reader of the record may take any of equal keys. Collections stay, and so does what
// is nested.
func (e *emitter) replaceEqual(r *record, last int) {
	key := keyBefore(r.chunk, r.event.body, last)
	for name, value := range pairsAt(r.chunk, r.event.body) {
		if key == nil || value >= last {
			return
		}
		if kind := leads[r.chunk[value]].kind; bytes.Equal(name, key) && kind != kindMap && kind != kindArray {
			e.replaceValue(r, value)
		}
	}
}

// refuse passes a record whose stamp is refused, and that keeps its event time, as on_error says.
func (e *emitter) refuse(r *record, reason timestamp.Reason) {
	switch e.config.OnError {
	case DropRecord:
		r.out.replace(r.event.start, r.end)
	case FlagRecord, RetimeRecord:
		if r.isMap && r.found.at[e.failure] == absent {
			r.out.growMap(r.event.body, 1)
			r.out.copyTo(r.end)
			r.out.dst = appendFailure(r.out.dst, reason.String())
		}
	}
}

// What nearly all records come to: an event time that is set in an envelope without metadata, and one
// timestamp, which takes the place of a short string or is added under the default key. Each is
// written in one go, the same as the general way would.

// replacesOnly reports whether emitReplaced writes all that is to be written.
func replacesOnly(r *record) bool {
	n := &r.finding
	return n.origin == fromBody && !n.fixed && !r.found.repeated && r.chunk[n.value]&^31 == fixstr
}

// emitReplaced is emit for a record whose timestamp takes the place of the string that it was read
// from. It is in one piece for speed, which BenchmarkRewrite/flat shows.
func (e *emitter) emitReplaced(r *record, word uint64) {
	w, parts, value := &r.out, &r.event, r.finding.value
	dst, n := w.reserve(parts.time-w.copied+usualEnvelope+value-parts.body+1), len(w.dst)
	n += copy(dst[n:], w.src[w.copied:parts.time])
	n += parts.putUsual(dst[n:], word, &r.correction)
	n += copy(dst[n:], w.src[parts.body:value])
	w.dst = e.iso.Append(dst[:n+1], r.correction.nanos, r.finding.stamp.Tail, r.correction.digits, time.UTC, 0)
	w.dst[n] = fixstr | byte(len(w.dst)-n-1)
	w.copied = r.finding.end
	w.edits++
}

// addsOnly reports whether emitAdded writes all that is to be written.
func (e *emitter) addsOnly(r *record) bool {
	n, lead := &r.finding, r.chunk[r.event.body]
	return (n.origin != fromBody || n.fixed) && r.found.at[e.outputKey] == absent && r.correction.refused == timestamp.Read &&
		!e.config.RewriteLine && (lead == map32 || lead >= fixmap && lead < fixmap|15)
}

// emitAdded is emit for a record whose timestamp is added under the default key, behind the last pair.
// It is in one piece for speed, which BenchmarkRewrite/line shows.
func (e *emitter) emitAdded(r *record, word uint64) {
	const key = "\xa9" + timestampKey + "\xa0"
	w, parts := &r.out, &r.event
	dst, n := w.reserve(parts.time-w.copied+usualEnvelope+r.end-parts.body+len(key)), len(w.dst)
	n += copy(dst[n:], w.src[w.copied:parts.time])
	n += parts.putUsual(dst[n:], word, &r.correction)
	body := dst[n:]
	n += copy(body, w.src[parts.body:r.end])
	if lead := body[0]; lead == map32 {
		binary.BigEndian.PutUint32(body[1:], binary.BigEndian.Uint32(w.src[parts.body+1:])+1)
	} else {
		body[0] = lead + 1
	}
	n += copy(dst[n:], key)
	w.dst = e.iso.Append(dst[:n], r.correction.nanos, r.finding.stamp.Tail, r.correction.digits, time.UTC, 0)
	w.dst[n-1] = fixstr | byte(len(w.dst)-n)
	w.copied = r.end
	w.edits++
}
