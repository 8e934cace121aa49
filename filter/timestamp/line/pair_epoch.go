package line

import (
	"bytes"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
)

// The epochs that stand in one line with date= and time= (FortiGate). eventtime= is the same
// instant and tells the zone (see takeFuller); timestamp= may be the local time counted as if it were UTC.

// eventTime reads the pair eventtime= of a line and returns where it ends, 0 where there is none
// that is whole.
func eventTime(d *form.Draft) (stamp timestamp.Stamp, end int) {
	const key = "eventtime="
	at := bytes.Index(d.Text, []byte(key))
	if at < 0 || at > 0 && !isPairGap(d.Text[at-1]) {
		return timestamp.Stamp{}, 0
	}
	at = scan.SkipQuote(d.Text, at+len(key))
	stamp, end, reason := epoch.Read(d.Text[at:], nil)
	if end += at; reason != timestamp.Read || !scan.EndsAt(d.Text, end) || d.Cut && end == len(d.Text) {
		return timestamp.Stamp{}, 0
	}
	return stamp, end
}

// pairLag is by how many seconds a line's date= and time= may be apart from its eventtime=.
const pairLag = 2

// refuseByEvent refuses the date and time of pairs where no zone makes them the epoch beside them,
// however far the two are apart. Where one does, the epoch is the fuller stamp of the line.
func refuseByEvent(d *form.Draft, _ int) {
	if d.Format != pairsFormat || d.Zone != form.ZoneNone || !d.ExistsApartFromYear() {
		return
	}
	event, end := eventTime(d)
	if end == 0 {
		return
	}
	wall := int64(calendar.DayNumber(d.Year, d.Month, d.Day))*calendar.SecondsPerDay + int64(d.SecondOfDay())
	if _, ok := quarterHours(wall - calendar.FloorSeconds(event.Nanos)); !ok {
		d.Refuse(timestamp.AmbiguousZone)
	}
}

// besidePairs judges an epoch under another key by the pairs after it. It is not the stamp where
// they tell the instant themselves, and refused where they, read in the assumed zone, have another.
func besidePairs(r *read.Reader, d *form.Draft, found *timestamp.Stamp, end int, c *read.Context) timestamp.Reason {
	const key = "date="
	at := bytes.Index(d.Text[end:], []byte(key))
	if at <= 0 || !isPairGap(d.Text[end+at-1]) {
		return timestamp.Read
	}
	switch _, eventEnd := eventTime(d); {
	case eventEnd == end:
		return timestamp.Read
	case eventEnd > end && (d.Depth == 0 || eventEnd <= int(d.Depth)):
		return timestamp.NoStamp
	}
	before := *d
	at = scan.SkipQuote(d.Text, end+at+len(key))
	paired := readPairs(d, at)
	if paired {
		fieldsBeside(d, at)
	}
	pair := *d
	if *d = before; !paired {
		return timestamp.Read
	}
	zoned := pair.Zone != form.ZoneNone
	if pair.Reason != timestamp.Read || zoned && (d.Depth == 0 || pair.At <= int(d.Depth)) {
		return timestamp.NoStamp
	}
	stamp, reason := r.ToInstant(&pair, c)
	apart := calendar.FloorSeconds(stamp.Nanos) - calendar.FloorSeconds(found.Nanos)
	switch {
	case reason == timestamp.Read && apart >= -pairLag && apart <= pairLag:
		return timestamp.Read
	case zoned:
		return timestamp.NoStamp
	}
	return timestamp.AmbiguousZone
}
