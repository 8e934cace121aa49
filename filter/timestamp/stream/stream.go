package stream

import "timesync/filter/timestamp/internal/calendar"

// Evidence for the pass of a repeated hour: a record arrives after its stamp, and a live one soon
// after it.
const (
	ClockTolerance = 60                          // seconds by which a stamp may be later than the present
	SoonAfter      = calendar.SecondsPerHour / 2 // half of the hour that is repeated, in seconds
)

// Stream is what the stamps of one stream, those under one tag and key, have shown so far. The zero
// value has seen nothing; a nil Stream never will, and may be told and asked all the same. It is
// bounded, and unfit for concurrent use.
//
// Readers learn from a stream and ask it where a stamp alone has two readings: the order of day and
// month is proven by a 13th day or by the turns of days, the pass of a repeated hour by the stamp
// before it.
type Stream struct {
	orders  [shapeCount]orderSet
	comma   CommaSet
	ordered uint8 // how many consecutive stamps, up to the last one, did not go back; at most orderedNeeded
	last    int64 // the instant of the last stamp, in ns since 1970; 0 before the first
	times   timesOfDay
	turns   turns

	Mentions Mentions // of times, in lines whose own stands nowhere else
	Arrivals Arrivals
}

// Evidence for the pass of a repeated hour in stamps that arrive long after.
const (
	orderedNeeded = 3              // consecutive stamps without going back that show the stream to be ordered
	backSlack     = ClockTolerance // seconds by which the stamps of concurrent writers may be out of order
)

// Prove notes that a date of a shape has a reading in that order alone. OrderAuto proves nothing.
func (s *Stream) Prove(at Shape, order DateOrder) {
	if s != nil && order != OrderAuto {
		s.orders[at] |= 1 << order
	}
}

// Order returns the proven order of dates of a shape. It is OrderAuto where none is proven, and
// where more than one is: then several programs write to the stream.
func (s *Stream) Order(at Shape) DateOrder {
	if s == nil {
		return OrderAuto
	}
	for order := OrderYMD; order <= OrderMDY; order++ {
		if s.orders[at] == 1<<order {
			return order
		}
	}
	return OrderAuto
}

// Last returns the instant of the last stamp, in ns since 1970; 0 before the first. The stream must
// not be nil.
func (s *Stream) Last() int64 { return s.last }

// Note tells the stream the instant of its next stamp, in ns since 1970.
func (s *Stream) Note(nanos int64) {
	if s == nil {
		return
	}
	if nanos < s.last-backSlack*calendar.NanosPerSecond {
		s.ordered, s.times.proven = 0, 0
	} else if s.ordered < orderedNeeded {
		s.ordered++
	}
	if s.times.next != 0 {
		s.times.judge(nanos)
	}
	if s.Mentions.place != 0 {
		s.Mentions.note()
	}
	s.last = nanos
}

// Pass tells which of two instants, in seconds since 1970 and about an hour apart, is that of the
// next stamp: in an ordered stream the one that does not go back and follows soon. Both results are
// false where the stream does not tell, as one that went back does not.
func (s *Stream) Pass(early, late int64) (isEarly, isLate bool) {
	if s == nil || s.ordered < orderedNeeded {
		return false, false
	}
	last := calendar.FloorSeconds(s.last)
	if early >= last-backSlack {
		return early-last < SoonAfter, false
	}
	return false, late >= last-backSlack && late-last < SoonAfter
}

// CommaSet has a bit for each meaning that a number between commas after the seconds is proven to
// have.
type CommaSet uint8

// The meanings: the fraction of the second, 10:11:12,034,INFO, and a column of its own,
// 10:11:12,5,GET.
const (
	CommaFraction CommaSet = 1 << iota
	CommaColumn
)

// ProveComma notes the meanings that a line has proven.
func (s *Stream) ProveComma(meaning CommaSet) {
	if s != nil {
		s.comma |= meaning
	}
}

// Comma is what the stream's lines have proven of numbers between commas.
func (s *Stream) Comma() CommaSet {
	if s == nil {
		return 0
	}
	return s.comma
}
