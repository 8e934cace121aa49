package line

import (
	"bytes"

	"timesync/filter/timestamp/internal/scan"
)

// A range has two stamps, [2024-06-14 10:00:00, 2024-06-14 11:00:00]. Behind a word neither is the
// record's own.

// rangeEnd returns where a second stamp of the same shape begins, which follows the stamp line[at:end]
// as the end of a range does its beginning; 0 where none does.
func rangeEnd(line []byte, at, end int) int {
	for _, between := range ranges {
		second := end + len(between)
		if second+shapeLength <= len(line) && at+shapeLength <= end && string(line[end:second]) == between && isShaped(line[second:], line[at:]) {
			return second
		}
	}
	return 0
}

// introducesRange reports whether a text ends in words that a range is the value of: a colon or a bracket
// follows them, or they are several. The columns of a line may have two stamps side by side.
func introducesRange(text []byte) bool {
	s := sentenceOf(text)
	end := bytes.TrimRight(text, " ")
	if s.words == 0 || len(end) == 0 {
		return false
	}
	last := end[len(end)-1]
	return s.words > 1 || last == ':' || last == '[' || last == '('
}

// afterMention returns where the search goes on after the stamp line[at:end], which a message mentions.
func afterMention(line []byte, at, end int) int {
	if second := rangeEnd(line, at, end); second > 0 {
		return second + shapeLength
	}
	return end
}

// ranges are what stands between the beginning and the end of a range.
var ranges = []string{" - ", " to ", " and ", ", ", "/", "..", " .. ", " -> ", " – "}

// shapeLength is how much of two stamps is compared: a date.
const shapeLength = len("2024-06-14")

// isShaped reports whether two texts begin alike but for their digits.
func isShaped(a, b []byte) bool {
	for i := range shapeLength {
		if a[i] != b[i] && !(scan.IsDigit(a[i]) && scan.IsDigit(b[i])) {
			return false
		}
	}
	return true
}
