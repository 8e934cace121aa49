package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// The offset behind a time, by itself or behind the name that it is relative to. In a line, what a blank parts from the time may
// be the message.

// OffsetZone reads Z or an offset. In a line an offset behind a blank must be one that is in use somewhere.
func (d *Draft) OffsetZone(gap int) bool {
	c, apart := d.Peek(), d.Line && gap > 0
	if c|0x20 == 'z' && (d.At+1 == len(d.Text) || !scan.IsWord(d.Text[d.At+1])) && !(apart && goesOn(d.Text, d.At+1)) {
		d.At++
		d.Zone = ZoneOffset
		return true
	}
	offset, length := zone.ReadOffset(d.Text[d.At:])
	if length < 0 {
		return d.impossibleOffset(gap)
	}
	if length == 0 || apart && !d.isOffset(offset, length) {
		return false
	}
	d.TakeOffset(offset, length)
	return true
}

func (d *Draft) TakeOffset(offset, length int) {
	d.At += length
	d.Zone, d.Offset, d.written = ZoneOffset, int32(offset), true
}

// impossibleOffset steps over an offset that no zone has and refuses the stamp; behind a blank in a line it is text.
func (d *Draft) impossibleOffset(gap int) bool {
	if d.Line && gap > 0 {
		return false
	}
	d.Refuse(timestamp.Impossible)
	for d.At++; d.At < len(d.Text) && (scan.IsDigit(d.Text[d.At]) || d.Text[d.At] == ':'); d.At++ {
	}
	return true
}

// isOffset reports whether a signed number behind a blank is an offset. Four digits are. So are two of which the first is a zero,
// the names that the zone database has given places without abbreviation (+03, -05): nobody pads the number of a
// message. Of -12 and +10 only what follows can tell, and the zone that is assumed anyway.
func (d *Draft) isOffset(offset, length int) bool {
	end := d.At + length
	switch {
	case !zone.InUse(offset) || !scan.EndsAt(d.Text, end) || numberGoesOn(d.Text, end):
		return false
	case length >= len("+hhmm") || d.Text[end-len("hh")] == '0' || d.columnAt(end):
		return true
	}
	d.doubtOffset(offset)
	return false
}

// columnAt reports whether a line ends at a place, or a bracket, a level or the year of date(1) follows, as behind a zone.
func (d *Draft) columnAt(at int) bool {
	next := scan.SkipBlanks(d.Text, at)
	if next == len(d.Text) {
		return true
	}
	switch d.Text[next] {
	case '[', '(', '<', '{', '|':
		return true
	}
	return d.Weekday != NoWeekday && scan.DigitRun(d.Text, next) == len("2024") || levelAt(d.Text, next)
}

// doubtOffset notes a number that may be the offset of the stamp; CheckDoubtfulOffset judges it.
func (d *Draft) doubtOffset(offset int) {
	d.Offset, d.doubted = int32(offset), true
}

// CheckDoubtfulOffset refuses a stamp without zone if the number behind it may be its offset and the assumed zone has another.
func (d *Draft) CheckDoubtfulOffset(stamp *timestamp.Stamp) timestamp.Reason {
	if d.doubted && d.Zone == ZoneNone && stamp.Offset != d.Offset {
		return timestamp.AmbiguousZone
	}
	return timestamp.Read
}

// relativeOffset reads the offset behind a zone's name: GMT+0100, CEST+02:00, GMT+2, GMT +0200 and GMT +1 (TIBCO).
func (d *Draft) relativeOffset(row *zone.Abbreviation) bool {
	from := d.At
	gap := d.Blanks()
	offset, length := zone.ReadOffset(d.Text[d.At:])
	if length == 0 && (row.Name == "GMT" || row.Name == "UTC") {
		offset, length = zone.HourOffset(d.Text[d.At:])
	}
	if length > 0 && (gap == 0 || zone.InUse(offset) && scan.EndsAt(d.Text, d.At+length) && !numberGoesOn(d.Text, d.At+length)) {
		if gap == 0 || length >= len("+hhmm") || row.Name == "GMT" || !d.Line || d.columnAt(d.At+length) {
			d.TakeOffset(offset, length)
			return true
		}
		d.Refuse(timestamp.AmbiguousZone) // UTC -1 returned
	}
	d.At = from
	return false
}

// offsetInBrackets reads (+0200), [UTC+02:00] and (GMT+2).
func (d *Draft) offsetInBrackets() bool {
	if d.ofxOffset() {
		return true
	}
	from := d.At
	opens := d.Peek()
	d.At++
	if !d.SkipText("UTC") {
		d.SkipText("GMT")
	}
	offset, length := zone.ReadOffset(d.Text[d.At:])
	if length == 0 && d.At > from+1 {
		offset, length = zone.HourOffset(d.Text[d.At:])
	}
	padded := d.At > from+1 || length >= len("+hhmm")
	if length > 0 && padded && zone.InUse(offset) {
		d.TakeOffset(offset, length)
		if opens == '(' && d.Skip(')') || opens == '[' && d.Skip(']') {
			return true
		}
		d.Zone, d.written = ZoneNone, false
	}
	d.At = from
	return false
}
