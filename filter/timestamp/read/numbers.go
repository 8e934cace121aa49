package read

import (
	"slices"
	"strconv"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
)

// ReadInt reads an epoch in seconds, milliseconds, microseconds or nanoseconds, told by its
// magnitude, from 1990 to 2100, or a FILETIME; or whatever number Options.Formats name. Any other
// number is NoStamp.
func (r *Reader) ReadInt(value int64, c *Context) (timestamp.Stamp, timestamp.Reason) {
	if value < 0 {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return r.ReadUint(uint64(value), c)
}

// ReadUint is ReadInt for an unsigned number.
func (r *Reader) ReadUint(value uint64, c *Context) (timestamp.Stamp, timestamp.Reason) {
	if r.OnlyAuto {
		return epoch.ByMagnitude(value)
	}
	for i := range r.Formats {
		switch f := &r.Formats[i]; {
		case f.Unit != nil:
			return epoch.InUnit(value, f.Unit)
		case f.Layout != nil:
			if stamp, reason := r.readLayout(f.Layout, strconv.AppendUint(nil, value, 10), c); reason != timestamp.NoStamp {
				return stamp, reason
			}
		case *f == Format{}:
			if stamp, reason := epoch.ByMagnitude(value); reason == timestamp.Read {
				return stamp, reason
			}
		}
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}

// ReadFloat reads an epoch from the shortest decimal text that gives the same float64: the digits
// that were meant, which arithmetic might change. Numbers below 0, or not below 1<<63, are NoStamp.
func (r *Reader) ReadFloat(value float64, c *Context) (timestamp.Stamp, timestamp.Reason) {
	if !(value >= 0 && value < 1<<63) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	if !r.OnlyAuto {
		return r.ReadText(strconv.AppendFloat(nil, value, 'f', -1, 64), c)
	}
	var space [40]byte
	text := strconv.AppendFloat(space[:0], value, 'f', -1, 64)
	stamp, end, reason := epoch.Read(text, nil)
	if end != len(text) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return stamp, reason
}

// ReadParts reads an epoch whose seconds since 1970 and fraction, in units of digits decimal places
// (at most 9), stand apart. Seconds outside 1990 to 2100 are NoStamp, and so are all where the
// formats lack auto; a fraction of a second or more is Impossible.
func (r *Reader) ReadParts(seconds, fraction uint64, digits uint8) (timestamp.Stamp, timestamp.Reason) {
	if !slices.Contains(r.Formats, Format{}) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return ofParts(seconds, fraction, digits)
}
