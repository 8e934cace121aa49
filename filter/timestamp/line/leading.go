package line

import (
	"bytes"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
)

// What some programs write before the date and nowhere else: the time; the zone, as in
// [CEST Oct 10 07:03:23] (Monit) and [UTC] 2024-06-14 10:11:12; the year; a mark.

// findTimeFirst reads a stamp whose date stands after its time.
func findTimeFirst(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	if !form.IsTimeOfDay(s.line, s.head) {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	d := draft(s.reader, s.line, s.extent, &s.context)
	d.Restart(s.head)
	if !d.TimeFirst() || !d.Ends() {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	stamp, reason = s.reader.ToInstant(d, &s.context)
	stamp.Format = formatBeside(stamp.Format, s.line, s.head, d.At)
	return stamp, s.head, d.At, reason
}

func beginsForeign(c byte) bool { return scan.IsLetter(c) || c >= 0x80 }

// findForeignMonth reads a stamp that begins with the name of a month in another language than
// English, as journalctl writes it.
func findForeignMonth(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	blank := bytes.IndexByte(s.line[s.head:], ' ')
	if day := scan.SkipBlanks(s.line, s.head+max(blank, 0)); blank < 0 || day == len(s.line) || !scan.IsDigit(s.line[day]) {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	d := draft(s.reader, s.line, s.extent, &s.context)
	d.From = s.head
	if !d.ForeignFirst() || !d.Ends() {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	stamp, reason = s.reader.ToInstant(d, &s.context)
	return stamp, s.head, d.At, reason
}

// findLeadingZone reads a stamp after the name of its zone, which a bracket may stand before.
func findLeadingZone(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	end = s.head
	for end < len(s.line) && scan.IsLetter(s.line[end]) {
		end++
	}
	if s.reader.Words.Find(s.line[s.head:end]) == nil {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	d := draft(s.reader, s.line, s.extent, &s.context)
	if !d.BeginWithZone(s.head) || !d.Ends() {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	stamp, reason = s.reader.ToInstant(d, &s.context)
	return stamp, d.From, d.At, reason
}

// isMarked reports whether the byte before a stamp is a mark of Cisco's and no part of a word.
func isMarked(line []byte, at int) bool {
	return at > 0 && (line[at-1] == form.MarkUnset || line[at-1] == form.MarkUnsynced) &&
		(at == 1 || line[at-2] == ' ' || line[at-2] == '>')
}

// formatMarked returns the name of the form with the mark.
func formatMarked(format string, line []byte, at, _ int) string {
	if !isMarked(line, at) {
		return format
	}
	return form.CiscoForm(format, line[at-1])
}

// firstBracketedYear is the first that a number in brackets is believed to be.
const firstBracketedYear = 1970

// bracketedYear returns the year of [2021] Jun 14 10:11:12, 0 where no brackets with a year stand
// at the head of the line and right before the stamp that begins at line[at].
func bracketedYear(line []byte, at int) int {
	for at > 0 && scan.IsSpace(line[at-1]) {
		at--
	}
	start := at - len("2021]")
	if start < 1 || line[at-1] != ']' || line[start-1] != '[' || scan.DigitRun(line, start) != len("2021") {
		return 0
	}
	year := scan.Decimal(line[start : at-1])
	if head, _ := lineHead(line); head != start || year < firstBracketedYear || year >= epoch.LastYear {
		return 0
	}
	return year
}

func hasBracketedYear(line []byte, at int) bool { return bracketedYear(line, at) > 0 }

// doubtBracketedYear notes the number as a year that may be the stamp's.
func doubtBracketedYear(d *form.Draft, at int) {
	if d.Doubtful == 0 {
		d.Doubtful = bracketedYear(d.Text, at)
	}
}
