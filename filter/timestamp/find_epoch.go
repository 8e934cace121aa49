package timestamp

// Epochs in raw lines are believed only in the places where programs are known to write them: any other number of ten
// digits is an id, a size or a duration.

// findEpoch reads the epochs whose place is told by the line as a whole.
func findEpoch(line []byte, head int) (st Stamp, start, end int, why Reason) {
	if head < len(line) && isDigit(line[head]) {
		if st, end, why = leadingEpoch(line, head); why == Read {
			return st, head, end, Read
		}
		if st, start, end, why = clusterEpoch(line, head); why == Read {
			return st, start, end, Read
		}
	}
	if st, start, end, why = programEpoch(line, head); why == Read {
		return st, start, end, Read
	}
	return columnEpoch(line, head)
}

// leadingEpoch reads an epoch that a line begins with: with a fraction (squid, strace -ttt, Redis MONITOR), in
// brackets (Nagios), or as all there is.
func leadingEpoch(line []byte, head int) (st Stamp, end int, why Reason) {
	st, end, why = readEpoch(line[head:], nil)
	if why != Read || st.Format == filetimeForm {
		return Stamp{}, 0, NoStamp
	}
	end += head
	whole := end - head
	plain := whole == digitRun(line, head)
	switch {
	case end == len(line):
		return st, end, Read
	case plain && head > 0 && line[head-1] == '[' && line[end] == ']':
		return st, end, Read
	case !plain && (isSpace(line[end]) || line[end] == ':' || line[end] == ']' || line[end] == '|'):
		return st, end, Read
	}
	return Stamp{}, 0, NoStamp
}

// columnEpoch reads the second column of a line whose third is the date of the same day, YYYY.MM.DD, as the machines
// of the Blue Gene and Thunderbird kind write it. The date is the evidence, within the day that zones may differ by.
func columnEpoch(line []byte, head int) (st Stamp, start, end int, why Reason) {
	start = head
	for start < len(line) && !isBlank(line[start]) {
		start++
	}
	start++
	if start >= len(line) || !isDigit(line[start]) {
		return Stamp{}, 0, 0, NoStamp
	}
	st, end, why = readEpoch(line[start:], nil)
	if end += start; why != Read || end >= len(line) || line[end] != ' ' {
		return Stamp{}, 0, 0, NoStamp
	}
	d := cursor{text: line, at: end + 1}
	year, _ := d.number(4, 4)
	first := d.skip('.')
	month, _ := d.number(2, 2)
	second := d.skip('.')
	day, _ := d.number(2, 2)
	if !first || !second || !(dated{year, month, day}).exists() || !isBlank(d.peek()) {
		return Stamp{}, 0, 0, NoStamp
	}
	apart := dayOf(floorSeconds(st.Nanos)) - dayNumber(year, month, day)
	if apart < -1 || apart > 1 {
		return Stamp{}, 0, 0, NoStamp
	}
	return st, start, end, Read
}

// clusterEpoch reads the fifth column of "id node component state epoch flag text", the log of LANL's clusters.
func clusterEpoch(line []byte, head int) (st Stamp, start, end int, why Reason) {
	start = head + digitRun(line, head)
	for column := 2; column <= 5; column++ {
		if start >= len(line) || line[start] != ' ' {
			return Stamp{}, 0, 0, NoStamp
		}
		start++
		if column == 5 {
			break
		}
		from := start
		for start < len(line) && line[start] != ' ' {
			start++
		}
		if column < 5 && (start == from || !isLetter(line[from])) {
			return Stamp{}, 0, 0, NoStamp
		}
	}
	st, end, why = readEpoch(line[start:], nil)
	end += start
	if why != Read || end+2 >= len(line) || line[end] != ' ' || line[end+1] != '0' && line[end+1] != '1' || line[end+2] != ' ' {
		return Stamp{}, 0, 0, NoStamp
	}
	return st, start, end, Read
}

// auditMark stands before the epoch in every record of the Linux audit system: audit(1122475266.123:45).
const auditMark = "audit("

// keyedEpoch reads an epoch under a key of time, as in SET timestamp=1611704757; and "ts":1761019822.3152757, and that of
// an audit record.
func (r *Reader) keyedEpoch(d *draft, at int, c *Context) (st Stamp, end int, why Reason) {
	line := d.text
	if run := digitRun(line, at); run < len("1000000000") {
		return Stamp{}, 0, NoStamp
	}
	audited := at >= len(auditMark) && string(line[at-len(auditMark):at]) == auditMark
	if _, keyed := keyBefore(line, at); !audited && !(keyed && d.belongs(at)) {
		return Stamp{}, 0, NoStamp
	}
	st, end, why = readEpoch(line[at:], nil)
	if why != Read || !endsAt(line, at+end) {
		return Stamp{}, 0, NoStamp
	}
	return st, at + end, r.besidePairs(d, &st, at+end, c)
}
