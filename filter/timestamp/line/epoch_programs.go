package line

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
)

// Epochs that a line of a known program has, told by what stands around them there and nowhere
// else, which is more than a row of epochRows says.

// span is a cursor, and where the epoch that it looks for begins.
type span struct {
	scan.Cursor
	from int
}

func beginsProgramEpoch(c byte) bool {
	return scan.IsDigit(c) || c == 'A' || c == 'p' || c == 'I' || c == '-'
}

// findProgramEpoch finds them. The first byte tells which may come.
func findProgramEpoch(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	d := span{Cursor: scan.Cursor{Text: s.line, At: s.head}}
	found := false
	switch d.Peek() {
	case 'A':
		found = alertEpoch(&d)
	case 'p':
		found = traceEpoch(&d)
	case 'I':
		found = proxyEpoch(&d)
	case '-':
		found = varnishEpoch(&d)
	default:
		found = queueEpoch(&d) || levelEpoch(back(&d, s.head)) || traceEpoch(back(&d, s.head))
	}
	return d.read(found)
}

// beginsJobEpoch reports whether the name of an event can begin with a byte. The other programs'
// have A and I.
func beginsJobEpoch(c byte) bool {
	return c == '_' || c >= 'A' && c <= 'Z' && !beginsProgramEpoch(c)
}

func findJobEpoch(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	d := span{Cursor: scan.Cursor{Text: s.line, At: s.head}}
	return d.read(jobEpoch(&d))
}

// read reads the epoch from where it begins to the cursor, if it was found.
func (s *span) read(found bool) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	if found {
		stamp, end, reason = epoch.Read(s.Text[s.from:s.At], nil)
	}
	if !found || reason != timestamp.Read {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return stamp, s.from, s.from + end, timestamp.Read
}

// back goes back to a place in the text.
func back(s *span, at int) *span {
	s.At = at
	return s
}

// epochSpan steps over the digits of whole seconds and over fraction digits, and notes where they
// begin.
func epochSpan(s *span, fraction int) bool {
	s.from = s.At
	if scan.DigitRun(s.Text, s.At) != len("1718359872") {
		return false
	}
	s.At += len("1718359872")
	if fraction == 0 {
		return true
	}
	if s.Peek() != '.' || scan.DigitRun(s.Text, s.At+1) != fraction {
		return false
	}
	s.At += 1 + fraction
	return true
}

// alertEpoch finds that of ** Alert 1688523116.12345: mail (OSSEC, Wazuh). The number after the
// point is a place in the file.
func alertEpoch(s *span) bool {
	const mark = "** "
	if s.At < len(mark) || string(s.Text[s.At-len(mark):s.At]) != mark || !s.SkipText("Alert ") || !epochSpan(s, 0) {
		return false
	}
	return s.Peek() == '.' && scan.DigitRun(s.Text, s.At+1) > 0
}

// queueEpoch finds that of 1760325966|1760325900.12|support|NONE|ENTERQUEUE|| (Asterisk's
// queue_log): a call, two names, an event in capitals.
func queueEpoch(s *span) bool {
	if !epochSpan(s, 0) || s.Peek() != '|' {
		return false
	}
	at := s.At
	for column := 2; column <= 4; column++ {
		for at++; at < len(s.Text) && s.Text[at] != '|'; at++ {
			if column == 2 && !scan.IsWord(s.Text[at]) && s.Text[at] != '.' {
				return false
			}
		}
	}
	event := at + 1
	for at++; at < len(s.Text) && s.Text[at] >= 'A' && s.Text[at] <= 'Z'; at++ {
	}
	return at-event >= len("AGENT")-1 && at < len(s.Text) && s.Text[at] == '|'
}

// levelEpoch finds that of 1718359872 INFO text, the level in capitals, and that of 1718359872123
// [text.
func levelEpoch(s *span) bool {
	s.from = s.At
	run := scan.DigitRun(s.Text, s.At)
	s.At += run
	rest := scan.Cursor{Text: s.Text, At: s.At}
	if run == len("1718359872123") && rest.OneOf(" [") {
		return true
	}
	if run != len("1718359872123") && run != len("1718359872") || !rest.Skip(' ') {
		return false
	}
	rest.Skip('[')
	level := rest.Word()
	for _, c := range level {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return scan.IsOneOf(level, form.Levels[:])
}

// traceEpoch finds that of 1234  1718359872.123456 openat(...) = 3 (strace -f -ttt): a process,
// microseconds, and a call, signal or end.
func traceEpoch(s *span) bool {
	if s.SkipText("pid") {
		s.Blanks()
	}
	run := scan.DigitRun(s.Text, s.At)
	if run == 0 || run > len("4194304") {
		return false
	}
	s.At += run
	s.Skip(']')
	if s.Blanks() == 0 || !epochSpan(s, len("123456")) {
		return false
	}
	rest := scan.Cursor{Text: s.Text, At: s.At}
	if !rest.Skip(' ') {
		return false
	}
	return rest.OneOf("+++ ", "--- ", "<... ") || len(rest.Word()) > 0 && rest.Peek() == '('
}

// proxyEpoch finds that of Info: 1649097617.352 7 192.0.2.1 TCP_MISS/302 (Cisco's Web Security
// Appliance): milliseconds, a duration, a client, a result and its status.
func proxyEpoch(s *span) bool {
	if !s.SkipText("Info: ") || !epochSpan(s, len("352")) {
		return false
	}
	rest := scan.Cursor{Text: s.Text, At: s.At}
	if rest.Blanks() == 0 || scan.DigitRun(s.Text, rest.At) == 0 {
		return false
	}
	for range 2 {
		for rest.At < len(s.Text) && !scan.IsBlank(s.Text[rest.At]) {
			rest.At++
		}
		rest.Blanks()
	}
	result := rest.Word()
	return len(result) > len("TCP_") && rest.Skip('/') && scan.DigitRun(s.Text, rest.At) == len("302")
}

// jobEpoch finds that of "JOB_NEW" "10.1" 1718359872 (LSF's lsb.events and lsb.acct): an event in
// capitals and a version, quoted.
func jobEpoch(s *span) bool {
	from := s.At
	for s.At < len(s.Text) && (s.Text[s.At] >= 'A' && s.Text[s.At] <= 'Z' || scan.IsDigit(s.Text[s.At]) || s.Text[s.At] == '_') {
		s.At++
	}
	if s.At == from || !s.SkipText(`" "`) {
		return false
	}
	from = s.At
	for s.At < len(s.Text) && (scan.IsDigit(s.Text[s.At]) || s.Text[s.At] == '.') {
		s.At++
	}
	return s.At > from && s.SkipText(`" `) && epochSpan(s, 0) && scan.IsBlank(s.Peek())
}

// varnishEpoch finds that of "-   Timestamp      Start: 1506389760.348880 0.000000 0.000000"
// (varnishlog).
func varnishEpoch(s *span) bool {
	for s.At < len(s.Text) && (s.Text[s.At] == '-' || s.Text[s.At] == '*' || scan.IsBlank(s.Text[s.At])) {
		s.At++
	}
	if !s.SkipText("Timestamp") || s.Blanks() == 0 || len(s.Word()) == 0 || !s.SkipText(": ") {
		return false
	}
	return epochSpan(s, len("123456")) && scan.IsBlank(s.Peek())
}
