package zone

import (
	"time"

	"timesync/filter/timestamp/internal/calendar"
)

// Period is a time during which a zone keeps one offset.
type Period struct {
	location   *time.Location
	Start, End int64  // seconds since 1970, End excluded
	Offset     int32  // seconds east of UTC
	Name       string // the zone's abbreviation in it
}

// The Start and End of periods that no transition begins or ends.
const (
	beginning = -1 << 62
	forever   = 1 << 62
)

// PeriodAt returns the period of a zone that an instant, in seconds since 1970, lies in.
func PeriodAt(location *time.Location, seconds int64) Period {
	at := time.Unix(seconds, 0).In(location)
	name, offset := at.Zone()
	p := Period{location: location, Start: beginning, End: forever, Offset: int32(offset), Name: name}
	start, end := at.ZoneBounds()
	if !start.IsZero() {
		p.Start = start.Unix()
	}
	if !end.IsZero() {
		p.End = end.Unix()
	}
	if p.End <= seconds {
		// After the last transition in its table the library takes each year as 365 days long, and
		// so ends the last day of a leap year before it begins (Go 1.26, time.tzset). The offset is
		// right; no more than this day is claimed.
		p.End = int64(calendar.DayOf(seconds)+1) * calendar.SecondsPerDay
	}
	return p
}
