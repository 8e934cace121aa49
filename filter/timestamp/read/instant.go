package read

import (
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/zone"
)

// ToInstant checks a draft against the calendar, the zones and the present and returns its stamp,
// or the reason why it names no instant. The stream learns what the draft proves. All ranges are
// checked before the instant is computed, since nothing after that would notice a 30 February.
func (r *Reader) ToInstant(d *form.Draft, c *Context) (timestamp.Stamp, timestamp.Reason) {
	r.LookUp(d)
	r.decideOrder(d, c)
	if d.Reason != timestamp.Read {
		return timestamp.Stamp{}, d.Reason
	}
	leap := d.Second == 60
	if !d.ExistsApartFromYear() {
		return timestamp.Stamp{}, timestamp.Impossible
	}
	if leap {
		d.Second, d.Nanos, d.Tail = 59, calendar.NanosPerSecond-1, epoch.LastTail(d.Digits)
	}
	stamp := timestamp.Stamp{Tail: d.Tail, Digits: d.Digits, Leap: leap, Format: d.Format}
	var seconds int64
	var reason timestamp.Reason
	if d.Year == calendar.NoYear {
		seconds, reason = r.nearestYear(d, c, &stamp)
	} else if d.Day > calendar.DaysIn(d.Year, d.Month) {
		reason = timestamp.Impossible
	} else {
		seconds, reason = r.seconds1970(d, c, &stamp)
	}
	if reason == timestamp.Read {
		reason = r.decideOffset(d, &stamp)
	}
	if reason != timestamp.Read {
		return timestamp.Stamp{}, reason
	}
	if d.Weekday != form.NoWeekday && int(d.Weekday) != calendar.Weekday(calendar.DayNumber(d.Year, d.Month, d.Day)) {
		return timestamp.Stamp{}, timestamp.Impossible
	}
	if leap && !endsUTCDay(seconds) {
		return timestamp.Stamp{}, timestamp.Impossible
	}
	nanos, ok := calendar.Instant(seconds, int64(d.Nanos))
	if !ok {
		return timestamp.Stamp{}, timestamp.OutOfRange
	}
	stamp.Nanos = nanos
	c.Stream.Prove(d.Shape, d.Shown)
	c.Stream.ProveComma(d.Comma)
	return stamp, timestamp.Read
}

// endsUTCDay reports whether a leap second can follow a second: they follow 23:59:59 UTC only.
// Whether one did that day is left open, since a clock without the table of leap seconds cannot
// know.
func endsUTCDay(seconds int64) bool {
	return (seconds+1)%calendar.SecondsPerDay == 0
}

// seconds1970 returns the seconds since 1970 of a draft that has a year, and notes its zone in the
// stamp.
func (r *Reader) seconds1970(d *form.Draft, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	days := calendar.DayNumber(d.Year, d.Month, d.Day)
	wall := int64(days)*calendar.SecondsPerDay + int64(d.Hour*calendar.SecondsPerHour+d.Minute*calendar.SecondsPerMinute+d.Second)
	switch d.Zone {
	case form.ZoneOffset:
		stamp.Offset = d.Offset
		return r.compareZone(wall-int64(d.Offset), d, stamp)
	case form.ZoneNamed:
		return r.secondsIn(wall, d.Named, timestamp.ZoneInStamp, c, stamp)
	case form.ZoneAbbreviated:
		return r.secondsAbbreviated(wall, d.Abbrev, c, stamp)
	case form.ZoneSpelt:
		return r.secondsSpelt(wall, d, c, stamp)
	}
	location, source := r.assumed(c)
	return r.secondsIn(wall, location, source, c, stamp)
}

// compareZone refuses a stamp whose offset contradicts the zone name beside it (RFC 9557 section
// 3.4 leaves the choice). A name that no zone has is a comment.
func (r *Reader) compareZone(seconds int64, d *form.Draft, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	if d.Claimed == nil {
		return seconds, timestamp.Read
	}
	if named := r.Zones.Location(d.Claimed); named != nil {
		if zone.PeriodAt(named, seconds).Offset != d.Offset {
			return 0, timestamp.AmbiguousZone
		}
		stamp.Zone = named
	}
	return seconds, timestamp.Read
}

// assumed returns the zone of stamps that name none, and who named it.
func (r *Reader) assumed(c *Context) (*time.Location, timestamp.ZoneSource) {
	if c.Zone != nil {
		return c.Zone, timestamp.ZoneFromKey
	}
	return r.zone, timestamp.ZoneConfigured
}

// secondsIn returns the seconds since 1970 of a wall time in a zone.
func (r *Reader) secondsIn(wall int64, location *time.Location, source timestamp.ZoneSource, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	stamp.Zone, stamp.ZoneSource = location, source
	if location == time.UTC {
		return wall, timestamp.Read
	}
	seconds, in, reason := r.fromLocal(wall, location, c)
	if reason == timestamp.Read {
		stamp.Offset = in.Offset
	}
	return seconds, reason
}

// secondsAbbreviated reads an ambiguous abbreviation by the zone that it means, else by the assumed
// one, if that zone used the name at that time. The name then tells the two passes of a repeated
// hour apart, too.
func (r *Reader) secondsAbbreviated(wall int64, row *zone.Abbreviation, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	location, _ := r.assumed(c)
	if row.Meant != nil {
		location = row.Meant
	}
	if in, ok := r.Zones.PeriodNamed(row.Name, wall, location); ok {
		stamp.Zone, stamp.Offset = location, in.Offset
		return wall - int64(in.Offset), timestamp.Read
	}
	if row.Meant != nil {
		return r.secondsMeant(wall, row, c, stamp)
	}
	return 0, timestamp.AmbiguousZone
}

// secondsMeant reads an abbreviation that the configuration defines and that its zone does not use
// at that time: by the offset that it stands for in the other half of the year (PST in July), else,
// where the zone has no such name, as a time of the zone.
func (r *Reader) secondsMeant(wall int64, row *zone.Abbreviation, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	before, after := r.Zones.LocalPeriods(wall, row.Meant)
	if offset, ok := row.NearbyOffset(before, after); ok {
		stamp.Offset = offset
		return wall - int64(offset), timestamp.Read
	}
	return r.secondsIn(wall, row.Meant, timestamp.ZoneInStamp, c, stamp)
}

// yearsBack is how many years back a yearless stamp is looked for: 29 February can be eight years
// away (1896 to 1904).
const yearsBack = 8 + 1

// latest returns the last second that a yearless stamp may name: a day after the present, which
// must be known.
func (c *Context) latest() int64 { return calendar.FloorSeconds(c.Now) + calendar.SecondsPerDay }

// nearestYear gives a yearless stamp the latest year that does not put it more than a day after the
// present, and returns its seconds since 1970. That is right on both sides of New Year, in the
// stamp's own zone. A weekday has no say in it: it is checked, not believed.
func (r *Reader) nearestYear(d *form.Draft, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	if c.Now == 0 {
		return 0, timestamp.NoNow
	}
	limit := c.latest()
	latest, _, _ := calendar.Civil(calendar.DayOf(limit + zone.OffsetBound))
	for d.Year = latest; d.Year >= latest-yearsBack; d.Year-- {
		if d.Day > calendar.DaysIn(d.Year, d.Month) {
			continue
		}
		if earliest := int64(calendar.DayNumber(d.Year, d.Month, d.Day))*calendar.SecondsPerDay - zone.OffsetBound; earliest > limit {
			continue
		}
		if seconds, reason := r.seconds1970(d, c, stamp); reason != timestamp.Read {
			return seconds, reason
		} else if seconds <= limit {
			return seconds, r.decideYear(d)
		}
	}
	return 0, timestamp.Impossible
}

// secondsSpelt returns the seconds since 1970 of a wall time in the home of a zone that was spelt
// out, if the home uses the short name then. Where it does not, as in Pacific Standard Time in
// July, which Windows writes as the name of the zone in summer too, the stamp has two readings.
func (r *Reader) secondsSpelt(wall int64, d *form.Draft, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	if d.Spelt.Short == "" {
		return r.secondsIn(wall, d.Named, timestamp.ZoneInStamp, c, stamp)
	}
	if in, ok := r.Zones.PeriodNamed(d.Spelt.Short, wall, d.Named); ok {
		stamp.Zone, stamp.Offset = d.Named, in.Offset
		return wall - int64(in.Offset), timestamp.Read
	}
	return 0, timestamp.AmbiguousZone
}

// LookUp looks up the zone that the draft names as its own, and refuses the draft where there is no
// such zone.
func (r *Reader) LookUp(d *form.Draft) {
	switch d.Zone {
	case form.ZoneNamed:
		d.Named = r.Zones.Location(d.Name)
	case form.ZoneSpelt:
		d.Named = r.Zones.Location([]byte(d.Spelt.Home))
	default:
		return
	}
	if d.Named == nil {
		d.Refuse(timestamp.UnknownZone)
	}
}
