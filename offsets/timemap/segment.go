package timemap

// Reason is the reason for which a segment began. The names are the label values of the metrics.
type Reason uint8

const (
	First    Reason = iota // the first measurement
	Stepped                // the host clock was stepped
	Suspend                // the machine slept
	Jump                   // theta changed by more than its bound, or by more than can be slewed
	Lost                   // the offset was not usable any more and too large to be slewed away
	Regained               // it is usable again
	Judged                 // the policy changed sides between the host's time and the measured one
	Restart                // the process was away: the time between is bridged with the journal's help
	reasons
)

// Reasons is the number of reasons, the length of an Opened.
const Reasons = int(reasons)

func (r Reason) String() string {
	return [...]string{"first", "step", "suspend", "jump", "lost", "regained", "policy", "restart"}[r]
}

// Opened counts segments by Reason.
type Opened [Reasons]uint64

// Segment is the map between two discontinuities. Within one, order is kept.
type Segment struct {
	Track
	Origin
	ID    uint32
	reach int64 // largest frontier of this and all older segments: ends a search early
}

// Origin is where a segment comes from.
type Origin struct {
	Reason  Reason
	Zero    int64 // host time at which MONOTONIC was 0, ns: every step and suspend changes it, no slew does
	Limited bool  // a step came before it: its offset says nothing of earlier times
	Kept    bool  // it was read from a journal
}

func (s *Segment) holds(h int64) bool { return s.Start <= h && h <= s.Frontier }

// distance is how far outside the segment h lies, ns.
func (s *Segment) distance(h int64) int64 { return max(s.Start-h, h-s.Frontier, 0) }

// correction is what the map says of h, which is carried into the segment if it lies outside.
func (s *Segment) correction(h int64) Correction {
	h = clamp(h, s.Start, s.Frontier)
	knot := s.find(h)
	offset := knot.offsetAt(h)
	return Correction{Offset: offset, Bound: knot.boundAt(h), Would: offset, State: knot.State, Outcome: knot.Outcome, Segment: s.ID}
}

// covering widens c to hold for the other reading of the same instant too.
func (c Correction) covering(other Correction) Correction {
	c.Ambiguous = true
	c.Bound = max(c.Bound, AddBounds(abs(c.Offset-other.Offset), other.Bound))
	return c
}

// AddBounds is the sum of two bounds, Unbounded where one of them is.
func AddBounds(a, b int64) int64 {
	if a >= Unbounded-b {
		return Unbounded
	}
	return a + b
}
