package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// readOffsetOfPDF reads +05'30' and +05'30 (ISO 32000-1 section 7.9.4). What has no minutes after
// the apostrophe refuses the stamp.
func readOffsetOfPDF(d *Draft) verdict {
	at := d.At
	sign, signLength := zone.SignOf(d.Text[at:])
	offset, length := zone.ReadOffset(d.Text[at:])
	if end := at + length; length != signLength+len("05") || end+1 >= len(d.Text) || d.Text[end] != '\'' || !scan.IsDigit(d.Text[end+1]) {
		return passed
	}
	d.TakeOffset(offset, length+len("'"))
	minutes, ok := d.Number(2, 2)
	if !ok || minutes > 59 {
		d.Refuse(timestamp.Malformed)
		for d.At < len(d.Text) && (scan.IsDigit(d.Text[d.At]) || d.Text[d.At] == '\'') {
			d.At++
		}
		return taken
	}
	d.Offset += int32(sign * minutes * calendar.SecondsPerMinute)
	d.Skip('\'')
	return taken
}

// readOffset reads an offset right after a time, or anywhere after that of a value.
func readOffset(d *Draft) verdict {
	offset, length := zone.ReadOffset(d.Text[d.At:])
	if length <= 0 {
		return passed
	}
	d.TakeOffset(offset, length)
	return taken
}

// refuseOffset steps over an offset that no zone has and refuses the stamp.
func refuseOffset(d *Draft) verdict {
	if _, length := zone.ReadOffset(d.Text[d.At:]); length >= 0 {
		return passed
	}
	d.Refuse(timestamp.Impossible)
	for d.At++; d.At < len(d.Text) && (scan.IsDigit(d.Text[d.At]) || d.Text[d.At] == ':'); d.At++ {
	}
	return taken
}

// readOffsetApart reads a signed number after a blank that is an offset and no number of the
// message. Four digits are one. So are two of which the first is a zero, the names that the zone
// database has given places without abbreviation (+03, -05): nobody pads the number of a message.
func readOffsetApart(d *Draft) verdict {
	offset, length := signedNumber(d)
	end := d.At + length
	if length == 0 || length < len("+hhmm") && d.Text[end-len("hh")] != '0' && !columnAt(d, end) {
		return passed
	}
	d.TakeOffset(offset, length)
	return taken
}

// doubtOffset notes such a number of which only the zone that is assumed anyway can tell: -12, +10.
func doubtOffset(d *Draft) verdict {
	if offset, length := signedNumber(d); length > 0 {
		d.Offset, d.doubted = int32(offset), true
	}
	return passed
}

// signedNumber returns a signed number at d.At that may be an offset of today, and its length, 0
// where none stands there.
func signedNumber(d *Draft) (offset, length int) {
	offset, length = zone.ReadOffset(d.Text[d.At:])
	if length <= 0 || !zone.InUse(offset) || !scan.EndsAt(d.Text, d.At+length) || numberGoesOn(d.Text, d.At+length) {
		return 0, 0
	}
	return offset, length
}

// columnAt reports whether a line ends at a place, or a bracket, a level or the year of date(1)
// follows, as after a zone.
func columnAt(d *Draft, at int) bool {
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

// readRelative reads the offset after a zone's name: GMT+0100, CEST+02:00, GMT+2, GMT +0200 and GMT
// +1 (TIBCO).
func readRelative(d *Draft) verdict {
	row := findAbbreviation(d, letters(d))
	offset, length, gap := readRelativeOffset(d, row)
	if length == 0 || gap > 0 && length < len("+hhmm") && row.Name != "GMT" && d.Line && !columnAt(d, d.At+length) {
		return passed
	}
	d.TakeOffset(offset, length)
	return taken
}

// doubtRelative refuses a stamp whose number may be the offset as well as the message's: UTC -1
// returned.
func doubtRelative(d *Draft) verdict {
	if _, length, _ := readRelativeOffset(d, findAbbreviation(d, letters(d))); length > 0 {
		d.Refuse(timestamp.AmbiguousZone)
	}
	return passed
}

// readRelativeOffset steps over blanks and returns the offset that follows them, its length, 0
// where none does, and the blanks' number.
func readRelativeOffset(d *Draft, row *zone.Abbreviation) (offset, length, gap int) {
	if row == nil {
		return 0, 0, 0
	}
	gap = d.Blanks()
	offset, length = zone.ReadOffset(d.Text[d.At:])
	if length == 0 && (row.Name == "GMT" || row.Name == "UTC") {
		offset, length = zone.HourOffset(d.Text[d.At:])
	}
	if length <= 0 || gap > 0 && (!zone.InUse(offset) || !scan.EndsAt(d.Text, d.At+length) || numberGoesOn(d.Text, d.At+length)) {
		return 0, 0, gap
	}
	return offset, length, gap
}

// readOffsetInBrackets reads (+0200), [UTC+02:00] and (GMT+2).
func readOffsetInBrackets(d *Draft) verdict {
	closes := byte(')')
	if d.Peek() == '[' {
		closes = ']'
	}
	d.At++
	named := d.SkipText("UTC") || d.SkipText("GMT")
	if named {
		d.Blanks()
	}
	offset, length := zone.ReadOffset(d.Text[d.At:])
	if length == 0 && named {
		offset, length = zone.HourOffset(d.Text[d.At:])
	}
	end := d.At + length
	if length <= 0 || !named && length < len("+hhmm") || !zone.InUse(offset) || end == len(d.Text) || d.Text[end] != closes {
		return passed
	}
	d.TakeOffset(offset, length+len("]"))
	return taken
}

// readOFX reads the offset of Open Financial Exchange (section 3.2.8.2), whole hours and perhaps
// the zone's name: 20240614101112.123[-5:EST], [0:GMT]. Anywhere but right after a value's time it
// must have a sign and a zone's own name.
func readOFX(d *Draft) verdict {
	from := d.At
	d.At++
	sign, length := zone.SignOf(d.Text[d.At:])
	d.At += length
	run := scan.DigitRun(d.Text, d.At)
	if run != 1 && run != 2 {
		return passed
	}
	hour := scan.Decimal(d.Text[d.At : d.At+run])
	d.At += run
	var name []byte
	if d.Skip(':') {
		if name = letters(d); len(name) == 0 {
			return passed
		}
	}
	offset := sign * hour * calendar.SecondsPerHour
	if !d.Skip(']') || sign == 0 && (hour != 0 || name == nil) || !zone.InUse(offset) {
		return passed
	}
	message := d.Line || scan.IsBlank(d.Text[from-1]) // there [0:main] is a thread
	if message && (sign == 0 || name == nil || d.Words.Find(name) == nil) {
		return passed
	}
	d.TakeOffset(offset, 0)
	return taken
}

// skipOffsetAgain steps over a second offset that is the same. Another one is no part of the stamp.
// Beside the name of a zone the offset counts, and the name is remembered, to be compared.
func skipOffsetAgain(d *Draft) verdict {
	d.Blanks()
	offset, length := zone.ReadOffset(d.Text[d.At:])
	if length <= 0 || d.Zone == ZoneOffset && d.Offset != int32(offset) {
		return passed
	}
	d.At += length
	if d.Zone == ZoneNamed {
		d.Claimed, d.Zone, d.Offset = d.Name, ZoneOffset, int32(offset)
	}
	return taken
}

// readMinutesOrZone reads an offset in minutes of three digits, as db2diag.log and CIM's datetime
// write it after six digits of fraction (DSP0004 section 5.2.4): 10.11.12.123456+120. Else it reads
// the usual zones.
func readMinutesOrZone(d *Draft) {
	c := d.Peek()
	if d.Digits != 6 || c != '+' && c != '-' || scan.DigitRun(d.Text, d.At+1) != len("120") {
		readTrailingZone(d)
		return
	}
	minutes := scan.Decimal(d.Text[d.At+1 : d.At+4])
	if c == '-' {
		minutes = -minutes
	}
	offset := minutes * calendar.SecondsPerMinute
	if d.TakeOffset(offset, len("+120")); !zone.InUse(offset) {
		d.Refuse(timestamp.Impossible)
	}
}
