package read

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/strptime"
)

// readLayout reads a text that a layout describes as a whole.
func (r *Reader) readLayout(l *strptime.Layout, text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	stamp, end, reason := r.Prefix(l, text, c)
	if end != len(text) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return stamp, reason
}

// Prefix reads what a layout describes at the start of text, and returns where it ends.
func (r *Reader) Prefix(l *strptime.Layout, text []byte, c *Context) (stamp timestamp.Stamp, end int, reason timestamp.Reason) {
	d := r.Draft(text, c)
	d.Restart(0)
	d.Month, d.Day, d.Format = 1, 1, "strptime"
	state := strptime.State{Century: -1, YearOfCentury: -1, DayOfYear: -1}
	for _, s := range l.Steps {
		if !strptime.Step(d, s, &state) {
			return timestamp.Stamp{}, 0, timestamp.NoStamp
		}
	}
	if state.IsEpoch {
		stamp, reason = state.EpochStamp(d)
		return stamp, d.At, reason
	}
	strptime.CompleteDate(d, &state)
	stamp, reason = r.ToInstant(d, c)
	return stamp, d.At, reason
}
