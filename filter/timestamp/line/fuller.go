package line

import (
	"bytes"
	"encoding/binary"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/zone"
)

// The fuller stamp of a line. A header without year or zone often stands before the same event's
// stamp as the program wrote it, with both:
//
//	Apr 27 11:11:47 h CISE_Passed 0000123 1 0 2020-04-27 11:11:47.028 -08:00
//	Jul 30 09:03:52 lb haproxy[32450]: 192.0.2.3:38862 [30/Jul/2018:09:03:52.726] in~
//
// Where the two clocks are equal, or whole quarters of an hour apart, year and zone of the header
// are those that the other shows. Where no zone explains what they are apart, neither the assumed
// one nor the nearest year is believed. A stamp further off, or still to come, is another event's.

// fullerLag is by how many seconds the two may be apart beside that: what a relay takes.
const fullerLag = 5

// mayBeFuller reports whether a text may hold another time of day or an epoch: whether four
// consecutive bytes of it, at a multiple of four, are digits and colons, and more around them.
func mayBeFuller(text []byte) bool {
	at := 0
	for ; at <= len(text)-16; at += 16 {
		if mayBeTime((*[16]byte)(text[at:])) && (isTimeNear(text, at) || isTimeNear(text, at+8)) {
			return true
		}
	}
	return at+8 <= len(text) && isTimeNear(text, at)
}

// mayBeTime rules out nearly all pieces of text without four such bytes, by the upper half of each byte
// alone, which digits and colons have in common.
func mayBeTime(piece *[16]byte) bool {
	const zeros, upper = 0x30303030, 0xf0f0f0f0
	return binary.LittleEndian.Uint32(piece[0:4])&upper == zeros || binary.LittleEndian.Uint32(piece[4:8])&upper == zeros ||
		binary.LittleEndian.Uint32(piece[8:12])&upper == zeros || binary.LittleEndian.Uint32(piece[12:16])&upper == zeros
}

// isTimeNear looks at the eight bytes from text[at] on.
func isTimeNear(text []byte, at int) bool {
	halves := timeHalves(binary.LittleEndian.Uint64(text[at:]))
	return uint32(halves) != 0 && isTimeAt(text, at) || halves>>32 != 0 && isTimeAt(text, at+4)
}

// timeHalves returns a bit for each half of a word of eight bytes that consists of digits and
// colons. That of the upper half may be set for another if that of the lower one is.
func timeHalves(word uint64) uint64 {
	const zeros, above, high, ones, tops = 0x3030303030303030, 0x7575757575757575, 0x8080808080808080, 1<<32 | 1, 1<<63 | 1<<31
	other := word ^ zeros // 0 to 10 is a digit or a colon
	other = (other&^high + above | other) & high
	return (other - ones) &^ other & tops
}

// isTimeAt reports whether the digits and colons around text[at] are a time of day with seconds or
// at least as many digits as an epoch has.
func isTimeAt(text []byte, at int) bool {
	if c := text[at]; !scan.IsDigit(c) && c != ':' {
		return false
	}
	start, colons := at, 0
	for start > 0 && (scan.IsDigit(text[start-1]) || text[start-1] == ':') {
		start--
	}
	end := start
	for ; end < len(text) && (scan.IsDigit(text[end]) || text[end] == ':'); end++ {
		if text[end] == ':' {
			colons++
		}
	}
	return colons >= 2 || end-start-colons >= len("1718359872")
}

// isWhole reports whether a stamp that a fast path has read needs no fuller one, or the text after
// it has none.
func isWhole(stamp *timestamp.Stamp, rest []byte) bool {
	return stamp.ZoneSource == timestamp.ZoneInStamp || !mayBeFuller(rest)
}

// beside is what the fuller stamp of a line says of its header.
type beside struct {
	proven bool  // the header has been given a year or a zone
	apart  bool  // the two contradict each other, unless the assumed zone puts the header nearby
	nanos  int64 // the instant of the fuller one
}

// takeFuller looks for a fuller stamp after the header in d, whose own has no year or no zone, and
// gives it what that shows.
func takeFuller(r *read.Reader, d *form.Draft, c *read.Context) (found beside) {
	if isFull(d) || d.Reason != timestamp.Read || !d.ExistsApartFromYear() || !mayBeFuller(d.Text[d.At:]) {
		return beside{}
	}
	header := *d // the reader has one draft, which what follows begins anew
	alone := *c
	alone.Stream = nil // which learns from the record's own stamp
	for at := header.At; at < len(header.Text) && !isFull(&header); at++ {
		if !mayBegin(header.Text, at) {
			continue
		}
		if stamp, end := fullerAt(r, &header, at, &alone); end > 0 {
			leads := leadsMessage(header.Text, at)
			if !c.IsAhead(stamp.Nanos) && (leads || !isValue(header.Text[header.At:at]) && !isRound(&header, &stamp)) {
				found.take(&header, &stamp, leads)
			}
			at = end - 1
		}
	}
	*d = header
	return found
}

func isFull(d *form.Draft) bool { return d.Year != calendar.NoYear && d.Zone != form.ZoneNone }

// leadsMessage reports whether a stamp stands where a message begins, as a program's own does,
// or under a key of time.
func leadsMessage(line []byte, at int) bool {
	if key, keyed := scan.KeyBefore(line, at); keyed {
		return isTimeKey(key)
	}
	end := trim(line[:at], padding)
	return end == 0 || line[end-1] == ':' || line[end-1] == ']' || line[end-1] == '|' || line[end-1] == ','
}

// isValue reports whether the text between a header and a stamp shows this to be a value in the
// message: behind a word of it, or in quotes of its own. Whoever is logged writes such, as a user's
// name or a browser's.
func isValue(between []byte) bool {
	end := len(between)
	if end > 1 && (between[end-1] == '"' || between[end-1] == '\'') {
		return between[end-2] == ' '
	}
	before := bytes.TrimRight(between, " ")
	start := bytes.LastIndexByte(before, ' ') + 1
	if word := before[start:]; !isPlain(word) || isUpper(word[0]) || senseOf(word)&rank != 0 {
		return false
	}
	return beginsMessage(between[:start])
}

// beginsMessage reports whether a program's tag, a bracket or a level is among the words of a text.
func beginsMessage(text []byte) bool {
	for _, field := range bytes.Fields(text) {
		if last := field[len(field)-1]; last == ':' || last == ']' || isPlain(field) && senseOf(field)&rank != 0 {
			return true
		}
	}
	return false
}

// isRound reports whether a stamp with a zone beside a header without one is a whole quarter of an
// hour, as the bounds of periods are. On the quarter every header is whole quarters apart from it.
func isRound(header *form.Draft, stamp *timestamp.Stamp) bool {
	const quarter = calendar.SecondsPerHour / 4
	return header.Zone == form.ZoneNone && stamp.ZoneSource == timestamp.ZoneInStamp && stamp.Digits == 0 &&
		calendar.FloorSeconds(stamp.Nanos)%quarter == 0
}

// take takes a stamp that stands after a header. Only one that leads the message can contradict it.
func (b *beside) take(header *form.Draft, stamp *timestamp.Stamp, leads bool) {
	switch year, ahead := yearBeside(header, calendar.FloorSeconds(stamp.Nanos)); {
	case adopt(header, stamp):
		b.proven = true
	case distance(ahead) > calendar.SecondsPerDay || b.proven || !leads:
	case header.Year == calendar.NoYear && header.Doubtful == 0:
		header.Doubtful = year
		fallthrough
	default:
		b.apart, b.nanos = b.apart || stamp.ZoneSource == timestamp.ZoneInStamp, stamp.Nanos
	}
}

// contradicts reports whether a header that was read in the assumed zone is another time than the
// fuller stamp, by more than a line may be on its way.
func (b *beside) contradicts(header *timestamp.Stamp) bool {
	const delay = 10 * calendar.SecondsPerMinute * calendar.NanosPerSecond
	return b.apart && !b.proven && distance(header.Nanos-b.nanos) > delay
}

// fullerAt reads the stamp that may begin at a place after a header, and returns where it ends, 0
// where none stands there as the record's own would.
func fullerAt(r *read.Reader, header *form.Draft, at int, c *read.Context) (stamp timestamp.Stamp, end int) {
	reason := timestamp.NoStamp
	if scan.DigitRun(header.Text, at) >= len("1718359872") {
		stamp, end, reason = epoch.Read(header.Text[at:], nil)
		end += at
	} else if d := draft(r, header.Text, Extent{Cut: header.Cut}, c); d.Begin(at) && d.HasTime && d.Year != calendar.NoYear || readPairs(d, at) {
		fieldsBeside(d, at)
		end = d.At
		stamp, reason = r.ToInstant(d, c)
	}
	if reason != timestamp.Read || !scan.EndsAt(header.Text, end) || standingOf(header.Text, header.At, at, header.Cut) != own {
		return timestamp.Stamp{}, 0
	}
	return stamp, end
}

// adopt gives a header the year and zone that another stamp shows, and reports whether the two are
// the same event's. A stamp without zone shows the year alone.
func adopt(header *form.Draft, stamp *timestamp.Stamp) bool {
	fuller := calendar.FloorSeconds(stamp.Nanos)
	if stamp.ZoneSource != timestamp.ZoneInStamp || header.Zone != form.ZoneNone {
		if header.Year != calendar.NoYear {
			return false
		}
		offset := int64(stamp.Offset)
		if header.Zone == form.ZoneOffset {
			offset = int64(header.Offset)
		}
		year, ahead := yearBeside(header, fuller+offset)
		if ahead < -fullerLag || ahead > fullerLag {
			return false
		}
		header.Year = year
		return true
	}
	year, ahead := yearBeside(header, fuller)
	offset, ok := quarterHours(ahead)
	if !ok {
		return false
	}
	header.Year, header.Zone, header.Offset = year, form.ZoneOffset, int32(offset)
	return true
}

// yearBeside returns the year in which a header, which may have one, lies nearest to an instant,
// and by how many seconds its clock is then ahead of it.
func yearBeside(header *form.Draft, seconds int64) (year int, ahead int64) {
	const far = 1 << 40
	ahead = far
	year, _, _ = calendar.Civil(calendar.DayOf(seconds))
	first, last := year-1, year+1
	if header.Year != calendar.NoYear {
		first, last = header.Year, header.Year
	}
	for y := first; y <= last; y++ {
		if header.Day > calendar.DaysIn(y, header.Month) {
			continue
		}
		wall := int64(calendar.DayNumber(y, header.Month, header.Day))*calendar.SecondsPerDay + int64(header.SecondOfDay())
		if distance(wall-seconds) < distance(ahead) {
			year, ahead = y, wall-seconds
		}
	}
	return year, ahead
}

func distance(apart int64) int64 { return max(apart, -apart) }

// quarterHours returns the offset of a zone by which a clock is ahead, but for fullerLag.
func quarterHours(ahead int64) (offset int, ok bool) {
	const step = calendar.SecondsPerHour / 4
	if distance(ahead) > calendar.SecondsPerDay {
		return 0, false
	}
	offset = calendar.FloorDivide(int(ahead)+step/2, step) * step
	return offset, zone.InUse(offset) && distance(ahead-int64(offset)) <= fullerLag
}
