package filter

import (
	"github.com/tinylib/msgp/msgp"

	"timesync/offsets/timemap"
)

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

func (f *Filter) appendAdditions(w *splicer, a additions, r *record, hit *found, c *correction) {
	if a.output {
		w.dst = msgp.AppendString(w.dst, f.outputName())
		w.dst = msgp.AppendStringFromBytes(w.dst, f.text)
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
	var clock timemap.Correction
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
	if bound >= timemap.Unbounded {
		return msgp.AppendNil(dst)
	}
	return msgp.AppendInt64(dst, bound)
}

func appendFailure(dst []byte, reason string) []byte {
	return msgp.AppendString(msgp.AppendString(dst, failureKey), reason)
}
