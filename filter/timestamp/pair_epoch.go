package timestamp

import "bytes"

// The epochs that stand in one line with date= and time= (FortiGate). eventtime= is the same instant and tells the zone; timestamp=
// may be the local time counted as if it were UTC.

// eventTime reads the pair eventtime= of a line and returns where it ends, 0 where there is none that is whole.
func (d *draft) eventTime() (st Stamp, end int) {
	const key = "eventtime="
	at := bytes.Index(d.text, []byte(key))
	if at < 0 || at > 0 && !isPairGap(d.text[at-1]) {
		return Stamp{}, 0
	}
	at = skipQuote(d.text, at+len(key))
	st, end, why := readEpoch(d.text[at:], nil)
	if end += at; why != Read || !endsAt(d.text, end) || d.cut && end == len(d.text) {
		return Stamp{}, 0
	}
	return st, end
}

// pairLag is by how many seconds a line's date= and time= may be apart from its eventtime=.
const pairLag = 2

// zoneByEvent takes the offset by which the date and time of pairs are ahead of the epoch beside them. Where that is no zone's, the
// two contradict each other.
func (d *draft) zoneByEvent(event *Stamp) {
	const step = secondsPerHour / 4
	wall := dayNumber(d.year, d.month, d.day)*secondsPerDay + d.hour*secondsPerHour + d.minute*secondsPerMinute + d.second
	ahead := wall - int(floorSeconds(event.Nanos))
	offset := floorDivide(ahead+step/2, step) * step
	if apart := ahead - offset; apart < -pairLag || apart > pairLag || !inUse(offset) {
		d.refuse(AmbiguousZone)
		return
	}
	d.zone, d.offset = zoneOffset, int32(offset)
}

// besidePairs judges an epoch under another key by the pairs behind it. It is not the stamp where they tell the instant themselves,
// and refused where they, read in the assumed zone, have another.
func (r *Reader) besidePairs(d *draft, epoch *Stamp, end int, c *Context) Reason {
	const key = "date="
	at := bytes.Index(d.text[end:], []byte(key))
	if at <= 0 || !isPairGap(d.text[end+at-1]) {
		return Read
	}
	switch _, eventEnd := d.eventTime(); {
	case eventEnd == end:
		return Read
	case eventEnd > end && (d.depth == 0 || eventEnd <= int(d.depth)):
		return NoStamp
	}
	pair := *d
	if !pair.pairs(skipQuote(d.text, end+at+len(key))) {
		return Read
	}
	if pair.zone != zoneNone || pair.why != Read {
		return NoStamp
	}
	st, why := r.finish(&pair, c)
	if apart := floorSeconds(st.Nanos) - floorSeconds(epoch.Nanos); why != Read || apart < -pairLag || apart > pairLag {
		return AmbiguousZone
	}
	return Read
}
