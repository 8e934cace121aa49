package read

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/doubt"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/stream"
	"timesync/filter/timestamp/zone"
)

// LooksLikeTimeOfDay reports whether a text begins as a time of day does, after white space: one or
// two digits, a colon and two more. A record with a date under one key and this under another means
// both together.
func LooksLikeTimeOfDay(text []byte) bool {
	text = scan.Trim(text)
	run := scan.DigitRun(text, 0)
	return (run == 1 || run == 2) && run < len(text) && text[run] == ':' && scan.DigitRun(text, run+1) == 2
}

// TimeOfDay reads a time of day at text[at:], with the date that the stream proves, and returns
// where it ends. It must be all the text unless line is true. The reason is NoStamp where it has no
// date, and always without a Context.Stream and Context.Arrival.
func (r *Reader) TimeOfDay(text []byte, at int, line bool, c *Context) (stamp timestamp.Stamp, end int, reason timestamp.Reason) {
	if c.Stream == nil || c.Arrival == 0 || !form.IsTimeOfDay(text, at) {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	d := r.Draft(text, c)
	d.Line = line
	d.Restart(at)
	d.Format = "time_of_day"
	if !d.Clock() || d.Reason != timestamp.Read || !d.Ends() || !line && d.At < len(text) {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	if stamp, reason = r.dateTimeOfDay(d, c); reason != timestamp.Read {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	return stamp, d.At, timestamp.Read
}

// dateTimeOfDay gives a time of day its date. The stream remembers what it shows.
func (r *Reader) dateTimeOfDay(d *form.Draft, c *Context) (timestamp.Stamp, timestamp.Reason) {
	present, next := r.onDayOf(c.Arrival, d, c), r.onDayOf(c.Stream.Last(), d, c)
	day := c.Stream.DayOf(d.Hour, present.Nanos, next.Nanos, c.Arrival)
	decided, reason := timeOfDay.Decide(witness{day: day}, doubt.Of(
		doubt.Reading{Assumes: uint8(stream.NoDay)},
		doubt.Reading{Value: present.Nanos, Assumes: uint8(stream.DayOfArrival)},
		doubt.Reading{Value: next.Nanos, Assumes: uint8(stream.DayOfLast)}))
	switch {
	case reason != timestamp.Read || decided.Value == 0:
		return timestamp.Stamp{}, timestamp.NoStamp
	case stream.Day(decided.Assumes) == stream.DayOfLast:
		return next, timestamp.Read
	}
	return present, timestamp.Read
}

// onDayOf reads a time of day on the day that puts it nearest to an instant, in ns since 1970, in
// the assumed zone. The stamp is zero where that day does not have it, or has it twice and nothing
// tells the pass.
func (r *Reader) onDayOf(nanos int64, d *form.Draft, c *Context) timestamp.Stamp {
	if nanos == 0 {
		return timestamp.Stamp{}
	}
	seconds := calendar.FloorSeconds(nanos)
	assumed, _ := r.assumed(c)
	secondOfDay := int64(d.Hour*calendar.SecondsPerHour + d.Minute*calendar.SecondsPerMinute + d.Second)
	wall := seconds + int64(zone.PeriodAt(assumed, seconds).Offset)
	dated := *d
	dated.Year, dated.Month, dated.Day = calendar.Civil(calendar.DayOf(wall - secondOfDay + calendar.SecondsPerDay/2))
	stamp, _ := r.ToInstant(&dated, c)
	return stamp
}
