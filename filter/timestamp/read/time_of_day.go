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

// takeTimeOfDay takes a time of day at d.Text[at:] down. It reports false where none stands there,
// and where it is not all the text, unless that is a line.
func takeTimeOfDay(d *form.Draft, at int) bool {
	d.Restart(at)
	d.Format = "time_of_day"
	return d.Clock() && d.Reason == timestamp.Read && d.Ends() && (d.Line || d.At == len(d.Text))
}

// dateTimeOfDay gives a time of day its date. The stream remembers what it shows.
func (i *instants) dateTimeOfDay(d *form.Draft, c *Context) (timestamp.Stamp, timestamp.Reason) {
	if assumed, _ := i.assumed(c); i.isGuessed(assumed) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	tried := c.apart()
	present, next := i.onDayOf(c.Arrival, d, &tried), i.onDayOf(c.Stream.Last(), d, &tried)
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
func (i *instants) onDayOf(nanos int64, d *form.Draft, c *Context) timestamp.Stamp {
	if nanos == 0 {
		return timestamp.Stamp{}
	}
	seconds := calendar.FloorSeconds(nanos)
	assumed, _ := i.assumed(c)
	wall := seconds + int64(zone.PeriodAt(assumed, seconds).Offset)
	dated := *d
	dated.Year, dated.Month, dated.Day = calendar.Civil(calendar.DayOf(wall - int64(d.SecondOfDay()) + calendar.SecondsPerDay/2))
	stamp, _ := i.ToInstant(&dated, c)
	return stamp
}
