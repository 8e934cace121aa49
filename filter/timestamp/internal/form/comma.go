package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/doubt"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/stream"
	"timesync/filter/timestamp/zone"
)

// Levels are the names by which programs rank their messages, in lower case.
var Levels = [...]string{
	"alert", "config", "crit", "critical", "debug", "emerg", "err", "error", "fatal", "fine", "finer", "finest", "info",
	"notice", "panic", "severe", "trace", "verbose", "warn", "warning",
}

// commaIsFraction reports whether run digits after the seconds and a comma are their fraction. In a
// value nothing else can be there. In a line they may be the next of comma-separated values, so
// they must be milli-, micro- or nanoseconds, and where a further comma follows something has to
// show that a logging program wrote them: a claim, or lines before. Without that the seconds are
// whole, as far as the line tells. What has a zone behind it is a fraction of any length.
func commaIsFraction(d *Draft, run int) bool {
	if !d.Line {
		return true
	}
	next := d.At + 1 + run
	between := next < len(d.Text) && d.Text[next] == ','
	if run != 3 && run != 6 && run != 9 {
		if isBeforeZone(d, next) {
			return true
		}
		if between {
			d.Comma = stream.CommaColumn
		}
		return false
	}
	if !between {
		return true
	}
	tryClaims(d, commaNumber, 0)
	x, reason := betweenCommas.Decide(d.Comma|d.Stream.Comma(), doubt.Of(
		doubt.Reading{Value: int64(stream.CommaColumn), Assumes: uint8(stream.CommaColumn)},
		doubt.Reading{Value: int64(stream.CommaFraction), Assumes: uint8(stream.CommaFraction)}))
	return reason == timestamp.Read && stream.CommaSet(x.Assumes) == stream.CommaFraction
}

// isBeforeZone reports whether a zone follows at a place, right there or after a blank.
func isBeforeZone(d *Draft, at int) bool {
	if at >= len(d.Text) {
		return false
	}
	if d.Text[at]|0x20 == 'z' {
		return scan.EndsAt(d.Text, at+1)
	}
	_, length := zone.ReadOffset(d.Text[at:])
	return length > 0 && scan.EndsAt(d.Text, at+length) || zoneApart(d.Words, d.Text, at) > 0
}

// commaClaims prove that a number between commas is a fraction.
var commaClaims = []claim{
	{name: "comma_zero", sides: commaNumber, where: inLine, begins: ",", read: proveByZero,
		example: "2024-06-14 06:11:12«,012»,GET,x", counter: "2024-06-14 06:11:12,123,GET,x"},
	{name: "comma_level", sides: commaNumber, where: inLine, begins: ",", read: proveByLevel,
		example: "2024-06-14 06:11:12«,123»,INFO,x", counter: "2024-06-14 06:11:12,123,information,x"},
	{name: "comma_zone", sides: commaNumber, where: inLine, begins: ",", read: proveByZone,
		example: "2024-06-14 12:11:12«,123»,+0200,x", counter: "2024-06-14 06:11:12,123,200,x"},
}

// proveByZero takes a leading zero for a fraction's: numbers have none.
func proveByZero(d *Draft) verdict {
	if d.Text[d.At+1] == '0' {
		d.Comma = stream.CommaFraction
	}
	return passed
}

// proveByLevel takes a level in the next column for that of a logging program.
func proveByLevel(d *Draft) verdict {
	if number := d.At + 1; levelAt(d.Text, number+scan.DigitRun(d.Text, number)+1) {
		d.Comma = stream.CommaFraction
	}
	return passed
}

// proveByZone takes a zone in the next column for that of the time before the number.
func proveByZone(d *Draft) verdict {
	if number := d.At + 1; zoneInColumn(d.Words, d.Text, number+scan.DigitRun(d.Text, number)) {
		d.Comma = stream.CommaFraction
	}
	return passed
}

// betweenCommas: a number between commas after the seconds is their fraction or the next column.
// What nothing decides is a column: the stamp is whole without it.
var betweenCommas = doubt.Kind[stream.CommaSet]{Name: "number between commas", Reason: timestamp.NoStamp,
	By: []doubt.Evidence[stream.CommaSet]{byProof}, Example: "2024-06-14 10:11:12,200,GET"}

// byProof strikes out what this line and the lines before it prove the number not to be.
func byProof(proven stream.CommaSet, r doubt.Readings) (struck doubt.Set) {
	if proven&stream.CommaFraction != 0 {
		struck |= r.Where(uint8(stream.CommaColumn))
	}
	if proven&stream.CommaColumn != 0 {
		struck |= r.Where(uint8(stream.CommaFraction))
	}
	return struck
}

// levelAt reports whether the next column is a level.
func levelAt(text []byte, at int) bool {
	for at < len(text) && (scan.IsBlank(text[at]) || text[at] == '"' || text[at] == '[') {
		at++
	}
	end := at
	for end < len(text) && scan.IsLetter(text[end]) {
		end++
	}
	return (end == len(text) || !scan.IsWord(text[end])) && scan.IsOneOf(text[at:end], Levels[:])
}
