package zone

import (
	"time"

	"timesync/filter/timestamp/internal/calendar"
)

// Period is a stretch of time in which a zone keeps one offset.
type Period struct {
	zone       *time.Location
	Start, End int64 // seconds since 1970, end excluded
	Offset     int32
	Name       string // the zone's abbreviation in it
}

const (
	Beginning = -1 << 62 // earlier than any transition
	Forever   = 1 << 62
)

// PeriodAt returns the stretch of zone's time around an instant, in seconds since 1970.
func PeriodAt(zone *time.Location, seconds int64) Period {
	at := time.Unix(seconds, 0).In(zone)
	p := Period{zone: zone, Start: Beginning, End: Forever}
	p.Name, p.Offset = ZoneOf(at)
	start, end := at.ZoneBounds()
	if !start.IsZero() {
		p.Start = start.Unix()
	}
	if !end.IsZero() {
		p.End = end.Unix()
	}
	if p.End <= seconds {
		// After the last change in its table the library takes each year as 365 days long, and so ends the last day of a
		// leap year before it begins (Go 1.26, time.tzset). The offset is right; the day is all that is claimed.
		p.End = int64(calendar.DayOf(seconds)+1) * calendar.SecondsPerDay
	}
	return p
}

func ZoneOf(at time.Time) (name string, offset int32) {
	name, east := at.Zone()
	return name, int32(east)
}

// Memory is the zones that stamps named, and the stretch of time that the last stamp lay in.
type Memory struct {
	lastPeriod Period
	twoPeriods [2]Period
	names      map[string]*time.Location // by IANA name; nil for names that no zone has
}

func NewMemory() Memory { return Memory{names: make(map[string]*time.Location)} }

// Known is the stretch of zone's time that a wall time surely lies in, if it is the one remembered.
func (r *Memory) Known(wall int64, zone *time.Location) (offset int32, ok bool) {
	p := &r.lastPeriod
	return p.Offset, p.zone == zone && wall-OffsetSpan >= p.Start && wall+OffsetSpan < p.End
}

// OffsetSpan is more than the largest offset of any zone, past or present.
const OffsetSpan = 16 * calendar.SecondsPerHour

// LocalPeriods returns the stretches of zone's time in which its clocks may have shown a wall time (in seconds since
// 1970, read as if it were UTC): the one before and the one after a change near it, or the same one twice.
func (r *Memory) LocalPeriods(wall int64, zone *time.Location) (before, after *Period) {
	known := &r.lastPeriod
	if known.zone != zone || wall-OffsetSpan < known.Start || wall+OffsetSpan >= known.End {
		first := PeriodAt(zone, wall-OffsetSpan)
		if wall+OffsetSpan >= first.End {
			r.twoPeriods[0], r.twoPeriods[1] = first, PeriodAt(zone, first.End)
			return &r.twoPeriods[0], &r.twoPeriods[1]
		}
		*known = first
	}
	return known, known
}

// PeriodCalled returns the stretch of a zone's time that a wall time lies in and that has a name.
func (r *Memory) PeriodCalled(name string, wall int64, zone *time.Location) (*Period, bool) {
	before, after := r.LocalPeriods(wall, zone)
	for _, in := range [...]*Period{before, after} {
		seconds := wall - int64(in.Offset)
		if in.Name == name && seconds >= in.Start && seconds < in.End {
			return in, true
		}
	}
	return nil, false
}
