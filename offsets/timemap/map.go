package timemap

import "time"

// maxKnots caps the memory of a map.
const maxKnots = 100_000

// Map is a map from host time to true time under construction: the segments that are closed and the
// one that is being built. It is append-only, so that views of it are not touched by what follows.
// The zero Map is empty and ready for use.
type Map struct {
	closed  []Segment // oldest first
	foreign int       // of closed, the first so many are of earlier boots
	current Segment   // without knots: nothing is measured
	limited bool      // of this boot's oldest segment, see Origin
	opened  Opened
	lastID  uint32
}

// Moment is what a View depends on beside the segments.
type Moment struct {
	Now      int64 // host time, ns
	Watched  int64 // host time since which the clocks are watched, ns
	State    State
	Holdover time.Duration // how far the earliest offset is carried back
	DryRun   bool          // no instant is moved
	Given    bool          // the offset is that of all times
}

// View returns a snapshot.
func (m *Map) View(at Moment) View {
	view := View{
		closed:   m.closed,
		foreign:  m.foreign,
		current:  m.current,
		now:      at.Now,
		state:    at.State,
		holdover: at.Holdover,
		limited:  m.limited,
		dryRun:   at.DryRun,
		given:    at.Given,
	}
	if !view.measured() {
		view.current.Start = at.Watched
	}
	view.present = view.atHand()
	return view
}

// Segments returns the closed segments, oldest first, and the one that is being built, which may be
// empty.
func (m *Map) Segments() (closed []Segment, current Segment) { return m.closed, m.current }

// Opened returns how many segments were opened, by reason.
func (m *Map) Opened() Opened { return m.opened }

// Building reports whether there is a segment to go on with.
func (m *Map) Building() bool { return len(m.current.Knots) > 0 }

// Open begins a segment.
func (m *Map) Open(along Track, from Origin) {
	if len(m.closed) == m.foreign {
		m.limited = from.Limited
	}
	m.lastID++
	m.opened[from.Reason]++
	m.current = Segment{Track: along, ID: m.lastID, Origin: from}
}

// Give makes a map of one offset for all times.
func (m *Map) Give(at Point) { m.current = Segment{Track: NewTrack(0, at, Pace{}), ID: 1} }

// Advance fixes the segment that is being built up to h: see Track.Advance.
func (m *Map) Advance(h int64, want Point, ahead Pace, tolerance int64) {
	m.current.Advance(h, want, ahead, tolerance)
	m.current.Trim()
}

// Applied is the offset at the last instant that is fixed.
func (m *Map) Applied() int64 { return m.current.Present() }

// Close ends the segment that is being built and returns its last host instant.
func (m *Map) Close() (frontier int64) {
	frontier = m.current.Frontier
	m.current.reach = frontier
	if n := len(m.closed); n > 0 {
		m.current.reach = max(frontier, m.closed[n-1].reach)
	}
	m.closed = append(m.closed, m.current)
	m.current = Segment{}
	m.forget()
	return frontier
}

// forget drops the oldest closed segments beyond maxKnots in all.
func (m *Map) forget() {
	knots, first := 0, len(m.closed)
	for first > 0 && knots+len(m.closed[first-1].Knots) <= maxKnots {
		first--
		knots += len(m.closed[first].Knots)
	}
	m.closed = m.closed[first:]
	m.limited = m.limited || first > m.foreign
	m.foreign = max(0, m.foreign-first)
}

// Restore puts segments of the past, the first so many of them of earlier boots, before the map's
// own. They get numbers that no other segment has, here or in the journal, whose highest one is
// given.
func (m *Map) Restore(past []Segment, foreign int, highest uint32) {
	m.foreign = foreign
	if len(past) > 0 {
		m.prepend(past)
	}
	m.lastID = max(m.lastID, highest)
	m.forget()
}

func (m *Map) prepend(past []Segment) {
	if len(past) > m.foreign {
		first := &past[m.foreign]
		m.limited = first.Limited || first.Reason != First
	}
	m.closed = append(past, m.closed...)
	for i := range m.closed {
		s := &m.closed[i]
		if s.Kept {
			m.lastID++
			s.ID = m.lastID
		}
		s.reach = s.Frontier
		if i > 0 {
			s.reach = max(s.reach, m.closed[i-1].reach)
		}
	}
}
