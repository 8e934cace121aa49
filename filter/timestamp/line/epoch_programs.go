package line

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
)

// Epochs that a line of a known program has, told by what stands around them there and nowhere
// else.

// programEpoch reads them. The first byte tells which may come.
func programEpoch(line []byte, head int) (st timestamp.Stamp, start, end int, reason timestamp.Reason) {
	if head >= len(line) {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	d := form.Draft{Cursor: scan.Cursor{Text: line, At: head}}
	found := false
	switch c := line[head]; {
	case scan.IsDigit(c):
		found = queueEpoch(&d) || mergeEpoch(back(&d, head)) || levelEpoch(back(&d, head)) || traceEpoch(back(&d, head))
	case c == 'A':
		found = alertEpoch(&d)
	case c == 'p':
		found = traceEpoch(&d)
	case c == 'I':
		found = proxyEpoch(&d)
	case c == '-':
		found = varnishEpoch(&d)
	case head > 0 && line[head-1] == '"':
		found = jobEpoch(&d)
	}
	if !found {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	if st, end, reason = epoch.Read(line[d.From:d.At], nil); reason != timestamp.Read {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return st, d.From, d.From + end, timestamp.Read
}

// back goes back to a place in the text.
func back(d *form.Draft, at int) *form.Draft {
	d.At = at
	return d
}

// epochSpan steps over the digits of whole seconds and over fraction digits, and notes where they
// begin.
func epochSpan(d *form.Draft, fraction int) bool {
	d.From = d.At
	if scan.DigitRun(d.Text, d.At) != len("1718359872") {
		return false
	}
	d.At += len("1718359872")
	if fraction == 0 {
		return true
	}
	if d.Peek() != '.' || scan.DigitRun(d.Text, d.At+1) != fraction {
		return false
	}
	d.At += 1 + fraction
	return true
}

// alertEpoch finds that of ** Alert 1688523116.12345: mail (OSSEC, Wazuh). The number after the
// point is a place in the file.
func alertEpoch(d *form.Draft) bool {
	const mark = "** "
	if d.At < len(mark) || string(d.Text[d.At-len(mark):d.At]) != mark || !d.SkipText("Alert ") || !epochSpan(d, 0) {
		return false
	}
	return d.Peek() == '.' && scan.DigitRun(d.Text, d.At+1) > 0
}

// queueEpoch finds that of 1760325966|1760325900.12|support|NONE|ENTERQUEUE|| (Asterisk's
// queue_log): a call, two names, an event in capitals.
func queueEpoch(d *form.Draft) bool {
	if !epochSpan(d, 0) || d.Peek() != '|' {
		return false
	}
	at := d.At
	for column := 2; column <= 4; column++ {
		for at++; at < len(d.Text) && d.Text[at] != '|'; at++ {
			if column == 2 && !scan.IsWord(d.Text[at]) && d.Text[at] != '.' {
				return false
			}
		}
	}
	event := at + 1
	for at++; at < len(d.Text) && d.Text[at] >= 'A' && d.Text[at] <= 'Z'; at++ {
	}
	return at-event >= len("AGENT")-1 && at < len(d.Text) && d.Text[at] == '|'
}

// mergeEpoch finds that of 1737354723:  >>> emerge (Portage's emerge.log).
func mergeEpoch(d *form.Draft) bool {
	if !epochSpan(d, 0) {
		return false
	}
	rest := scan.Cursor{Text: d.Text, At: d.At}
	return rest.OneOf(":  >>> ", ":  *** ", ":  === ", ":  ::: ", ": Started emerge on:")
}

// levelEpoch finds that of 1718359872 INFO text, the level in capitals, and that of 1718359872123
// [text.
func levelEpoch(d *form.Draft) bool {
	d.From = d.At
	run := scan.DigitRun(d.Text, d.At)
	d.At += run
	rest := scan.Cursor{Text: d.Text, At: d.At}
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
func traceEpoch(d *form.Draft) bool {
	if d.SkipText("pid") {
		d.Blanks()
	}
	run := scan.DigitRun(d.Text, d.At)
	if run == 0 || run > len("4194304") {
		return false
	}
	d.At += run
	d.Skip(']')
	if d.Blanks() == 0 || !epochSpan(d, len("123456")) {
		return false
	}
	rest := scan.Cursor{Text: d.Text, At: d.At}
	if !rest.Skip(' ') {
		return false
	}
	return rest.OneOf("+++ ", "--- ", "<... ") || len(rest.Word()) > 0 && rest.Peek() == '('
}

// proxyEpoch finds that of Info: 1649097617.352 7 192.0.2.1 TCP_MISS/302 (Cisco's Web Security
// Appliance): milliseconds, a duration, a client, a result and its status.
func proxyEpoch(d *form.Draft) bool {
	if !d.SkipText("Info: ") || !epochSpan(d, len("352")) {
		return false
	}
	rest := scan.Cursor{Text: d.Text, At: d.At}
	if rest.Blanks() == 0 || scan.DigitRun(d.Text, rest.At) == 0 {
		return false
	}
	for range 2 {
		for rest.At < len(d.Text) && !scan.IsBlank(d.Text[rest.At]) {
			rest.At++
		}
		rest.Blanks()
	}
	result := rest.Word()
	return len(result) > len("TCP_") && rest.Skip('/') && scan.DigitRun(d.Text, rest.At) == len("302")
}

// jobEpoch finds that of "JOB_NEW" "10.1" 1718359872 (LSF's lsb.events and lsb.acct): an event in
// capitals and a version, quoted.
func jobEpoch(d *form.Draft) bool {
	if d.At == 0 || d.Text[d.At-1] != '"' {
		return false
	}
	from := d.At
	for d.At < len(d.Text) && (d.Text[d.At] >= 'A' && d.Text[d.At] <= 'Z' || scan.IsDigit(d.Text[d.At]) || d.Text[d.At] == '_') {
		d.At++
	}
	if d.At == from || !d.SkipText(`" "`) {
		return false
	}
	from = d.At
	for d.At < len(d.Text) && (scan.IsDigit(d.Text[d.At]) || d.Text[d.At] == '.') {
		d.At++
	}
	return d.At > from && d.SkipText(`" `) && epochSpan(d, 0) && scan.IsBlank(d.Peek())
}

// varnishEpoch finds that of "-   Timestamp      Start: 1506389760.348880 0.000000 0.000000"
// (varnishlog).
func varnishEpoch(d *form.Draft) bool {
	for d.At < len(d.Text) && (d.Text[d.At] == '-' || d.Text[d.At] == '*' || scan.IsBlank(d.Text[d.At])) {
		d.At++
	}
	if !d.SkipText("Timestamp") || d.Blanks() == 0 || len(d.Word()) == 0 || !d.SkipText(": ") {
		return false
	}
	return epochSpan(d, len("123456")) && scan.IsBlank(d.Peek())
}
