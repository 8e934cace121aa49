package timestamp

import "time"

// finish checks a draft against calendar and clock and turns it into a Stamp. All ranges are checked before an
// instant is built, since nothing after that would notice a 30 February.
func (r *Reader) finish(d *draft, c *Context) (Stamp, Reason) {
	r.lookUp(d)
	if d.days != (orderDays{}) {
		d.settleOrder()
	}
	if d.why != Read {
		return Stamp{}, d.why
	}
	leap := d.second == 60
	if !d.existsApartFromYear() {
		return Stamp{}, Impossible
	}
	if leap {
		d.second, d.nanos, d.tail = 59, nanosPerSecond-1, lastTail(d.digits)
	}
	stamp := Stamp{Tail: d.tail, Digits: d.digits, Leap: leap, Format: d.format}
	var seconds int64
	var why Reason
	if d.year == noYear {
		seconds, why = r.nearestYear(d, c, &stamp)
	} else if d.day > daysIn(d.year, d.month) {
		why = Impossible
	} else {
		seconds, why = r.place(d, c, &stamp)
	}
	if why == Read {
		why = d.checkDoubtfulOffset(&stamp)
	}
	if why != Read {
		return Stamp{}, why
	}
	if d.weekday != noWeekday && int(d.weekday) != weekday(dayNumber(d.year, d.month, d.day)) {
		return Stamp{}, Impossible
	}
	if leap && !endsUTCDay(seconds) {
		return Stamp{}, Impossible
	}
	nanos, ok := instant(seconds, int64(d.nanos))
	if !ok {
		return Stamp{}, OutOfRange
	}
	stamp.Nanos = nanos
	c.Stream.prove(d.shape, d.shown)
	c.Stream.proveComma(d.comma)
	return stamp, Read
}

// existsApartFromYear checks every field that can be checked without knowing the year. Hour 24 is the end of the day
// (ISO 8601 section 5.3.2), second 60 a leap second.
func (d *draft) existsApartFromYear() bool {
	if d.month < 1 || d.month > 12 || d.day < 1 || d.day > 29 && d.day > daysIn(2000, d.month) {
		return false
	}
	if d.hour == 24 {
		return d.minute == 0 && d.second == 0 && d.nanos == 0 && d.tail == 0
	}
	return d.hour < 24 && d.minute < 60 && d.second <= 60
}

// endsUTCDay says whether a leap second can follow: they come only after 23:59:59 UTC. Whether one did come that day
// is left open, since a clock without the table of leap seconds cannot know.
func endsUTCDay(seconds int64) bool {
	return (seconds+1)%secondsPerDay == 0
}

// lastTail returns the digits 10 to 19 of the last instant of a second.
func lastTail(digits uint8) uint64 {
	if digits <= 9 {
		return 0
	}
	return powers[digits-9] - 1
}

// place turns the draft's fields into seconds since 1970, and notes the zone that was used.
func (r *Reader) place(d *draft, c *Context, stamp *Stamp) (int64, Reason) {
	days := dayNumber(d.year, d.month, d.day)
	wall := int64(days)*secondsPerDay + int64(d.hour*secondsPerHour+d.minute*secondsPerMinute+d.second)
	switch d.zone {
	case zoneOffset:
		stamp.Offset = d.offset
		return r.compareZone(wall-int64(d.offset), d, stamp)
	case zoneNamed:
		return r.placeIn(wall, d.named, ZoneInStamp, c, stamp)
	case zoneAbbreviated:
		return r.placeAbbreviated(wall, d.abbrev, c, stamp)
	case zoneSpelt:
		return r.placeSpelt(wall, d, c, stamp)
	}
	zone, source := r.assumed(c)
	return r.placeIn(wall, zone, source, c, stamp)
}

// compareZone refuses a stamp whose offset contradicts the zone name beside it (RFC 9557 section 3.4 leaves the choice).
// A name that no zone has is a comment.
func (r *Reader) compareZone(seconds int64, d *draft, stamp *Stamp) (int64, Reason) {
	if d.claimed == nil {
		return seconds, Read
	}
	if zone := r.zones.named(d.claimed); zone != nil {
		if periodAt(zone, seconds).offset != d.offset {
			return 0, AmbiguousZone
		}
		stamp.Zone = zone
	}
	return seconds, Read
}

// assumed returns the zone of stamps that name none.
func (r *Reader) assumed(c *Context) (*time.Location, ZoneSource) {
	if c.Zone != nil {
		return c.Zone, ZoneFromKey
	}
	return r.zone, ZoneConfigured
}

func (r *Reader) placeIn(wall int64, zone *time.Location, source ZoneSource, c *Context, stamp *Stamp) (int64, Reason) {
	stamp.Zone, stamp.ZoneSource = zone, source
	if zone == time.UTC {
		return wall, Read
	}
	seconds, in, why := r.fromLocal(wall, zone, c)
	if why == Read {
		stamp.Offset = in.offset
	}
	return seconds, why
}

// placeAbbreviated reads an ambiguous abbreviation by the assumed zone, if that zone used the name at that time. The
// name then tells the two passes of a repeated hour apart, too.
func (r *Reader) placeAbbreviated(wall int64, row *abbreviation, c *Context, stamp *Stamp) (int64, Reason) {
	zone, _ := r.assumed(c)
	if row.meant != nil {
		zone = row.meant
	}
	if in, ok := r.zones.periodCalled(row.name, wall, zone); ok {
		stamp.Zone, stamp.Offset = zone, in.offset
		return wall - int64(in.offset), Read
	}
	if row.meant != nil {
		before, after := r.zones.localPeriods(wall, zone)
		return r.placeMeant(wall, row, before, after, c, stamp)
	}
	return 0, AmbiguousZone
}

// placeMeant reads an abbreviation that the configuration defines and that its zone does not use at that time: by the
// offset that it stands for in the other half of the year (PST in July), else, where the zone database has no such name for
// the zone, as a time of the zone.
func (r *Reader) placeMeant(wall int64, row *abbreviation, before, after *period, c *Context, stamp *Stamp) (int64, Reason) {
	for _, other := range [...]int64{before.start - 1, after.end} {
		if other <= beginning || other >= forever {
			continue
		}
		if half := periodAt(row.meant, other); half.name == row.name {
			stamp.Offset = half.offset
			return wall - int64(half.offset), Read
		}
	}
	return r.placeIn(wall, row.meant, ZoneInStamp, c, stamp)
}

// yearsBack is how far back a yearless stamp is looked for: 29 February can be eight years away (1896 to 1904).
const yearsBack = 8 + 1

// latest is the last second that a yearless stamp may name: a day after the present, which must be known.
func (c *Context) latest() int64 { return floorSeconds(c.Now) + secondsPerDay }

// nearestYear gives a yearless stamp the latest year that does not put it more than a day after the present. That is
// right on both sides of New Year, in the stamp's own zone. A weekday has no say in it: it is checked, not believed.
func (r *Reader) nearestYear(d *draft, c *Context, stamp *Stamp) (int64, Reason) {
	if c.Now == 0 {
		return 0, NoNow
	}
	limit := c.latest()
	latest, _, _ := civil(dayOf(limit + offsetSpan))
	for d.year = latest; d.year >= latest-yearsBack; d.year-- {
		if d.day > daysIn(d.year, d.month) {
			continue
		}
		if earliest := int64(dayNumber(d.year, d.month, d.day))*secondsPerDay - offsetSpan; earliest > limit {
			continue
		}
		if seconds, why := r.place(d, c, stamp); why != Read {
			return seconds, why
		} else if seconds <= limit {
			return seconds, d.checkDoubtfulYear()
		}
	}
	return 0, Impossible
}
