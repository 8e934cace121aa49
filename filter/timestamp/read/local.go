package read

import (
	"math"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/doubt"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/stream"
	"timesync/filter/timestamp/zone"
)

// Which instant a wall time is, in the zone that the stamp names, else in the assumed one. Wall
// times are in seconds since 1970 as if they were UTC.

// assumed returns the zone of stamps that name none, and who named it.
func (i *instants) assumed(c *Context) (*time.Location, timestamp.ZoneSource) {
	if c.Zone != nil && c.Zone.Location != nil {
		return c.Zone.Location, timestamp.ZoneFromKey
	}
	return i.zone, timestamp.ZoneConfigured
}

// secondsIn returns the seconds since 1970 of a wall time in a zone.
func (i *instants) secondsIn(wall int64, location *time.Location, source timestamp.ZoneSource, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	stamp.Zone, stamp.ZoneSource = location, source
	if location == time.UTC {
		return wall, timestamp.Read
	}
	if i.isGuessed(location) {
		return i.secondsGuessed(wall, c, stamp)
	}
	seconds, in, reason := i.fromLocal(wall, location, c)
	if reason == timestamp.Read {
		stamp.Offset = in.Offset
	}
	return seconds, reason
}

// secondsAbbreviated reads an ambiguous abbreviation by the zone that it means, else by the assumed
// one, if that zone used the name at that time. The name then tells the two passes of a repeated
// hour apart, too.
func (i *instants) secondsAbbreviated(wall int64, row *zone.Abbreviation, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	location, _ := i.assumed(c)
	if row.Meant != nil {
		location = row.Meant
	}
	if i.isGuessed(location) {
		return i.secondsByMeaning(wall, row, c, stamp)
	}
	if in, ok := i.Zones.PeriodNamed(row.Name, wall, location); ok {
		stamp.Zone, stamp.Offset = location, in.Offset
		return wall - int64(in.Offset), timestamp.Read
	}
	if row.Meant != nil {
		return i.secondsMeant(wall, row, c, stamp)
	}
	return i.secondsByMeaning(wall, row, c, stamp)
}

// secondsByMeaning reads an ambiguous abbreviation by the one of its meanings that evidence leaves.
func (i *instants) secondsByMeaning(wall int64, row *zone.Abbreviation, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	offsets, number := row.Meanings()
	var meanings doubt.Readings
	for at, offset := range offsets {
		meanings.Add(doubt.Reading{Value: wall - int64(offset), Assumes: uint8(at)})
	}
	meant, reason := zoneMeaning.Decide(c.shown(stream.AskMeaning|stream.Question(number), meanings), meanings)
	if reason == timestamp.Read {
		stamp.Offset = offsets[meant.Assumes]
	}
	return meant.Value, reason
}

// isGuessed reports whether a zone is the one that has to be guessed.
func (i *instants) isGuessed(location *time.Location) bool { return i.guess && location == i.zone }

// secondsGuessed reads a stamp that names no zone in the one that the stream's arrivals have shown.
func (i *instants) secondsGuessed(wall int64, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	var w witness
	var offset int32
	if c.isKnown() {
		offset, w.isLive = c.Stream.Arrivals.Zone(wall, c.Arrival)
		w.isLive = w.isLive && zone.InUse(int(offset))
	}
	w.live = shownZone
	read, reason := unnamedZone.Decide(w, doubt.Of(
		doubt.Reading{Value: math.MinInt64, Assumes: noZone}, doubt.Reading{Value: wall - int64(offset), Assumes: shownZone}))
	stamp.Zone, stamp.Offset = nil, offset
	return read.Value, reason
}

// secondsMeant reads an abbreviation that the configuration defines and that its zone does not use
// at that time: by the offset that it stands for in the other half of the year (PST in July), else,
// where the zone has no such name, as a time of the zone.
func (i *instants) secondsMeant(wall int64, row *zone.Abbreviation, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	before, after := i.Zones.LocalPeriods(wall, row.Meant)
	if offset, ok := row.NearbyOffset(before, after); ok {
		stamp.Offset = offset
		return wall - int64(offset), timestamp.Read
	}
	return i.secondsIn(wall, row.Meant, timestamp.ZoneInStamp, c, stamp)
}

// secondsNamed returns the seconds since 1970 of a wall time in a zone that was spelt out or named
// beside the stamp, if the zone has the name then. Where it has not, as in Pacific Standard Time in
// July, which Windows writes as the name of the zone in summer too, the stamp has two readings.
func (i *instants) secondsNamed(wall int64, named *zone.Named, source timestamp.ZoneSource, c *Context, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	stamp.ZoneSource = source
	switch {
	case named.Abbreviation != nil:
		return i.secondsAbbreviated(wall, named.Abbreviation, c, stamp)
	case named.Short == "":
		return i.secondsIn(wall, named.Location, source, c, stamp)
	}
	if in, ok := i.Zones.PeriodNamed(named.Short, wall, named.Location); ok {
		stamp.Zone, stamp.Offset = named.Location, in.Offset
		return wall - int64(in.Offset), timestamp.Read
	}
	return 0, timestamp.AmbiguousZone
}

// compareZone refuses a stamp whose offset contradicts the zone name beside it (RFC 9557 section
// 3.4 leaves the choice). A name that no zone has is a comment.
func (i *instants) compareZone(seconds int64, d *form.Draft, stamp *timestamp.Stamp) (int64, timestamp.Reason) {
	if d.Claimed == nil {
		return seconds, timestamp.Read
	}
	if named := i.Zones.Location(d.Claimed); named != nil {
		if zone.PeriodAt(named, seconds).Offset != d.Offset {
			return 0, timestamp.AmbiguousZone
		}
		stamp.Zone = named
	}
	return seconds, timestamp.Read
}

// fromLocal returns the instant of a wall time and its period, both times in seconds.
// Options.Overlap and Options.Gap decide on times that the zone's clocks show twice or never.
func (i *instants) fromLocal(wall int64, location *time.Location, c *Context) (seconds int64, in *zone.Period, reason timestamp.Reason) {
	before, after := i.Zones.LocalPeriods(wall, location)
	early, late := wall-int64(before.Offset), wall-int64(after.Offset)
	if before == after {
		return early, before, timestamp.Read
	}
	isEarly, isLate := early < before.End, late >= after.Start
	switch {
	case isEarly && isLate:
		passes := doubt.Of(doubt.Reading{Value: early, Assumes: earlierPass}, doubt.Reading{Value: late, Assumes: laterPass})
		w := shownPass(c, passes)
		w.overlap, w.now, w.stream = i.overlap, c.Now, c.Stream
		pass, reason := repeatedHour.Decide(w, passes)
		if reason != timestamp.Read {
			if location == i.zone {
				passRefused(c, passes)
			}
			return 0, nil, reason
		}
		if pass.Assumes == laterPass {
			return late, after, timestamp.Read
		}
		return early, before, timestamp.Read
	case isLate:
		return late, after, timestamp.Read
	case !isEarly && i.gap == GapReject:
		return 0, nil, timestamp.Impossible
	}
	return early, inForce(early, before, after), timestamp.Read
}

// inForce returns the period that an instant lies in; a skipped time lies in the later one.
func inForce(seconds int64, before, after *zone.Period) *zone.Period {
	if seconds >= after.Start {
		return after
	}
	return before
}
