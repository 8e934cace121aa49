package timestamp

import "strconv"

// Numbers are taken for epochs where they lie in these years, in whatever unit. The units cannot be confused: the ranges do
// not touch.
const (
	firstYear   = 1990
	lastYear    = 2100
	firstSecond = 631152000  // 1990-01-01
	lastSecond  = 4102444800 // 2100-01-01, excluded
)

// unit is the unit of an epoch.
type unit struct {
	format string
	digits uint8 // fraction digits of a second
}

var units = [...]unit{{"epoch", 0}, {"epoch_ms", 3}, {"epoch_us", 6}, {"epoch_ns", 9}}

// The numbers that are .NET ticks (100 ns since the year 1) of 1990 to 2100. As nanoseconds they would lie in 1989 to
// 1991: a number with both readings is not taken for an epoch.
const (
	firstTick = 627667488_000_000_000
	lastTick  = 662380416_000_000_000
)

// unitOf tells the unit by magnitude; ok is false where the number is no epoch.
func unitOf(value uint64) (u unit, ok bool) {
	if value >= firstTick && value < lastTick {
		return unit{}, false
	}
	for _, u := range units {
		if scale := powers[u.digits]; value >= firstSecond*scale && value < lastSecond*scale {
			return u, true
		}
	}
	return unit{}, false
}

// ReadInt reads an epoch in seconds, milliseconds, microseconds or nanoseconds, told by its magnitude, from 1990 to 2100
// (or in the unit that Options.Formats names). Any other number is no stamp.
func (r *Reader) ReadInt(value int64, c *Context) (Stamp, Reason) {
	if value < 0 {
		return Stamp{}, NoStamp
	}
	return r.ReadUint(uint64(value), c)
}

// ReadUint is ReadInt for an unsigned number.
func (r *Reader) ReadUint(value uint64, c *Context) (Stamp, Reason) {
	if r.onlyAuto {
		return byMagnitude(value)
	}
	for i := range r.formats {
		if f := &r.formats[i]; f.unit != nil {
			return inUnit(value, f.unit)
		} else if f.layout == nil {
			if stamp, why := byMagnitude(value); why == Read {
				return stamp, why
			}
		} else if stamp, why := r.readLayout(f.layout, strconv.AppendUint(nil, value, 10), c); why != NoStamp {
			return stamp, why
		}
	}
	return Stamp{}, NoStamp
}

// ReadFloat reads an epoch through the shortest decimal text that gives the same float64: the digits that whoever wrote
// it meant, and no arithmetic that would bend them.
func (r *Reader) ReadFloat(value float64, c *Context) (Stamp, Reason) {
	if !(value >= 0 && value < 1<<63) {
		return Stamp{}, NoStamp
	}
	if !r.onlyAuto {
		return r.ReadText(strconv.AppendFloat(nil, value, 'f', -1, 64), c)
	}
	var space [40]byte
	text := strconv.AppendFloat(space[:0], value, 'f', -1, 64)
	stamp, end, why := readEpoch(text, nil)
	if end != len(text) {
		return Stamp{}, NoStamp
	}
	return stamp, why
}

// FILETIME counts units of 100 ns since 1601. Its numbers of these years lie between the microseconds and the nanoseconds of
// 1990 to 2100; as numbers of 18 digits are more often ids, no more years are believed than machines will see.
const (
	filetimeTo1970 = 116444736_000_000_000
	firstFiletime  = 125911584_000_000_000 // 2000-01-01
	lastFiletime   = 141690816_000_000_000 // 2050-01-01, excluded
	filetimeForm   = "filetime"
)

func byMagnitude(value uint64) (Stamp, Reason) {
	if value >= firstFiletime && value < lastFiletime {
		return Stamp{Nanos: int64(value-filetimeTo1970) * 100, Digits: 7, ZoneSource: ZoneInStamp, Format: filetimeForm}, Read
	}
	u, ok := unitOf(value)
	if !ok {
		return Stamp{}, NoStamp
	}
	return inUnit(value, &u)
}

// inUnit reads a number in a known unit.
func inUnit(value uint64, u *unit) (Stamp, Reason) {
	scale := powers[9-u.digits]
	if value > (1<<63-1-nanosPerSecond)/scale { // a fraction may follow
		return Stamp{}, OutOfRange
	}
	return Stamp{Nanos: int64(value * scale), Digits: u.digits, ZoneSource: ZoneInStamp, Format: u.format}, Read
}

// readEpoch reads an epoch at the start of text, with a fraction or without. u is its unit, nil where magnitude tells
// it. It returns where the epoch ends, 0 where there is none.
func readEpoch(text []byte, u *unit) (stamp Stamp, end int, why Reason) {
	run := digitRun(text, 0)
	if run == 0 || run > maxDigits {
		return Stamp{}, 0, NoStamp
	}
	if u == nil && (run < len("631152000") || text[0] == '0') { // 1990: the least of all units; nobody pads them
		return Stamp{}, run, NoStamp
	}
	value := uint64(0)
	for _, c := range text[:run] {
		value = value*10 + uint64(c-'0')
	}
	if u == nil {
		stamp, why = byMagnitude(value)
	} else {
		stamp, why = inUnit(value, u)
	}
	fraction := 0
	if run < len(text) && text[run] == '.' {
		fraction = digitRun(text, run+1)
	}
	if why != Read || fraction == 0 {
		return stamp, run, why
	}
	addFraction(&stamp, text[run+1:run+1+fraction])
	return stamp, run + 1 + fraction, Read
}

// addFraction adds the digits behind the point to a stamp that is whole in its unit.
func addFraction(stamp *Stamp, digits []byte) {
	place := int(stamp.Digits)
	for _, c := range digits[:min(len(digits), maxDigits-place)] {
		if place++; place <= 9 {
			stamp.Nanos += int64(c-'0') * int64(powers[9-place])
		} else {
			stamp.Tail = stamp.Tail*10 + uint64(c-'0')
		}
	}
	stamp.Digits = uint8(place)
}
