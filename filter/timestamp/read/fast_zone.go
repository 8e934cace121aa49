package read

import (
	"encoding/binary"
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/zone"
)

// fastZone applies the assumed zone to a wall time, in seconds, if nothing at text[end:] can be a
// zone. It returns end and the seconds since 1970, and 0 for end where the general way has to
// decide.
func (f *fastPaths) fastZone(text []byte, end int, wall int64, c *Context, stamp *timestamp.Stamp) (int, int64) {
	if end < len(text) {
		switch b := text[end]; {
		case b == ']' || b == ')' || b == '"' || b == '|':
			if form.MayFollow(f.Words, text, end) {
				return 0, 0
			}
		case b != ' ' || form.MayFollow(f.Words, text, end+1):
			return 0, 0
		}
	}
	if c.Zone != nil && !c.Zone.IsPlain() {
		return 0, 0
	}
	location, source := f.assumed(c)
	stamp.Zone, stamp.ZoneSource = location, source
	if location == time.UTC {
		return end, wall
	}
	offset, ok := f.Zones.KnownOffset(wall, location)
	if !ok || f.isGuessed(location) {
		return 0, 0
	}
	stamp.Offset = offset
	return end, wall - int64(offset)
}

// fastOffset reads the ±hh:mm or ±hhmm whose sign is text[at]. It returns where it ends, 0 where
// there is none, and the seconds since 1970.
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

// colonOffset reads ±hh:mm in one word, as clockWord does. text[at] is the sign, and eight bytes
// end with the offset. length is 0 for everything else.
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
