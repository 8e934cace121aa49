package stream

import "timesync/filter/timestamp/internal/calendar"

// Evidence for the pass of a repeated hour: a record arrives after its stamp, and a live one soon after it.
const (
	ClockTolerance = 60                          // seconds by which a stamp may be ahead of the present
	SoonAfter      = calendar.SecondsPerHour / 2 // half of the hour that is repeated
)

// Stream is what the stamps of one stream, those under one tag and key, have shown so far. The zero value has seen
// nothing, and nil never will. Nothing in it grows.
//
// Readers learn from a stream and ask it where a stamp alone has two readings: the order of day and month is proven by a
// 13th day or by the turns of days, the pass of a repeated hour by the stamp before it.
type Stream struct {
	orders [shapeCount]orderSet
	comma  CommaSet
	inRow  uint8 // how many stamps up to the last one never went back
	last   int64 // the instant of the last stamp, in ns since 1970; 0 before the first
	times  timesOfDay
	turns  turns
}

// Shape is how a date of numbers is written. A proof holds for dates of the same shape only: a program writes one, and
// where two write to one stream they rarely write the same.
type Shape uint8

// The shapes: by separator, for years of four digits, of two and none.
const (
	ShapeFull Shape = iota * separatorCount
	ShapeShort
	ShapeYearless
	shapeCount
)

const dateSeparators = "/-.:"

const separatorCount = Shape(len(dateSeparators))

// With returns the shape with a separator, which must be one of dateSeparators.
func (s Shape) With(separator byte) Shape {
	for i := range dateSeparators {
		if dateSeparators[i] == separator {
			return s + Shape(i)
		}
	}
	return s
}

// orderSet has a bit for each order that a stamp has proven.
type orderSet uint8

// Prove notes that a date of that shape can only be read in that order.
func (s *Stream) Prove(at Shape, order DateOrder) {
	if s != nil && order != OrderAuto {
		s.orders[at] |= 1 << order
	}
}

// Order returns the order of dates of a shape, OrderAuto where none is proven, or more than one: then several programs
// write to the stream.
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

// Evidence for the pass of a repeated hour in stamps that arrive long after.
const (
	orderedRow = 3              // stamps in a row without going back that show the stream to be ordered
	backSlack  = ClockTolerance // seconds that stamps of concurrent writers may lie behind each other
)

// Last is the instant of the last stamp, in ns since 1970; 0 before the first.
func (s *Stream) Last() int64 { return s.last }

// Note tells the stream the instant of its next stamp, in ns since 1970.
func (s *Stream) Note(nanos int64) {
	if s == nil {
		return
	}
	if nanos < s.last-backSlack*calendar.NanosPerSecond {
		s.inRow, s.times.proven = 0, 0
	} else if s.inRow < orderedRow {
		s.inRow++
	}
	if s.times.next != 0 {
		s.times.judge(nanos)
	}
	s.last = nanos
}

// Pass tells which of two instants, in seconds, an hour or so apart, is the next stamp's. In an ordered stream it is the
// one that does not go back and follows soon. A stream that went back before, as one of several files does, tells nothing.
func (s *Stream) Pass(early, late int64) (isEarly, isLate bool) {
	if s == nil || s.inRow < orderedRow {
		return false, false
	}
	last := calendar.FloorSeconds(s.last)
	if early >= last-backSlack {
		return early-last < SoonAfter, false
	}
	return false, late >= last-backSlack && late-last < SoonAfter
}

// CommaSet has a bit for each meaning of a number between commas behind the seconds that a line has proven.
type CommaSet uint8

const (
	CommaFraction CommaSet = 1 << iota // 10:11:12,034,INFO
	CommaColumn                        // 10:11:12,5,GET
)

// ProveComma notes what a line has proven, if anything.
func (s *Stream) ProveComma(meaning CommaSet) {
	if s != nil {
		s.comma |= meaning
	}
}

// IsFraction reports whether a number between commas is the fraction of a second: its own line or one before proves that, and
// none the contrary.
func (s *Stream) IsFraction(own CommaSet) bool {
	if s != nil {
		own |= s.comma
	}
	return own == CommaFraction
}
