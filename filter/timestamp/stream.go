package timestamp

// Stream is what the stamps of one stream, those under one tag and key, have shown so far. The zero value has seen
// nothing, and nil never will. Nothing in it grows.
//
// Readers learn from a stream and ask it where a stamp alone has two readings: the order of day and month is proven by a
// 13th day or by the turns of days, the pass of a repeated hour by the stamp before it.
type Stream struct {
	orders [shapeCount]orderSet
	comma  commaSet
	inRow  uint8 // how many stamps up to the last one never went back
	last   int64 // the instant of the last stamp, in ns since 1970; 0 before the first
	times  timesOfDay
	turns  turns
}

// shape is how a date of numbers is written. A proof holds for dates of the same shape only: a program writes one, and
// where two write to one stream they rarely write the same.
type shape uint8

// The shapes: by separator, for years of four digits, of two and none.
const (
	shapeFull shape = iota * separatorCount
	shapeShort
	shapeYearless
	shapeCount
)

const dateSeparators = "/-.:"

const separatorCount = shape(len(dateSeparators))

// with returns the shape with a separator, which must be one of dateSeparators.
func (s shape) with(separator byte) shape {
	for i := range dateSeparators {
		if dateSeparators[i] == separator {
			return s + shape(i)
		}
	}
	return s
}

// orderSet has a bit for each order that a stamp has proven.
type orderSet uint8

// prove notes that a date of that shape can only be read in that order.
func (s *Stream) prove(at shape, order DateOrder) {
	if s != nil && order != OrderAuto {
		s.orders[at] |= 1 << order
	}
}

// order returns the order of dates of a shape, OrderAuto where none is proven, or more than one: then several programs
// write to the stream.
func (s *Stream) order(at shape) DateOrder {
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
	backSlack  = clockTolerance // seconds that stamps of concurrent writers may lie behind each other
)

// Note tells the stream the instant of its next stamp, in ns since 1970.
func (s *Stream) Note(nanos int64) {
	if s == nil {
		return
	}
	if nanos < s.last-backSlack*nanosPerSecond {
		s.inRow, s.times.proven = 0, 0
	} else if s.inRow < orderedRow {
		s.inRow++
	}
	if s.times.next != 0 {
		s.times.judge(nanos)
	}
	s.last = nanos
}

// pass tells which of two instants, in seconds, an hour or so apart, is the next stamp's. In an ordered stream it is the
// one that does not go back and follows soon. A stream that went back before, as one of several files does, tells nothing.
func (s *Stream) pass(early, late int64) (isEarly, isLate bool) {
	if s == nil || s.inRow < orderedRow {
		return false, false
	}
	last := floorSeconds(s.last)
	if early >= last-backSlack {
		return early-last < soonAfter, false
	}
	return false, late >= last-backSlack && late-last < soonAfter
}

// commaSet has a bit for each meaning of a number between commas behind the seconds that a line has proven.
type commaSet uint8

const (
	commaFraction commaSet = 1 << iota // 10:11:12,034,INFO
	commaColumn                        // 10:11:12,5,GET
)

// proveComma notes what a line has proven, if anything.
func (s *Stream) proveComma(meaning commaSet) {
	if s != nil {
		s.comma |= meaning
	}
}

// isFraction says whether a number between commas is the fraction of a second: its own line or one before proves that, and
// none the contrary.
func (s *Stream) isFraction(own commaSet) bool {
	if s != nil {
		own |= s.comma
	}
	return own == commaFraction
}
