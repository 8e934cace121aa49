package filter

import (
	"bytes"
	"encoding/binary"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
	"timesync/offsets"
)

// emit writes what changes in a record: event time and mark in the envelope, the
// timestamp and what was asked for beside it in the body. It returns whether
// anything did.
func (f *Filter) emit(w *splicer, r *record, hit *found, c *correction) (changed bool) {
	before := w.edits
	f.emitEnvelope(w, r, hit, c)
	if r.isMap {
		f.emitBody(w, r, hit, c)
	}
	return w.edits > before
}

// emitEnvelope writes the event time and the mark. A record in the older form,
// which has no place for a mark, gets the newer form with it: rule 7 outranks
// keeping the form, and every host that this plugin runs in reads both.
func (f *Filter) emitEnvelope(w *splicer, r *record, hit *found, c *correction) {
	e := &r.event
	sets := f.setsEventTime(r, c)
	switch {
	case sets && c.moved && e.bare:
		w.replace(e.time, e.body)
		w.dst = appendTimeAndMark(w.dst, c.nanos, c.mark(&hit.stamp))
	case c.moved && e.metadata == absent:
		w.replace(e.time, e.body)
		w.dst = msgp.AppendArrayHeader(w.dst, 2)
		w.dst = f.appendTime(w.dst, r, c)
		w.dst = msgp.AppendMapHeader(w.dst, 1)
		w.dst = appendMark(w.dst, c.mark(&hit.stamp))
	default:
		if sets {
			w.replace(e.time, e.timeEnd())
			w.dst = appendEventTime(w.dst, c.nanos)
		}
		if c.moved {
			w.growMap(e.metadata, 1)
			w.copyTo(e.body)
			w.dst = appendMark(w.dst, c.mark(&hit.stamp))
		}
	}
}

// appendTime writes the event time that the record leaves with.
func (f *Filter) appendTime(dst []byte, r *record, c *correction) []byte {
	if f.setsEventTime(r, c) {
		return appendEventTime(dst, c.nanos)
	}
	return append(dst, r.chunk[r.event.time:r.event.timeEnd()]...)
}

// setsEventTime tells whether the event time changes.
func (f *Filter) setsEventTime(r *record, c *correction) bool {
	if !f.config.SetEventTime || r.otlp || !fitsEventTime(c.nanos) {
		return false
	}
	word, ok := eventTimeAt(r.chunk, r.event.time)
	return !ok || word != eventTimeWord(c.nanos)
}

// appendTimeAndMark writes what nearly all moved records need, [EventTime, {mark}, in one piece.
func appendTimeAndMark(dst []byte, nanos, mark int64) []byte {
	const timeAndKey = "\xd7\x00SSSSNNNN" + "\x81" + "\xa8timesync"
	dst = append(dst, timeAndKey...)
	binary.BigEndian.PutUint64(dst[len(dst)-len(timeAndKey)+2:], eventTimeWord(nanos))
	return msgp.AppendInt64(dst, mark)
}

func appendMark(dst []byte, mark int64) []byte {
	return msgp.AppendInt64(msgp.AppendStringFromBytes(dst, markKey), mark)
}

// emitBody writes the timestamp in its place or as a new key, then the other
// new keys behind the last one.
func (f *Filter) emitBody(w *splicer, r *record, hit *found, c *correction) {
	zone, offset := f.config.OutputZone.of(&hit.stamp)
	text := f.iso.Write(c.nanos, hit.stamp.Tail, c.digits, zone, offset)
	if f.inPlace && hit.origin == fromBody {
		f.replaceValue(w, hit.value, hit.end, text)
		return
	}
	place, add := f.place(r, hit)
	new := additions{
		output:   add,
		original: f.config.KeepOriginal != "" && hit.origin != fromEvent && !r.marked && r.found.at[f.original] == absent,
		details:  f.config.Details && r.found.at[f.details] == absent,
		failure:  f.config.FlagUnsynced && (c.outcome == Unsynced || c.outcome == UnknownPast) && r.found.at[f.failure] == absent,
	}
	if n := new.count(); n > 0 {
		w.growMap(r.event.body, n)
	}
	splice := f.config.RewriteLine && hit.origin == fromLine && place != hit.line
	if splice && hit.line < place || splice && place == absent {
		f.spliceLine(w, hit, text)
	}
	if place != absent {
		f.replaceValue(w, place, skip(w.src, place), text)
	}
	if splice && place != absent && hit.line > place {
		f.spliceLine(w, hit, text)
	}
	if new.count() > 0 {
		w.copyTo(r.end)
		f.appendAdditions(w, new, r, hit, c, text)
	}
}

// place says where the timestamp goes: over the value that begins at the
// position returned, or into a new key. Neither, where the default key is taken
// by something else: only output_key itself says that it may be overwritten.
func (f *Filter) place(r *record, hit *found) (value int, add bool) {
	switch existing := r.found.at[f.outputKey]; {
	case f.config.OutputKey == "" && hit.origin == fromBody:
		return hit.value, false
	case existing == absent:
		return absent, true
	case f.config.OutputKey != "":
		return existing, false
	}
	return absent, false
}

// replaceValue writes the text over the value at w.src[from:to], unless it stands
// there already.
func (f *Filter) replaceValue(w *splicer, from, to int, text []byte) {
	if to-from > len(text) {
		if old, _, ok := stringAt(w.src, from); ok && bytes.Equal(old, text) {
			return
		}
	}
	w.replace(from, to)
	w.dst = msgp.AppendStringFromBytes(w.dst, text)
}

// additions says which keys the body gains.
type additions struct{ output, original, details, failure bool }

func (a additions) count() (n int) {
	for _, added := range [...]bool{a.output, a.original, a.details, a.failure} {
		if added {
			n++
		}
	}
	return n
}

func (f *Filter) appendAdditions(w *splicer, a additions, r *record, hit *found, c *correction, text []byte) {
	if a.output {
		w.dst = msgp.AppendString(w.dst, f.outputName())
		w.dst = msgp.AppendStringFromBytes(w.dst, text)
	}
	if a.original {
		w.dst = msgp.AppendString(w.dst, f.config.KeepOriginal)
		w.dst = appendOriginal(w.dst, r.chunk, hit)
	}
	if a.details {
		w.dst = msgp.AppendString(w.dst, detailsKey)
		w.dst = f.appendDetails(w.dst, r, hit, c)
	}
	if a.failure {
		w.dst = appendFailure(w.dst, c.outcome.String())
	}
}

// appendOriginal writes the stamp as it was: a value with its type, or the piece
// of the line.
func appendOriginal(dst, chunk []byte, hit *found) []byte {
	if hit.origin == fromLine {
		return msgp.AppendStringFromBytes(dst, chunk[hit.value:hit.end])
	}
	return append(dst, chunk[hit.value:hit.end]...)
}

// appendDetails writes the map that details on asks for.
func (f *Filter) appendDetails(dst []byte, r *record, hit *found, c *correction) []byte {
	var clock offsets.Correction
	state := c.outcome.String()
	if c.outcome != Marked && c.outcome != Remote {
		clock = r.pass.clock.Lookup(hit.stamp.Nanos)
		state = clock.State.String()
	}
	dst = msgp.AppendMapHeader(dst, 6)
	dst = msgp.AppendInt64(msgp.AppendString(dst, "offset_ns"), clock.Offset)
	dst = appendBound(msgp.AppendString(dst, "bound_ns"), clock.Bound)
	dst = msgp.AppendString(msgp.AppendString(dst, "state"), state)
	dst = msgp.AppendString(msgp.AppendString(dst, "source"), hit.origin.String())
	dst = msgp.AppendString(msgp.AppendString(dst, "format"), hit.stamp.Format)
	return msgp.AppendString(msgp.AppendString(dst, "zone_source"), hit.zoneSource())
}

// appendBound writes nil where nothing is known about the error.
func appendBound(dst []byte, bound int64) []byte {
	if bound >= offsets.Unbounded {
		return msgp.AppendNil(dst)
	}
	return msgp.AppendInt64(dst, bound)
}

// refuse passes a record whose stamp is refused, as on_error says.
func (f *Filter) refuse(w *splicer, r *record, why timestamp.Reason) {
	switch f.config.OnError {
	case DropRecord:
		w.replace(r.event.start, r.end)
	case FlagRecord:
		if r.isMap && r.found.at[f.failure] == absent {
			w.growMap(r.event.body, 1)
			w.copyTo(r.end)
			w.dst = appendFailure(w.dst, why.String())
		}
	}
}

func appendFailure(dst []byte, why string) []byte {
	return msgp.AppendString(msgp.AppendString(dst, failureKey), why)
}
