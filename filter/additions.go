package filter

import (
	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
	"timesync/offsets/timemap"
)

// additions says which keys the body gains.
type additions struct{ output, original, details, failure bool }

// additions returns those of a record. output says that the timestamp gets a key of its own.
func (e *emitter) additions(r *record, output bool) additions {
	return additions{
		output:   output,
		original: e.config.KeepOriginal != "" && r.finding.origin != fromEvent && r.found.at[e.original] == absent,
		details:  e.config.Details && r.found.at[e.details] == absent,
		failure:  e.failureOf(r) != "" && r.found.at[e.failure] == absent,
	}
}

// failureOf is what timesync_error says of a record that is written; empty: nothing.
func (e *emitter) failureOf(r *record) string {
	switch c := &r.correction; {
	case c.refused != timestamp.Read:
		return c.refused.String()
	case e.config.FlagUnsynced && (c.outcome == Unsynced || c.outcome == UnknownPast):
		return c.outcome.String()
	}
	return ""
}

func (a additions) count() (n int) {
	for _, added := range [...]bool{a.output, a.original, a.details, a.failure} {
		if added {
			n++
		}
	}
	return n
}

func (e *emitter) appendAdditions(r *record, a additions) {
	dst := r.out.dst
	if a.output {
		dst = msgp.AppendString(dst, e.output)
		dst = msgp.AppendStringFromBytes(dst, e.written)
	}
	if a.original {
		dst = msgp.AppendString(dst, e.config.KeepOriginal)
		dst = r.appendOriginal(dst)
	}
	if a.details {
		dst = msgp.AppendString(dst, detailsKey)
		dst = r.appendDetails(dst)
	}
	if a.failure {
		dst = appendFailure(dst, e.failureOf(r))
	}
	r.out.dst = dst
}

// appendOriginal writes the stamp as it was: a value with its type, or the piece of the line.
func (r *record) appendOriginal(dst []byte) []byte {
	original := r.chunk[r.finding.value:r.finding.end]
	if r.finding.origin == fromLine {
		return msgp.AppendStringFromBytes(dst, original)
	}
	return append(dst, original...)
}

// appendDetails writes the map that details on asks for.
func (r *record) appendDetails(dst []byte) []byte {
	var clock timemap.Correction
	state := r.pass.owner.String()
	if r.correction.outcome != Remote {
		clock = r.pass.clock.Lookup(r.finding.stamp.Nanos)
		state = clock.State.String()
	}
	dst = msgp.AppendMapHeader(dst, 6)
	dst = msgp.AppendInt64(msgp.AppendString(dst, "offset_ns"), clock.Offset)
	dst = appendBound(msgp.AppendString(dst, "bound_ns"), clock.Bound)
	dst = msgp.AppendString(msgp.AppendString(dst, "state"), state)
	dst = msgp.AppendString(msgp.AppendString(dst, "source"), r.finding.origin.String())
	dst = msgp.AppendString(msgp.AppendString(dst, "format"), r.finding.stamp.Format)
	return msgp.AppendString(msgp.AppendString(dst, "zone_source"), r.finding.zoneSource())
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
