package timestamp

// Find looks for the record's own stamp in a raw line, in one pass: the first text that has the form of a date with a
// time, stands by itself and is not said to be something else. A first one that is refused ends the search, since what
// comes after it is another clock's. start and end delimit the stamp; they are 0 where there is none.
func (r *Reader) Find(line []byte, c *Context) (st Stamp, start, end int, why Reason) {
	if !r.onlyAuto {
		return r.findFormats(line, c)
	}
	return r.findAuto(line, c)
}

func (r *Reader) findAuto(line []byte, c *Context) (st Stamp, start, end int, why Reason) {
	head, ok := lineHead(line)
	if !ok {
		return Stamp{}, 0, 0, NoStamp
	}
	if length := r.quickInLine(line[head:], c, &st); length > 0 {
		st.Format = ciscoForm(st.Format, markBefore(line, head))
		if hasSyslogVersion(line, head) {
			st.Format = qualityForm(st.Format, line, head+length)
		}
		return st, head, head + length, Read
	}
	if head < len(line) && line[head] == '{' {
		return r.findJSON(line, head, c)
	}
	if st, end, why = readTAI64(line[head:]); end > 0 && endsAt(line, head+end) {
		return st, head, head + end, why
	}
	if st, start, end, why = findEpoch(line, head); why == Read {
		return st, start, end, why
	}
	if st, end, why = r.findTimeFirst(line, head, c); end > 0 {
		return st, head, end, why
	}
	if st, end, why = r.readTimeOfDay(line, head, true, c); why == Read {
		return st, head, end, Read
	}
	if head < len(line) && isLetter(line[head]) {
		if st, start, end, why = r.zoneAhead(line, head, c); why != NoStamp {
			return st, start, end, why
		}
	}
	year, behindYear := bracketedYear(line, head)
	d := draft{cursor: cursor{text: line}, line: true, cut: c.Cut, depth: int32(c.Depth), order: r.order, words: r.words, stream: c.Stream}
	for at := head; at < len(line); at++ {
		if sides[line[at]]&begins == 0 || at > 0 && sides[line[at-1]]&joins != 0 && !separates(line, at) {
			continue
		}
		if isDigit(line[at]) && !mayBeNumber(line, at) || isLetter(line[at]) && !mayBeName(line, at) {
			continue
		}
		if length := r.quickInLine(line[at:], c, &st); length > 0 && at != behindYear && d.standsAlone(at, &st) {
			st.Format = ciscoForm(st.Format, markBefore(line, at))
			return st, at, at + length, Read
		}
		d.head = at == head
		if isDigit(line[at]) {
			key, _ := keyBefore(line, at)
			d.keyed = isTimeKey(key)
		}
		if d.begin(at) && d.hasTime && d.ends() && d.belongs(at) {
			if at == behindYear && d.doubtful == 0 {
				d.doubtful = year
			}
			d.zoneOfPair(at)
			if st, why = r.finish(&d, c); why == Read {
				r.learnName(line[d.from:d.at], &st)
			}
			st.Format = ciscoForm(st.Format, markBefore(line, at))
			if d.head && hasSyslogVersion(line, at) {
				st.Format = qualityForm(st.Format, line, d.at)
			}
			return st, d.from, d.at, why
		}
		if d.pairs(at) {
			st, why = r.finish(&d, c)
			return st, d.from, d.at, why
		}
		if st, end, why := r.keyedEpoch(&d, at, c); why != NoStamp {
			return st, at, end, why
		}
	}
	return Stamp{}, 0, 0, NoStamp
}

// separates says whether a byte that joins what follows it to a word does not do so before line[at]: a full stop that the
// line begins with or that is Cisco's mark, Comware's percent sign, and the end of a terminal's colour sequence.
func separates(line []byte, at int) bool {
	switch line[at-1] {
	case markUnsynced:
		return at == 1 || isLetter(line[at]) && markBefore(line, at) != 0
	case '%':
		return isLetter(line[at]) && (at == 1 || line[at-2] == '>' || isBlank(line[at-2]))
	case 'm':
		return endsColour(line[:at])
	}
	return false
}

// sides says of every byte whether a stamp may begin with it, and whether it joins what follows it to a word, path, address
// or file name. Looking it up takes a quarter off the time of a line without a stamp.
var sides = makeSides()

const (
	begins = 1 << iota
	joins
)

func makeSides() (t [256]uint8) {
	for c := range t {
		if isDigit(byte(c)) || isLetter(byte(c)) {
			t[c] = begins | joins
		}
	}
	for _, c := range []byte(`.-/+@\%_$&?~`) {
		t[c] = joins
	}
	return t
}

// endsColour says whether text ends in a terminal's colour sequence, ESC [ numbers m (ECMA-48 section 8.3.117).
func endsColour(text []byte) bool {
	i := len(text) - 2
	for i >= 0 && (isDigit(text[i]) || text[i] == ';') {
		i--
	}
	return i >= 1 && text[i] == '[' && text[i-1] == 0x1b
}

// mayBeNumber says whether digits can begin a stamp, by how many there are and what follows them. Ten and more may be an
// epoch.
func mayBeNumber(line []byte, at int) bool {
	run := digitRun(line, at)
	if run >= len("1000000000") {
		return true
	}
	if at+run >= len(line) {
		return false
	}
	next := line[at+run]
	switch run {
	case 1, 2:
		if isLetter(next) { // 09May2013
			_, length := readMonth(line, at+run)
			return length > 0
		}
		if next != ' ' && next != '-' && next != '/' && next != '.' || at+run+1 == len(line) {
			return false
		}
		// A month's name or another short number must follow. Most addresses and versions end here: a seventh less for
		// a line of Apache's access log.
		second := digitRun(line, at+run+1)
		return second == 1 || second == 2 || isLetter(line[at+run+1])
	case 4:
		return next == '-' || next == '/' || next == ' ' || next == '.' || next == ':' || next >= 0x80
	case len("060102"):
		return isBlank(next)
	case len("20060102"):
		return next == 'T' || next == 't' || next == '-' || next == ' ' || next == '.' || next == '_' || next == ':'
	}
	return false
}

// mayBeName says whether a word can begin a stamp: the name of a weekday or month, or klog's letter before digits.
func mayBeName(line []byte, at int) bool {
	if at+4 < len(line) && isDigit(line[at+1]) {
		return isDigit(line[at+4])
	}
	if _, length := readMonth(line, at); length > 0 {
		return true
	}
	_, length := readWeekday(line, at)
	return length > 0
}

// lineHead returns where the text of a line begins, behind blanks, colour sequences, a syslog priority and an opening
// bracket. It is false for the syslog of RFC 5424 whose stamp is NILVALUE (section 6.2.3): any other stamp in it is
// not the record's.
func lineHead(line []byte) (head int, ok bool) {
	for head < len(line) {
		switch c := line[head]; {
		case isSpace(c) || c == '[' || c == '(' || c == '"' || c == '*':
			head++
		case c == 0x1b:
			length := colourLength(line[head:])
			if length == 0 {
				return head, true
			}
			head += length
		case c == '<':
			length := priorityLength(line[head:])
			if length == 0 {
				return head, true
			}
			head += length
			if rest := line[head:]; len(rest) > 3 && rest[0] == '1' && rest[1] == ' ' {
				return head + 2, !(rest[2] == '-' && rest[3] == ' ')
			}
		default:
			return head, true
		}
	}
	return head, true
}

// priorityLength returns the length of <n>, n having up to three digits (RFC 5424 section 6.2.1); 0 where there is none.
func priorityLength(text []byte) int {
	run := digitRun(text, 1)
	if run < 1 || run > 3 || len(text) < run+2 || text[run+1] != '>' {
		return 0
	}
	return run + 2
}

func colourLength(text []byte) int {
	for i := 2; i < len(text) && text[1] == '['; i++ {
		if text[i] == 'm' {
			return i + 1
		}
		if !isDigit(text[i]) && text[i] != ';' {
			break
		}
	}
	return 0
}

// findFormats tries the configured layouts at every place where a stamp may begin, then the next format.
func (r *Reader) findFormats(line []byte, c *Context) (st Stamp, start, end int, why Reason) {
	for i := range r.formats {
		f := &r.formats[i]
		if f.layout == nil && f.unit == nil {
			st, start, end, why = r.findAuto(line, c)
		} else {
			st, start, end, why = r.findFormat(f, line, c)
		}
		if why != NoStamp {
			return st, start, end, why
		}
	}
	return Stamp{}, 0, 0, NoStamp
}

func (r *Reader) findFormat(f *format, line []byte, c *Context) (st Stamp, start, end int, why Reason) {
	for at := range line {
		if at > 0 && isWord(line[at-1]) && isWord(line[at]) || isSpace(line[at]) {
			continue
		}
		if f.layout != nil {
			st, end, why = r.prefixLayout(f.layout, line[at:], c)
		} else {
			st, end, why = readEpoch(line[at:], f.unit)
		}
		if why != NoStamp && end > 0 && endsAt(line, at+end) {
			return st, at, at + end, why
		}
	}
	return Stamp{}, 0, 0, NoStamp
}
