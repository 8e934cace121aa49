package filter

import (
	"encoding/binary"
	"time"

	"timesync/filter/timestamp"
)

// What nearly all records come to: an event time that is set in an envelope without metadata, and one
// timestamp, which takes the place of a short string or is added under the default key. Each is
// written in one go, the same as the general way would.

// replacesOnly reports whether emitReplaced writes all that is to be written.
func (r *record) replacesOnly() bool {
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
