package line

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
)

// readValue reads the value that begins at o.line[at] as one stamp: a string, a number, or an
// object that is an epoch in parts or MongoDB's {"$date": ..}. It returns where the text of the
// stamp stands.
func (s *search) readValue(o *object, at int) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	switch c := o.line[at]; {
	case c == '"':
		text, from, ok := o.text(at)
		if !ok {
			break
		}
		stamp, reason = s.reader.ReadText(s.reader.Unescape(text), &s.context)
		return stamp, from, from + len(text), reason
	case scan.IsDigit(c):
		end = numberEnd(o.line, at)
		if end == len(o.line) { // it may go on
			break
		}
		stamp, reason = s.readNumber(o.line[at:end])
		return stamp, at, end, reason
	case c == '{':
		if value := mongoDate(o.line, at); value > 0 {
			return s.readValue(o, value)
		}
		if stamp, start, end, reason = jsonPHP(s, at); reason != timestamp.NoStamp {
			return stamp, start, end, reason
		}
		stamp, end, reason = jsonParts(s.reader, o.line, at)
		return stamp, at, end, reason
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

// readNumber reads a number as a record's is read.
func (s *search) readNumber(text []byte) (timestamp.Stamp, timestamp.Reason) {
	if scan.DigitRun(text, 0) == len(text) && len(text) <= calendar.MaxDigits {
		value := uint64(0)
		for _, c := range text {
			value = value*10 + uint64(c-'0')
		}
		return s.reader.ReadUint(value, &s.context)
	}
	if !s.reader.OnlyAuto {
		return s.reader.ReadText(text, &s.context)
	}
	stamp, end, reason := epoch.ReadNumber(text)
	if end != len(text) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return stamp, reason
}

// numberEnd returns the end of the JSON number that begins at line[at].
func numberEnd(line []byte, at int) int {
	for at < len(line) && (scan.IsDigit(line[at]) || line[at] == '.' || line[at]|0x20 == 'e' || line[at] == '+' || line[at] == '-') {
		at++
	}
	return at
}

// mongoDate returns where the value begins in MongoDB's extended JSON for a time, {"$date": ..} with
// or without {"$numberLong": ".."} inside; 0 where an object is no such.
func mongoDate(line []byte, at int) int {
	value := soleMember(line, at, `"$date"`)
	if value > 0 && value < len(line) && line[value] == '{' {
		return soleMember(line, value, `"$numberLong"`)
	}
	return value
}

// soleMember returns where the value begins under a key that an object begins with, 0 where it
// begins with another.
func soleMember(line []byte, at int, key string) int {
	d := scan.Cursor{Text: line, At: scan.SkipBlanks(line, at+1)}
	if !d.SkipText(key) {
		return 0
	}
	value := afterColon(line, d.At)
	if value == d.At || value == len(line) {
		return 0
	}
	return value
}

// jsonParts reads an object of JSON that begins at a brace and holds an epoch in parts and nothing
// else. It returns where it ends.
func jsonParts(r *read.Reader, line []byte, at int) (stamp timestamp.Stamp, end int, reason timestamp.Reason) {
	first, firstValue, at, ok := jsonInteger(line, at, '{')
	second, secondValue, at, ok2 := jsonInteger(line, at, ',')
	if at = scan.SkipBlanks(line, at); !ok || !ok2 || at >= len(line) || line[at] != '}' {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	digits, swapped, ok := read.Parts(first, second)
	if !ok {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	if swapped {
		firstValue, secondValue = secondValue, firstValue
	}
	stamp, reason = r.ReadParts(firstValue, secondValue, digits)
	return stamp, at + 1, reason
}

// jsonInteger reads a member of an object after the byte that opens it, a name and a number of
// digits, in quotes or without. It returns where the member ends.
func jsonInteger(line []byte, at int, opens byte) (name []byte, value uint64, end int, ok bool) {
	d := scan.Cursor{Text: line, At: scan.SkipBlanks(line, at)}
	if !d.Skip(opens) {
		return nil, 0, at, false
	}
	if d.At = scan.SkipBlanks(line, d.At); !d.Skip('"') {
		return nil, 0, at, false
	}
	from := d.At
	if d.At = scan.StringEnd(line, from); d.At < 0 {
		return nil, 0, at, false
	}
	name = line[from:d.At]
	if d.At = scan.SkipBlanks(line, d.At+1); !d.Skip(':') {
		return nil, 0, at, false
	}
	d.At = scan.SkipBlanks(line, d.At)
	quoted := d.Skip('"')
	run := scan.DigitRun(line, d.At)
	if run == 0 || run > 18 {
		return nil, 0, at, false
	}
	for _, c := range line[d.At : d.At+run] {
		value = value*10 + uint64(c-'0')
	}
	d.At += run
	ok = d.Skip('"') == quoted
	return name, value, d.At, ok
}
