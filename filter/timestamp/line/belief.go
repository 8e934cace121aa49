package line

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// belief decides whether the stamps of one line are the record's own. One that a message mentions
// is only by evidence:
//
//   - The event time or the arrival attests it.
//   - The stream's records have had theirs at this place: see stream.Mentions.
type belief struct {
	head      int // where the text of the line begins
	cut       bool
	context   *read.Context
	mentioned bool // the line has mentioned a time
}

// isOwn reports whether the stamp line[at:end] is the record's own.
func (b *belief) isOwn(line []byte, at, end int, stamp *timestamp.Stamp) bool {
	switch b.standing(line, at, end) {
	case own:
		return true
	case mentioned:
		return b.believes(line, at, end, stamp)
	}
	return false
}

// standing returns how the stamp line[at:end] stands in its line. One behind nothing but words that
// ends the line is what the message says: a record's own has a message behind it.
func (b *belief) standing(line []byte, at, end int) standing {
	s := standingOf(line, b.head, at, b.cut)
	switch {
	case s != own || at <= b.head:
	case b.context.Said && isSaidBefore(line[b.head:at]), rangeEnd(line, at, end) > 0 && introducesRange(line[b.head:at]):
		return mentioned
	case !b.cut && isRestMarks(line[end:]) && isLabel(line[b.head:weekdayBefore(line, at)]):
		return mentioned
	}
	return s
}

// complete is complete for a stamp that a message mentions: NoStamp unless it is the record's own.
// The stream learns nothing from it.
func (b *belief) complete(r *read.Reader, d *form.Draft, at int) (stamp timestamp.Stamp, reason timestamp.Reason) {
	alone := *b.context
	alone.Stream = nil
	if stamp, reason = complete(r, d, at, &alone); reason != timestamp.Read || !b.believes(d.Text, at, d.At, &stamp) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return stamp, timestamp.Read
}

// believes reports whether evidence makes a stamp that a message mentions the record's own.
func (b *belief) believes(line []byte, at, end int, stamp *timestamp.Stamp) bool {
	c, first := b.context, !b.mentioned
	b.mentioned = true
	stands := first && c.Stream != nil && !saysOtherwise(line[b.head:at]) && c.Stream.Mentions.Take(placeOf(line, at, end), stamp.Nanos)
	return stands || c.Attests(stamp.Nanos)
}

// end tells the stream of a line that has mentioned no time.
func (b *belief) end() {
	if s := b.context.Stream; s != nil && !b.mentioned {
		s.Mentions.Take(0, 0)
	}
}

// isContinuation reports whether a stamp is all there is in a line that is indented: the line goes
// on with what the one before it says.
func isContinuation(line []byte, start, end int) bool {
	return scan.IsBlank(line[0]) && len(scan.Trim(line[:start])) == 0 && len(scan.Trim(line[end:])) == 0
}

// placeOf returns the place of the stamp line[at:end] in a message: the word before it and what parts
// the two, and whether it ends the line.
func placeOf(line []byte, at, end int) stream.Place {
	const offset, prime = 2166136261, 16777619 // FNV-1a
	hash, letters := stream.Place(offset), false
	for at--; at >= 0 && !(letters && !scan.IsLetter(line[at])); at-- {
		letters = letters || scan.IsLetter(line[at])
		hash = (hash ^ stream.Place(line[at])) * prime
	}
	if hash = hash&^stream.AtEnd | 2; endsIn(line, end) {
		hash |= stream.AtEnd
	}
	return hash
}

// endsIn reports whether only brackets and marks follow line[:end].
func endsIn(line []byte, end int) bool {
	for _, c := range line[end:] {
		if scan.IsWord(c) || c >= 0x80 {
			return false
		}
	}
	return true
}
