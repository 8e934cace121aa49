package form

import (
	"bytes"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// A zone that something odd parts from the time: the fraction, a sign, the bracket around the time,
// a unit. A fraction between time and zone belongs to both. What else stands there leaves a doubt
// whose the zone is: the stamp is refused unless the assumed zone has the same offset.

var beyondClaims = []claim{
	{name: "fraction_apart", sides: trailingZone, where: valueApart | lineApart, begins: "9", may: isFractionApart, read: readFractionApart,
		example: "2024-06-14 12:11:12« 907 +0200» x", counter: "2024-06-14 06:11:12 907 INFO x"},
	{name: "fraction_column", sides: trailingZone, where: inLine, begins: ";|", may: isFractionColumn, read: readFractionColumn,
		example: "2024-06-14 12:11:12«;907 +0200»;INFO;x", counter: "2024-06-14 06:11:12;907;INFO;x"},
	{name: "zone_beyond_sign", sides: trailingZone, where: inLine, begins: beyondSigns, may: isBeyondSigns, read: doubtBeyondSigns, reason: timestamp.AmbiguousZone,
		example: "[2024-06-14 10:11:12«] +0200» x", counter: "[2024-06-14 06:11:12] 200 x"},
	{name: "zone_beyond_unit", sides: trailingZone, where: lineApart, begins: "hUumn", word: word{1, 3, " "}, may: isBeyondUnit, read: doubtBeyondUnit, reason: timestamp.AmbiguousZone,
		example: "2024-06-14 10:11:12« Uhr MESZ» x", counter: "2024-06-14 06:11:12 host MESZ x"},
	{name: "zone_beyond_weekday", sides: trailingZone, where: lineApart, begins: "SMTWF", word: word{3, 9, " "}, may: isBeyondWeekday, read: doubtBeyondWeekday, reason: timestamp.AmbiguousZone,
		example: "2024-06-14 10:11:12« Fri +0200» x", counter: "2024-06-14 06:11:12 Fri x"},
}

// beyondSigns are what may stand between, up to mostBeyond of them and of blanks.
const (
	beyondSigns = "-/:;,|)]}>'\"#.<{(["
	mostBeyond  = 5
)

// sureZone returns the offset of a zone at a place that can be nothing else, and where it ends, 0
// where none stands there: a padded offset, UTC, or an abbreviation that is no other word.
func sureZone(words zone.Words, text []byte, at int) (offset int32, end int) {
	if at >= len(text) {
		return 0, 0
	}
	if matches(signs, text[at]) {
		seconds, length := zone.ReadOffset(text[at:])
		if length < len("+hhmm") || !zone.InUse(seconds) || !isPadded(text[at:], length) || !scan.EndsAt(text, at+length) {
			return 0, 0
		}
		return int32(seconds), at + length
	}
	end = at
	for end < len(text) && scan.IsLetter(text[end]) {
		end++
	}
	row := words.Find(text[at:end])
	if row == nil || row.Ambiguous || !isSureName(row.Name, text[at]) || end < len(text) && scan.IsWord(text[end]) || goesOn(text, end) {
		return 0, 0
	}
	return row.Offset, end
}

// isSureName reports whether an abbreviation, whose first letter in the text is first, is no other
// word: CAT, EAT and MET are.
func isSureName(name string, first byte) bool {
	switch name {
	case "UTC", "GMT", "EST", "EDT", "MDT", "PDT", "CET", "EET", "MSK", "MEZ":
		return first < 'a'
	}
	return len(name) > len("UTC")
}

// fractionAt returns where a number of milli-, micro- or nanoseconds at a place ends, 0 where none
// stands there, or no seconds before it.
func fractionAt(text []byte, at, time int) (end int) {
	run := scan.DigitRun(text, at)
	if run != 3 && run != 6 && run != 9 || time < len("10:11:12") || text[time-3] != ':' || text[time-6] != ':' {
		return 0
	}
	return at + run
}

// timeBefore returns where the text before a gap ends.
func timeBefore(text []byte, at int) int { return scan.SkipBlanksBack(text, at-1) + 1 }

// zoneApart returns where a zone after a blank at a place ends, 0 where none stands there.
func zoneApart(words zone.Words, text []byte, at int) (end int) {
	next := at
	for next < len(text) && scan.IsBlank(text[next]) {
		next++
	}
	if next == at {
		return 0
	}
	_, end = sureZone(words, text, next)
	return end
}

func isFractionApart(next upcoming) bool {
	end := fractionAt(next.text, next.at, timeBefore(next.text, next.at))
	return end > 0 && zoneApart(next.words, next.text, end) > 0
}

// readFractionApart reads 10:11:12 907 +0200.
func readFractionApart(d *Draft) verdict {
	end := fractionAt(d.Text, d.At, timeBefore(d.Text, d.At))
	if end == 0 || d.Digits > 0 || zoneApart(d.Words, d.Text, end) == 0 {
		return passed
	}
	d.At-- // to what parts it from the time
	return readFractionAndZone(d, end)
}

func isFractionColumn(next upcoming) bool {
	end := fractionAt(next.text, next.at+1, next.at)
	return end > 0 && (zoneApart(next.words, next.text, end) > 0 || zoneInColumn(next.words, next.text, end))
}

// readFractionColumn reads 10:11:12;907 +0200 and 10:11:12|907|+0200.
func readFractionColumn(d *Draft) verdict {
	end := fractionAt(d.Text, d.At+1, d.At)
	switch {
	case end == 0 || d.Digits > 0:
		return passed
	case zoneInColumn(d.Words, d.Text, end):
		d.Decimals(end - d.At - 1)
		tryClaims(d, zoneColumn, 0)
		return taken
	case zoneApart(d.Words, d.Text, end) == 0:
		return passed
	}
	return readFractionAndZone(d, end)
}

// readFractionAndZone reads the fraction up to end, and the zone apart from it.
func readFractionAndZone(d *Draft, end int) verdict {
	d.Decimals(end - d.At - 1)
	if !tryClaims(d, trailingZone, d.Blanks()) {
		return passed
	}
	return taken
}

// zoneInColumn reports whether the column after a place is a zone.
func zoneInColumn(words zone.Words, text []byte, at int) bool {
	column := nextColumn(text, at)
	if column == 0 {
		return false
	}
	_, end := sureZone(words, text, column)
	return end > 0 && columnEnds(text, end)
}

// beyond returns where text goes on after signs and blanks, 0 where no signs stand there or too
// many.
func beyond(text []byte, at int) int {
	end := at
	for end < len(text) && (scan.IsBlank(text[end]) || matches(beyondSigns, text[end]) && !isOffsetAt(text, end)) {
		end++
	}
	if end-at > mostBeyond {
		return 0
	}
	return end
}

// isOffsetAt reports whether a sign and four digits, or two and a colon, stand at a place.
func isOffsetAt(text []byte, at int) bool {
	_, length := zone.ReadOffset(text[at:])
	return length >= len("+hhmm")
}

func isBeyondSigns(next upcoming) bool {
	at := beyond(next.text, next.at)
	if at <= next.at {
		return false
	}
	_, end := sureZone(next.words, next.text, at)
	return end > 0
}

// doubtBeyondSigns notes the zone of [10:11:12] +0200 and 10:11:12 - UTC.
func doubtBeyondSigns(d *Draft) verdict {
	if at := beyond(d.Text, d.At); at > d.At {
		doubtZone(d, at)
	}
	return passed
}

// doubtZone notes the zone at a place, if one stands there, as one that may be the stamp's. A bracket
// before it must be closed after it.
func doubtZone(d *Draft, at int) {
	offset, end := sureZone(d.Words, d.Text, at)
	if opens := bytes.IndexByte([]byte("[({<"), d.Text[at-1]); end == 0 || opens >= 0 && (end == len(d.Text) || d.Text[end] != "])}>"[opens]) {
		return
	}
	d.Offset, d.doubted = offset, true
}

// unitsOfTime are words after a time that leave it what it is.
var unitsOfTime = [...]string{"h", "hrs", "uhr", "ms", "us", "ns"}

func isBeyondUnit(next upcoming) bool {
	return scan.IsOneOf(next.letters(), unitsOfTime[:]) && zoneApart(next.words, next.text, next.end) > 0
}

// doubtBeyondUnit notes the zone of 10:11:12 Uhr MESZ and 10:11:12.123 ms UTC.
func doubtBeyondUnit(d *Draft) verdict {
	if scan.IsOneOf(letters(d), unitsOfTime[:]) && d.Blanks() > 0 {
		doubtZone(d, d.At)
	}
	return passed
}

func isBeyondWeekday(next upcoming) bool {
	_, length := scan.ReadWeekday(next.text, next.at)
	return length > 0 && zoneApart(next.words, next.text, next.at+length) > 0
}

// doubtBeyondWeekday notes the zone of 10:11:12 Fri +0200.
func doubtBeyondWeekday(d *Draft) verdict {
	_, length := scan.ReadWeekday(d.Text, d.At)
	if d.At += length; length > 0 && d.Blanks() > 0 {
		doubtZone(d, d.At)
	}
	return passed
}
