package filter

import (
	"encoding/binary"

	"github.com/tinylib/msgp/msgp"
)

// emitEnvelope writes the event time, if it is to be set, and of a moved record
// the mark. One in the older form, which has no place for a mark, gets the newer
// form with it: rule 7 outranks keeping the form, and every host that this plugin
// runs in reads both.
func emitEnvelope(w *splicer, e *event, moment uint64, sets bool, mark int64, moved bool) {
	switch {
	case moved && e.metadata == absent:
		was := w.src[e.time:e.body]
		w.replace(e.time, e.body)
		w.dst = msgp.AppendArrayHeader(w.dst, 2)
		if sets {
			w.dst = appendEventTime(w.dst, moment)
		} else {
			w.dst = append(w.dst, was...)
		}
		w.dst = msgp.AppendMapHeader(w.dst, 1)
		w.dst = appendMark(w.dst, mark)
	case moved:
		if sets {
			w.replace(e.time, e.metadata)
			w.dst = appendEventTime(w.dst, moment)
		}
		w.growMap(e.metadata, 1)
		w.copyTo(e.body)
		w.dst = appendMark(w.dst, mark)
	case sets:
		w.replace(e.time, e.timeEnd())
		w.dst = appendEventTime(w.dst, moment)
	}
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
