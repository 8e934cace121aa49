package zone

import (
	"time"

	"timesync/filter/timestamp/internal/calendar"
)

// maxZones bounds the zones that a Memory keeps. The database has fewer than 600 names; a host uses
// a few.
const maxZones = 64

// OffsetBound is larger than the offset of any zone, past or present, in seconds.
const OffsetBound = 16 * calendar.SecondsPerHour

// Memory keeps the zones that stamps and keys named and the period that the last stamp lay in. It
// is bounded, and unfit for concurrent use.
type Memory struct {
	lastPeriod Period
	twoPeriods [2]Period
	locations  map[string]*time.Location // by the name or offset as it was written; nil for names that no zone has
	named      map[string]*Named         // by the text of a key; nil for texts that name no zone
}

// NewMemory returns an empty memory.
func NewMemory() Memory {
	return Memory{locations: make(map[string]*time.Location), named: make(map[string]*Named)}
}

// Location returns the zone of an IANA name, which may be in any case, and nil where there is no
// such zone. Names that failed are kept too.
func (m *Memory) Location(name []byte) *time.Location {
	if location, ok := m.locations[string(name)]; ok {
		return location
	}
	location := load(string(name))
	if len(m.locations) >= maxZones {
		clear(m.locations)
	}
	m.locations[string(name)] = location
	return location
}

// KnownOffset returns the offset, in seconds east of UTC, at a wall time, in seconds since 1970 as
// if it were UTC. It reports false where the zone or the period is not the last one, or where a
// transition may be near.
func (m *Memory) KnownOffset(wall int64, location *time.Location) (offset int32, ok bool) {
	p := &m.lastPeriod
	return p.Offset, p.location == location && wall-OffsetBound >= p.Start && wall+OffsetBound < p.End
}

// LocalPeriods returns the periods of a zone in which its clocks may have shown a wall time, in
// seconds since 1970 as if it were UTC: those before and after a transition near it, or the same
// one twice. They are valid until the next call.
func (m *Memory) LocalPeriods(wall int64, location *time.Location) (before, after *Period) {
	known := &m.lastPeriod
	if known.location != location || wall-OffsetBound < known.Start || wall+OffsetBound >= known.End {
		first := PeriodAt(location, wall-OffsetBound)
		if wall+OffsetBound >= first.End {
			m.twoPeriods[0], m.twoPeriods[1] = first, PeriodAt(location, first.End)
			return &m.twoPeriods[0], &m.twoPeriods[1]
		}
		*known = first
	}
	return known, known
}

// PeriodNamed returns the period of a zone that a wall time lies in and whose abbreviation is name.
// It reports false where there is none.
func (m *Memory) PeriodNamed(name string, wall int64, location *time.Location) (*Period, bool) {
	before, after := m.LocalPeriods(wall, location)
	for _, in := range [...]*Period{before, after} {
		seconds := wall - int64(in.Offset)
		if in.Name == name && seconds >= in.Start && seconds < in.End {
			return in, true
		}
	}
	return nil, false
}
