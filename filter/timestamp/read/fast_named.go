package read

import (
	"encoding/binary"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// fastShape is a form of fixed width whose month is a name: a date, then HH:MM:SS. They differ in
// what follows the time.
type fastShape uint8

const (
	shapeSyslog  fastShape = iota // "Jun 14 10:11:12", perhaps with a fraction
	shapeAccess                   // "14/Jun/2024:10:11:12 +0200"
	shapeError                    // "Fri Jun 14 10:11:12.123456 2024"
	shapeMail                     // "Fri, 14 Jun 2024 10:11:12 +0200"
	fastShapes                    // the number of shapes
	noShape      = fastShapes
	longestShape = len("Fri, 14 Jun 2024 ")
)

// fastName is the last date that was read in a shape.
type fastName struct {
	date    [longestShape]byte // all before the time of day
	length  int                // of date; 0 where none was read yet
	year    uint32             // "2024" after the time, for shapeError
	seconds int64              // where the day begins, in seconds since 1970 as if it were UTC
	format  string             // of the stamps of that form
}

// shapeOf returns the shape that a text may have, by its separators, and where its time of day
// stands.
func shapeOf(text []byte) (shape fastShape, clock int) {
	if len(text) < len("Jun 14 10:11:12") {
		return noShape, 0
	}
	switch {
	case text[3] == ' ' && text[6] == ' ' && text[9] == ':':
		shape, clock = shapeSyslog, len("Jun 14 ")
	case text[2] == '/' && text[6] == '/' && text[11] == ':':
		shape, clock = shapeAccess, len("14/Jun/2024:")
	case text[3] == ' ' && text[7] == ' ' && text[10] == ' ':
		shape, clock = shapeError, len("Fri Jun 14 ")
	case text[3] == ',' && text[4] == ' ' && text[7] == ' ' && text[11] == ' ':
		shape, clock = shapeMail, len("Fri, 14 Jun 2024 ")
	default:
		return noShape, 0
	}
	if len(text) < clock+len("10:11:12") {
		return noShape, 0
	}
	return shape, clock
}

// fastNamed reads a stamp in one of the shapes at the start of text, if the last one of the shape
// had the same date. Like fast it returns where the stamp ends, and 0 for everything else.
func (f *fastPaths) fastNamed(text []byte, c *Context, stamp *timestamp.Stamp) (end int) {
	shape, clock := shapeOf(text)
	if shape == noShape {
		return 0
	}
	known := &f.names[shape]
	if known.length != clock || string(text[:clock]) != string(known.date[:clock]) {
		return 0
	}
	secondOfDay, ok := clockWord(binary.LittleEndian.Uint64(text[clock:]))
	if !ok {
		return 0
	}
	stamp.Format = known.format
	end, wall := clock+len("10:11:12"), known.seconds+secondOfDay
	var seconds int64
	switch shape {
	case shapeAccess, shapeMail:
		end, seconds = fastBlankOffset(text, end, wall, stamp)
	case shapeError:
		end, seconds = f.fastTrailingYear(known, text, end, wall, c, stamp)
	default:
		end, seconds = f.fastYearless(text, end, wall, c, stamp)
	}
	if end == 0 || seconds < calendar.MinSecond || seconds > calendar.MaxSecond {
		return 0
	}
	stamp.Nanos += seconds * calendar.NanosPerSecond
	return end
}

// fastBlankOffset reads " ±hhmm" at text[at:], an offset that is in use.
func fastBlankOffset(text []byte, at int, wall int64, stamp *timestamp.Stamp) (end int, seconds int64) {
	if end = at + len(" +hhmm"); end > len(text) || text[at] != ' ' {
		return 0, 0
	}
	offset, length := zone.ReadOffset(text[at+1:])
	if length != len("+hhmm") || !zone.InUse(offset) || end < len(text) && text[end] != ']' && text[end] != '"' {
		return 0, 0
	}
	stamp.Offset = int32(offset)
	return end, wall - int64(offset)
}

// fastTrailingYear reads a fraction at text[at:], and the year that was learned with the date.
func (f *fastPaths) fastTrailingYear(known *fastName, text []byte, at int, wall int64, c *Context, stamp *timestamp.Stamp) (end int, seconds int64) {
	if at = fastDecimals(text, at, stamp); at == 0 {
		return 0, 0
	}
	if end = at + len(" 2024"); end > len(text) || text[at] != ' ' || binary.LittleEndian.Uint32(text[at+1:]) != known.year {
		return 0, 0
	}
	return f.fastZone(text, end, wall, c, stamp)
}

// sameYear is by how much a stamp may be earlier than Context.latest for its year to be the latest
// one possible: a year less what offsets and a leap day can make up.
const sameYear = 360 * calendar.SecondsPerDay

// fastYearless reads a fraction at text[at:], and checks that the year learned with the date is the
// one that nearestYear would choose.
func (f *fastPaths) fastYearless(text []byte, at int, wall int64, c *Context, stamp *timestamp.Stamp) (end int, seconds int64) {
	if at = fastDecimals(text, at, stamp); at == 0 || c.Now == 0 {
		return 0, 0
	}
	end, seconds = f.fastZone(text, at, wall, c, stamp)
	if before := c.latest() - seconds; before < 0 || before >= sameYear {
		return 0, 0
	}
	return end, seconds
}

// fastDecimals reads a fraction after a full stop at text[at:] into the stamp, and returns where it
// ends: at where there is none, 0 where it has no digits or more than nine.
func fastDecimals(text []byte, at int, stamp *timestamp.Stamp) (end int) {
	if at == len(text) || text[at] != '.' {
		return at
	}
	nanos, digits := fastFraction(text, at+1)
	if digits == 0 {
		return 0
	}
	stamp.Nanos, stamp.Digits = int64(nanos), uint8(digits)
	return at + 1 + digits
}

// LearnName keeps the date of a stamp that the general way has read from text, if the text has one
// of the shapes.
func (f *fastPaths) LearnName(text []byte, stamp *timestamp.Stamp) {
	shape, clock := shapeOf(text)
	if shape == noShape {
		return
	}
	secondOfDay, ok := clockWord(binary.LittleEndian.Uint64(text[clock:]))
	if !ok {
		return
	}
	known := fastName{length: clock, format: stamp.Format}
	known.seconds = calendar.FloorSeconds(stamp.Nanos) + int64(stamp.Offset) - secondOfDay
	if known.seconds%calendar.SecondsPerDay != 0 { // a time that the clocks skipped
		return
	}
	year, _, day := calendar.Civil(calendar.DayOf(known.seconds))
	if !known.names(shape, text, year, day) {
		return
	}
	copy(known.date[:], text[:clock])
	f.names[shape] = known
}

// names reports whether the text names this day of the month and, in shapeError, ends in this year.
func (n *fastName) names(shape fastShape, text []byte, year, day int) bool {
	at := [...]int{shapeSyslog: 4, shapeAccess: 0, shapeError: 8, shapeMail: 5}[shape]
	if text[at+1] != byte('0'+day%10) || text[at] != byte('0'+day/10) && !(day < 10 && text[at] == ' ') {
		return false
	}
	if shape == shapeError {
		last := text[len(text)-len("2024"):]
		n.year = binary.LittleEndian.Uint32(last)
		return scan.DigitRun(last, 0) == len(last) && scan.Decimal(last) == year
	}
	return true
}
