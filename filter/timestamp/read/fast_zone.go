package read

import (
	"encoding/binary"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/zone"
)

// The zone behind a stamp that is read by the short cut, or that there is none.

// fastZone applies the assumed zone, if nothing at text[end:] can be a zone.
func (r *Reader) fastZone(text []byte, end int, wall int64, c *Context, stamp *timestamp.Stamp) (int, int64) {
	if end < len(text) {
		switch b := text[end]; {
		case b == ']' || b == ')':
		case b == '"' || b == '|':
			if form.MayFollow(r.Words, text, end) {
				return 0, 0
			}
		case b != ' ' || form.MayFollow(r.Words, text, end+1):
			return 0, 0
		}
	}
	location, source := r.assumed(c)
	stamp.Zone, stamp.ZoneSource = location, source
	if location == time.UTC {
		return end, wall
	}
	offset, ok := r.Zones.KnownOffset(wall, location)
	if !ok {
		return 0, 0
	}
	stamp.Offset = offset
	return end, wall - int64(offset)
}

// fastOffset reads ±hh:mm in one word, and ±hhmm. text[at] is the sign.
func fastOffset(text []byte, at int, wall int64, stamp *timestamp.Stamp) (int, int64) {
	offset, length := colonOffset(text, at)
	if length == 0 {
		if offset, length = zone.ReadOffset(text[at:]); length < len("+hhmm") {
			return 0, 0
		}
	}
	stamp.Offset = int32(offset)
	return at + length, wall - int64(offset)
}

// colonOffset reads ±hh:mm by a word as clockWord does, in 1.5 ns instead of the 5 of ReadOffset. length is 0 for
// everything else.
func colonOffset(text []byte, at int) (offset, length int) {
	const (
		zeros = 0x30303a3030 // "00:00"
		limit = 0x767a7f767d // 0x7f less the largest value of each byte: 2 9 : 5 9
		high  = 0x8080808080
	)
	end := at + len("+hh:mm")
	if end > len(text) {
		return 0, 0
	}
	fields := binary.LittleEndian.Uint64(text[end-8:])>>24 ^ zeros
	if (fields|(fields+limit))&high != 0 {
		return 0, 0
	}
	pairs := fields*10 + fields>>8
	hour, minute := int(pairs&0xff), int(pairs>>24&0xff)
	if hour > zone.MaxOffsetHour {
		return 0, 0
	}
	offset = hour*calendar.SecondsPerHour + minute*calendar.SecondsPerMinute
	if text[at] == '-' {
		offset = -offset
	}
	return offset, end - at
}
