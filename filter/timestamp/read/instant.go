package read

import (
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/zone"
)

// instants turn drafts into instants. They know the assumed zone, how local times are read that its
// clocks show twice or never, and the zones met so far; nothing of how a draft came about.
type instants struct {
	zone    *time.Location // Options.Zone, never nil
	guess   bool           // Options.GuessZone: zone stands for a zone that is not known
	overlap Overlap
	gap     Gap
	Zones   zone.Memory
}

func newInstants(o *Options) instants {
	i := instants{zone: o.Zone, overlap: o.Overlap, gap: o.Gap, Zones: zone.NewMemory()}
	switch {
	case o.GuessZone:
		i.zone, i.guess = time.FixedZone("guess", 0), true
	case i.zone == nil:
		i.zone = time.UTC
	}
	return i
}

// ToInstant checks a draft against the calendar, the zones and the present and returns its stamp,
// or the reason why it names no instant. The stream learns what the draft proves. All ranges are
// checked before the instant is computed, since nothing after that would notice a 30 February.
func (i *instants) ToInstant(d *form.Draft, c *Context) (timestamp.Stamp, timestamp.Reason) {
	i.LookUp(d)
	decideOrder(i, d, c)
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
	seconds, reason := i.seconds(d, c, &stamp)
	if reason == timestamp.Read {
		reason = decideOffset(d, &stamp)
	}
	if reason != timestamp.Read {
		return timestamp.Stamp{}, reason
	}
	if !namesWeekday(d) || leap && !endsUTCDay(seconds) {
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

// namesWeekday reports whether a date falls on the weekday beside it, if one was written.
func namesWeekday(d *form.Draft) bool {
	return d.Weekday == form.NoWeekday || int(d.Weekday) == calendar.Weekday(calendar.DayNumber(d.Year, d.Month, d.Day))
}

// endsUTCDay reports whether a leap second can follow a second: they follow 23:59:59 UTC only.
// Whether one did that day is left open, since a clock without the table of leap seconds cannot
// know.
func endsUTCDay(seconds int64) bool {
	return (seconds+1)%calendar.SecondsPerDay == 0
}

// seconds returns the seconds since 1970 of a draft, which it gives a year where it has none, and
// notes its zone in the stamp.
func (i *instants) seconds(d *form.Draft, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	switch {
	case d.Year == calendar.NoYear:
		return i.nearestYear(d, c, stamp)
	case d.Day > calendar.DaysIn(d.Year, d.Month):
		return 0, timestamp.Impossible
	}
	return i.seconds1970(d, c, stamp)
}

// seconds1970 returns the seconds since 1970 of a draft that has a year, and notes its zone in the
// stamp.
func (i *instants) seconds1970(d *form.Draft, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	wall := int64(calendar.DayNumber(d.Year, d.Month, d.Day))*calendar.SecondsPerDay + int64(d.SecondOfDay())
	switch d.Zone {
	case form.ZoneOffset:
		stamp.Offset = d.Offset
		return i.compareZone(wall-int64(d.Offset), d, stamp)
	case form.ZoneNamed:
		return i.secondsIn(wall, d.Named, timestamp.ZoneInStamp, c, stamp)
	case form.ZoneAbbreviated:
		return i.secondsAbbreviated(wall, d.Abbrev, c, stamp)
	case form.ZoneSpelt:
		return i.secondsNamed(wall, &zone.Named{Location: d.Named, Short: d.Spelt.Short}, timestamp.ZoneInStamp, c, stamp)
	case form.ZoneApart:
		return i.secondsNamed(wall, d.Apart, timestamp.ZoneInStamp, c, stamp)
	}
	if c.Zone != nil {
		return i.secondsNamed(wall, c.Zone, timestamp.ZoneFromKey, c, stamp)
	}
	return i.secondsIn(wall, i.zone, timestamp.ZoneConfigured, c, stamp)
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
func (i *instants) nearestYear(d *form.Draft, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
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
		if seconds, reason := i.seconds1970(d, c, stamp); reason != timestamp.Read {
			return seconds, reason
		} else if seconds <= limit {
			return i.withinReach(seconds, d, c)
		}
	}
	return 0, timestamp.Impossible
}

// yearReach is how far back, in seconds, a date comes again in each year. Only 29 February may have
// been further back the last time, and of it nothing says which year's backlog it is.
const yearReach = 366 * calendar.SecondsPerDay

// withinReach refuses a yearless stamp whose latest year is out of reach, and one that may have
// another year beside it.
func (i *instants) withinReach(seconds int64, d *form.Draft, c *Context) (int64, timestamp.Reason) {
	if calendar.FloorSeconds(c.Now)-seconds > yearReach {
		return 0, timestamp.NoNow
	}
	return seconds, decideYear(d)
}

// LookUp looks up the zone that the draft names as its own, and refuses the draft where there is no
// such zone.
func (i *instants) LookUp(d *form.Draft) {
	switch d.Zone {
	case form.ZoneNamed:
		d.Named = i.Zones.Location(d.Name)
	case form.ZoneSpelt:
		d.Named = i.Zones.Location([]byte(d.Spelt.Home))
	default:
		return
	}
	if d.Named == nil {
		d.Refuse(timestamp.UnknownZone)
	}
}
