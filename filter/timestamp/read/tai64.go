package read

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/doubt"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/stream"
)

// ReadTAI64 reads a TAI64 label at the start of text, and returns its length, 0 where none stands
// there. Its scale is the one that a format names, else the one that the stream's arrivals have
// shown: without them two programs write the same label 27 seconds apart.
func ReadTAI64(text []byte, scale *epoch.Scale, c *Context) (stamp timestamp.Stamp, length int, reason timestamp.Reason) {
	label, length, reason := epoch.ReadTAI64(text)
	if reason != timestamp.Read {
		return timestamp.Stamp{}, length, reason
	}
	if scale == nil {
		if scale, reason = decideScale(&label, c); reason != timestamp.Read {
			return timestamp.Stamp{}, length, reason
		}
	}
	stamp, reason = label.In(scale)
	return stamp, length, reason
}

// decideScale tells the stream of a label and returns the scale that evidence leaves.
func decideScale(label *epoch.Label, c *Context) (*epoch.Scale, timestamp.Reason) {
	var instants doubt.Readings
	for i := range epoch.Scales {
		stamp, reason := label.In(&epoch.Scales[i])
		if reason != timestamp.Read {
			return nil, reason
		}
		instants.Add(doubt.Reading{Value: calendar.FloorSeconds(stamp.Nanos), Assumes: uint8(i)})
	}
	decided, reason := labelScale.Decide(c.shown(stream.AskScale, instants), instants)
	return &epoch.Scales[decided.Assumes], reason
}
