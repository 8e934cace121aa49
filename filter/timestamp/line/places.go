package line

import (
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
)

// separates reports whether a byte that joins what follows it to a word does not do so before
// line[at]: a full stop that the line begins with or that is Cisco's mark, Comware's percent sign,
// and the end of a terminal's colour sequence.
func separates(line []byte, at int) bool {
	switch line[at-1] {
	case form.MarkUnsynced:
		return at == 1 || scan.IsLetter(line[at]) && isMarked(line, at)
	case '%':
		return scan.IsLetter(line[at]) && (at == 1 || line[at-2] == '>' || scan.IsBlank(line[at-2]))
	case 'm':
		return endsColour(line[:at])
	}
	return false
}

// sides says of every byte whether a stamp may begin with it, and whether it joins what follows it
// to a word, path, address or file name.
var sides = makeSides()

const (
	begins = 1 << iota
	joins
)

func makeSides() (t [256]uint8) {
	for c := range t {
		if scan.IsDigit(byte(c)) || scan.IsLetter(byte(c)) {
			t[c] = begins | joins
		}
	}
	for _, c := range []byte(`.-/+@\%_$&?~`) {
		t[c] = joins
	}
	return t
}

// endsColour reports whether text ends in a terminal's colour sequence, ESC [ numbers m (ECMA-48
// section 8.3.117).
func endsColour(text []byte) bool {
	i := len(text) - 2
	for i >= 0 && (scan.IsDigit(text[i]) || text[i] == ';') {
		i--
	}
	return i >= 1 && text[i] == '[' && text[i-1] == 0x1b
}

// mayBeNumber reports whether digits can begin a stamp, by how many there are and what follows
// them. Ten and more may be an epoch.
func mayBeNumber(line []byte, at int) bool {
	run := scan.DigitRun(line, at)
	if run >= len("1000000000") {
		return true
	}
	if at+run >= len(line) {
		return false
	}
	if form.MayBegin(line, at, run) {
		return true
	}
	next := line[at+run]
	switch run {
	case 1, 2:
		if scan.IsLetter(next) { // 09May2013
			_, length := scan.ReadMonth(line, at+run)
			return length > 0
		}
		if next != ' ' && next != '-' && next != '/' && next != '.' || at+run+1 == len(line) {
			return false
		}
		// A month's name or another short number must follow: most addresses and versions end here.
		after := at + run + 1
		if next == '.' && line[after] == ' ' && after+1 < len(line) { // 14. Juni
			return scan.IsLetter(line[after+1]) || line[after+1] >= 0x80
		}
		second := scan.DigitRun(line, after)
		return second == 1 || second == 2 || scan.IsLetter(line[after]) || line[after] >= 0x80
	case 4:
		return next == '-' || next == '/' || next == ' ' || next == '.' || next == ':'
	}
	return false
}

// mayBeName reports whether a word can begin a stamp: the name of a weekday or month, or klog's
// letter before digits.
func mayBeName(line []byte, at int) bool {
	if at+4 < len(line) && scan.IsDigit(line[at+1]) {
		return scan.IsDigit(line[at+4])
	}
	if _, length := scan.ReadMonth(line, at); length > 0 {
		return true
	}
	_, length := scan.ReadWeekday(line, at)
	return length > 0
}
