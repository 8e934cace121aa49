package read

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/strptime"
)

// Prefix reads the stamp that a layout describes at the start of text, and returns where it ends, 0
// where the text does not match.
func (r *Reader) Prefix(l *strptime.Layout, text []byte, c *Context) (stamp timestamp.Stamp, end int, reason timestamp.Reason) {
	d := r.Draft(text, c)
	d.Restart(0)
	stamp, isEpoch, ok := l.Match(d)
	if !ok {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	if isEpoch {
		return stamp, d.At, d.Reason
	}
	stamp, reason = r.ToInstant(d, c)
	return stamp, d.At, reason
}

// readLayout reads a text that a layout describes as a whole.
func (r *Reader) readLayout(l *strptime.Layout, text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	stamp, end, reason := r.Prefix(l, text, c)
	if end != len(text) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return stamp, reason
}
