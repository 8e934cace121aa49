package offsets

import "time"

// maxPieces caps the memory of a map: 5.6 MB.
const maxPieces = 100_000

// Map is a map from host time to true time under construction: the segments that are closed and the one that is being
// built. It is append-only, so that views of it are not touched by what follows. The zero Map is empty and ready for use.
type Map struct {
	closed  []segment // oldest first
	foreign int       // of closed, the first so many are of earlier boots
	current segment   // without pieces: nothing is measured
	limited bool      // the host clock was stepped before the oldest segment of this boot: its offset says nothing of earlier times
	opened  Opened
	lastID  uint32
}

// Moment is what a view is of, beside the segments.
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
		never:    at.DryRun,
		given:    at.Given,
	}
	if !view.measured() {
		view.current.start = at.Watched
	}
	view.present = view.atHand()
	return view
}

// Segments returns the closed segments, oldest first, and the one that is being built, which may be empty.
func (m *Map) Segments() (closed []segment, current segment) { return m.closed, m.current }

// Opened returns how many segments were opened, by reason.
func (m *Map) Opened() Opened { return m.opened }

// Building reports whether there is a segment to go on with.
func (m *Map) Building() bool { return len(m.current.pieces) > 0 }

// Open begins a segment.
func (m *Map) Open(along track, from origin) {
	if len(m.closed) == m.foreign {
		m.limited = from.limited
	}
	m.lastID++
	m.opened[from.reason]++
	m.current = segment{track: along, id: m.lastID, origin: from}
}

// Give makes a map of one offset for all times.
func (m *Map) Give(at point) { m.current = segment{track: newTrack(0, at, pace{}), id: 1} }

// Advance fixes the segment that is being built up to h, see track.
func (m *Map) Advance(h int64, want point, ahead pace, tolerance int64) {
	m.current.advance(h, want, ahead, tolerance)
	m.current.forget(maxPieces)
}

// Foretold is what the segment that is being built would say of a later instant, were nothing else wanted.
func (m *Map) Foretold(h int64) int64 { return m.current.last().offsetAt(h) }

// Applied is the offset where the map is fixed last.
func (m *Map) Applied() int64 { return m.current.present() }

// Close ends the segment that is being built and returns the last host instant of it.
func (m *Map) Close() (frontier int64) {
	frontier = m.current.frontier
	m.current.reach = frontier
	if n := len(m.closed); n > 0 {
		m.current.reach = max(frontier, m.closed[n-1].reach)
	}
	m.closed = append(m.closed, m.current)
	m.current = segment{}
	m.forget()
	return frontier
}

// forget drops the oldest closed segments beyond maxPieces in all.
func (m *Map) forget() {
	pieces, first := 0, len(m.closed)
	for first > 0 && pieces+len(m.closed[first-1].pieces) <= maxPieces {
		first--
		pieces += len(m.closed[first].pieces)
	}
	m.closed = m.closed[first:]
	m.limited = m.limited || first > m.foreign
	m.foreign = max(0, m.foreign-first)
}

// Restore puts segments of the past, the first so many of them of earlier boots, before the map's own. They get numbers that
// no other segment has, here or in the journal, whose highest one is given.
func (m *Map) Restore(past []segment, foreign int, highest uint32) {
	m.foreign = foreign
	if len(past) > 0 {
		m.prepend(past)
	}
	m.lastID = max(m.lastID, highest)
	m.forget()
}

func (m *Map) prepend(past []segment) {
	if len(past) > m.foreign {
		first := &past[m.foreign]
		m.limited = first.limited || first.reason != First
	}
	m.closed = append(past, m.closed...)
	for i := range m.closed {
		s := &m.closed[i]
		if s.kept {
			m.lastID++
			s.id = m.lastID
		}
		s.reach = s.frontier
		if i > 0 {
			s.reach = max(s.reach, m.closed[i-1].reach)
		}
	}
}

// Bridge leads from the last segment that was restored to the first one of this process, if both are of one boot and the
// host clock was neither stepped nor slept in between: then only its slews are unknown there. It returns the segment
// between, unless its bound would be larger than the limit.
func (m *Map) Bridge(limit int64) (between segment, ok bool) {
	n := len(m.closed)
	if n <= m.foreign || !m.closed[n-1].kept {
		return segment{}, false
	}
	between, ok = bridged(&m.closed[n-1], &m.current)
	if !ok || between.last().bound > limit {
		return segment{}, false
	}
	m.lastID++
	between.id, m.current.id = m.current.id, m.lastID // numbered in order of time
	between.reach = max(between.frontier, m.closed[n-1].reach)
	m.closed = append(m.closed, between)
	m.opened[Restart]++
	return between, true
}
