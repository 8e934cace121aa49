package line

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
)

// jsonParts reads an object of JSON that begins at a brace and holds an epoch in parts and nothing
// else. It returns where it ends.
func jsonParts(r *read.Reader, line []byte, at int) (st timestamp.Stamp, end int, reason timestamp.Reason) {
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
	st, reason = r.ReadParts(firstValue, secondValue, digits)
	return st, at + 1, reason
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
