package line

import "timesync/filter/timestamp/internal/form"

// markBefore returns the mark that stands before a stamp in a line, 0 where none does.
func markBefore(line []byte, at int) byte {
	if at > 0 && (line[at-1] == form.MarkUnset || line[at-1] == form.MarkUnsynced) && (at == 1 || line[at-2] == ' ' || line[at-2] == '>') {
		return line[at-1]
	}
	return 0
}
