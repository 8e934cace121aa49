package timestamp

// Epochs that a line of a known program has, told by what stands around them there and nowhere else.

// programEpoch reads them. The first byte tells which may come.
func programEpoch(line []byte, head int) (st Stamp, start, end int, why Reason) {
	if head >= len(line) {
		return Stamp{}, 0, 0, NoStamp
	}
	d := draft{cursor: cursor{text: line, at: head}}
	found := false
	switch c := line[head]; {
	case isDigit(c):
		found = d.queueEpoch() || d.back(head).mergeEpoch() || d.back(head).levelEpoch() || d.back(head).traceEpoch()
	case c == 'A':
		found = d.alertEpoch()
	case c == 'p':
		found = d.traceEpoch()
	case c == 'I':
		found = d.proxyEpoch()
	case c == '-':
		found = d.varnishEpoch()
	case head > 0 && line[head-1] == '"':
		found = d.jobEpoch()
	}
	if !found {
		return Stamp{}, 0, 0, NoStamp
	}
	if st, end, why = readEpoch(line[d.from:d.at], nil); why != Read {
		return Stamp{}, 0, 0, NoStamp
	}
	return st, d.from, d.from + end, Read
}

// back goes back to a place in the text.
func (d *draft) back(at int) *draft {
	d.at = at
	return d
}

// epochSpan steps over the digits of whole seconds and over fraction digits, and notes where they begin.
func (d *draft) epochSpan(fraction int) bool {
	d.from = d.at
	if digitRun(d.text, d.at) != len("1718359872") {
		return false
	}
	d.at += len("1718359872")
	if fraction == 0 {
		return true
	}
	if d.peek() != '.' || digitRun(d.text, d.at+1) != fraction {
		return false
	}
	d.at += 1 + fraction
	return true
}

// oneOf steps over the one of the texts that comes next.
func (d *cursor) oneOf(texts ...string) bool {
	for _, text := range texts {
		if d.skipText(text) {
			return true
		}
	}
	return false
}

// word steps over letters, digits and underscores, and returns them.
func (d *cursor) word() []byte {
	from := d.at
	for d.at < len(d.text) && isWord(d.text[d.at]) {
		d.at++
	}
	return d.text[from:d.at]
}

// alertEpoch finds that of ** Alert 1688523116.12345: mail (OSSEC, Wazuh). The number behind the point is a place in the file.
func (d *draft) alertEpoch() bool {
	const mark = "** "
	if d.at < len(mark) || string(d.text[d.at-len(mark):d.at]) != mark || !d.skipText("Alert ") || !d.epochSpan(0) {
		return false
	}
	return d.peek() == '.' && digitRun(d.text, d.at+1) > 0
}

// queueEpoch finds that of 1760325966|1760325900.12|support|NONE|ENTERQUEUE|| (Asterisk's queue_log): a call, two names, an event
// in capitals.
func (d *draft) queueEpoch() bool {
	if !d.epochSpan(0) || d.peek() != '|' {
		return false
	}
	at := d.at
	for column := 2; column <= 4; column++ {
		for at++; at < len(d.text) && d.text[at] != '|'; at++ {
			if column == 2 && !isWord(d.text[at]) && d.text[at] != '.' {
				return false
			}
		}
	}
	event := at + 1
	for at++; at < len(d.text) && d.text[at] >= 'A' && d.text[at] <= 'Z'; at++ {
	}
	return at-event >= len("AGENT")-1 && at < len(d.text) && d.text[at] == '|'
}

// mergeEpoch finds that of 1737354723:  >>> emerge (Portage's emerge.log).
func (d *draft) mergeEpoch() bool {
	if !d.epochSpan(0) {
		return false
	}
	behind := cursor{text: d.text, at: d.at}
	return behind.oneOf(":  >>> ", ":  *** ", ":  === ", ":  ::: ", ": Started emerge on:")
}

// levelEpoch finds that of 1718359872 INFO text, the level in capitals, and that of 1718359872123 [text.
func (d *draft) levelEpoch() bool {
	d.from = d.at
	run := digitRun(d.text, d.at)
	d.at += run
	behind := cursor{text: d.text, at: d.at}
	if run == len("1718359872123") && behind.oneOf(" [") {
		return true
	}
	if run != len("1718359872123") && run != len("1718359872") || !behind.skip(' ') {
		return false
	}
	behind.skip('[')
	level := behind.word()
	for _, c := range level {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return isOneOf(level, levels[:])
}

// traceEpoch finds that of 1234  1718359872.123456 openat(...) = 3 (strace -f -ttt): a process, microseconds, and a call, signal
// or end.
func (d *draft) traceEpoch() bool {
	if d.skipText("pid") {
		d.blanks()
	}
	run := digitRun(d.text, d.at)
	if run == 0 || run > len("4194304") {
		return false
	}
	d.at += run
	d.skip(']')
	if d.blanks() == 0 || !d.epochSpan(len("123456")) {
		return false
	}
	behind := cursor{text: d.text, at: d.at}
	if !behind.skip(' ') {
		return false
	}
	return behind.oneOf("+++ ", "--- ", "<... ") || len(behind.word()) > 0 && behind.peek() == '('
}

// proxyEpoch finds that of Info: 1649097617.352 7 192.0.2.1 TCP_MISS/302 (Cisco's Web Security Appliance): milliseconds, a duration,
// a client, a result and its status.
func (d *draft) proxyEpoch() bool {
	if !d.skipText("Info: ") || !d.epochSpan(len("352")) {
		return false
	}
	behind := cursor{text: d.text, at: d.at}
	if behind.blanks() == 0 || digitRun(d.text, behind.at) == 0 {
		return false
	}
	for range 2 {
		for behind.at < len(d.text) && !isBlank(d.text[behind.at]) {
			behind.at++
		}
		behind.blanks()
	}
	result := behind.word()
	return len(result) > len("TCP_") && behind.skip('/') && digitRun(d.text, behind.at) == len("302")
}

// jobEpoch finds that of "JOB_NEW" "10.1" 1718359872 (LSF's lsb.events and lsb.acct): an event in capitals and a version, quoted.
func (d *draft) jobEpoch() bool {
	if d.at == 0 || d.text[d.at-1] != '"' {
		return false
	}
	from := d.at
	for d.at < len(d.text) && (d.text[d.at] >= 'A' && d.text[d.at] <= 'Z' || isDigit(d.text[d.at]) || d.text[d.at] == '_') {
		d.at++
	}
	if d.at == from || !d.skipText(`" "`) {
		return false
	}
	from = d.at
	for d.at < len(d.text) && (isDigit(d.text[d.at]) || d.text[d.at] == '.') {
		d.at++
	}
	return d.at > from && d.skipText(`" `) && d.epochSpan(0) && isBlank(d.peek())
}

// varnishEpoch finds that of "-   Timestamp      Start: 1506389760.348880 0.000000 0.000000" (varnishlog).
func (d *draft) varnishEpoch() bool {
	for d.at < len(d.text) && (d.text[d.at] == '-' || d.text[d.at] == '*' || isBlank(d.text[d.at])) {
		d.at++
	}
	if !d.skipText("Timestamp") || d.blanks() == 0 || len(d.word()) == 0 || !d.skipText(": ") {
		return false
	}
	return d.epochSpan(len("123456")) && isBlank(d.peek())
}
