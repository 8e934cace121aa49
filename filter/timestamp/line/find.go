package line

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
)

// Find looks for the record's own stamp in a raw line, in one pass: the first text that has the
// form of a date with a time, stands by itself and is not said to be something else. A first one
// that is refused ends the search, since what comes after it is another clock's. start and end
// delimit the stamp; they are 0 where there is none.
func Find(r *read.Reader, line []byte, c *read.Context) (st timestamp.Stamp, start, end int, reason timestamp.Reason) {
	return FindWithin(r, line, Extent{}, c)
}

// Extent says how a text lies in its line. The zero value is a whole line.
type Extent struct {
	Cut   bool // the line goes on after the text
	Depth int  // where a stamp must end for the caller to take it, 0: anywhere
}

// FindWithin is Find for a part of a line.
func FindWithin(r *read.Reader, line []byte, e Extent, c *read.Context) (st timestamp.Stamp, start, end int, reason timestamp.Reason) {
	if !r.OnlyAuto {
		return findFormats(r, line, e, c)
	}
	return findAuto(r, line, e, c)
}

// draft begins to take down a stamp of a line.
func draft(r *read.Reader, line []byte, e Extent, c *read.Context) *form.Draft {
	d := r.Draft(line, c)
	d.Line, d.Cut, d.Depth = true, e.Cut, int32(e.Depth)
	return d
}

func findAuto(r *read.Reader, line []byte, e Extent, c *read.Context) (st timestamp.Stamp, start, end int, reason timestamp.Reason) {
	head, ok := lineHead(line)
	if !ok {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	if length := r.Fast(line[head:], c, &st); length > 0 {
		st.Format = form.CiscoForm(st.Format, markBefore(line, head))
		if hasSyslogVersion(line, head) {
			st.Format = qualityForm(st.Format, line, head+length)
		}
		return st, head, head + length, timestamp.Read
	}
	if head < len(line) && line[head] == '{' {
		return findJSON(r, line, head, e, c)
	}
	if st, end, reason = epoch.ReadTAI64(line[head:]); end > 0 && scan.EndsAt(line, head+end) {
		return st, head, head + end, reason
	}
	if st, start, end, reason = findEpoch(line, head); reason == timestamp.Read {
		return st, start, end, reason
	}
	if st, end, reason = findTimeFirst(r, line, head, c); end > 0 {
		return st, head, end, reason
	}
	if st, end, reason = r.TimeOfDay(line, head, true, c); reason == timestamp.Read {
		return st, head, end, timestamp.Read
	}
	if head < len(line) && scan.IsLetter(line[head]) {
		if st, start, end, reason = zoneAhead(r, line, head, c); reason != timestamp.NoStamp {
			return st, start, end, reason
		}
	}
	year, behindYear := form.BracketedYear(line, head)
	d := draft(r, line, e, c)
	for at := head; at < len(line); at++ {
		if sides[line[at]]&begins == 0 || at > 0 && sides[line[at-1]]&joins != 0 && !separates(line, at) {
			continue
		}
		if scan.IsDigit(line[at]) && !mayBeNumber(line, at) || scan.IsLetter(line[at]) && !mayBeName(line, at) {
			continue
		}
		if length := r.Fast(line[at:], c, &st); length > 0 && at != behindYear && standsAlone(d, at, &st) {
			st.Format = form.CiscoForm(st.Format, markBefore(line, at))
			return st, at, at + length, timestamp.Read
		}
		d.Head = at == head
		if scan.IsDigit(line[at]) {
			key, _ := scan.KeyBefore(line, at)
			d.Keyed = isTimeKey(key)
		}
		if d.Begin(at) && d.HasTime && d.Ends() && belongs(d, at) {
			if at == behindYear && d.Doubtful == 0 {
				d.Doubtful = year
			}
			zoneOfPair(d, at)
			if st, reason = r.ToInstant(d, c); reason == timestamp.Read {
				r.LearnName(line[d.From:d.At], &st)
			}
			st.Format = form.CiscoForm(st.Format, markBefore(line, at))
			if d.Head && hasSyslogVersion(line, at) {
				st.Format = qualityForm(st.Format, line, d.At)
			}
			return st, d.From, d.At, reason
		}
		if pairs(d, at) {
			st, reason = r.ToInstant(d, c)
			return st, d.From, d.At, reason
		}
		if st, end, reason := keyedEpoch(r, d, at, c); reason != timestamp.NoStamp {
			return st, at, end, reason
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

// separates reports whether a byte that joins what follows it to a word does not do so before
// line[at]: a full stop that the line begins with or that is Cisco's mark, Comware's percent sign,
// and the end of a terminal's colour sequence.
func separates(line []byte, at int) bool {
	switch line[at-1] {
	case form.MarkUnsynced:
		return at == 1 || scan.IsLetter(line[at]) && markBefore(line, at) != 0
	case '%':
		return scan.IsLetter(line[at]) && (at == 1 || line[at-2] == '>' || scan.IsBlank(line[at-2]))
	case 'm':
		return endsColour(line[:at])
	}
	return false
}

// sides says of every byte whether a stamp may begin with it, and whether it joins what follows it
// to a word, path, address or file name. Looking it up takes a quarter off the time of a line
// without a stamp.
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
		// A month's name or another short number must follow. Most addresses and versions end here:
		// a seventh less for a line of Apache's access log.
		second := scan.DigitRun(line, at+run+1)
		return second == 1 || second == 2 || scan.IsLetter(line[at+run+1])
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

// lineHead returns where the text of a line begins, after blanks, colour sequences, a syslog
// priority and an opening bracket. It is false for the syslog of RFC 5424 whose stamp is NILVALUE
// (section 6.2.3): any other stamp in it is not the record's.
func lineHead(line []byte) (head int, ok bool) {
	for head < len(line) {
		switch c := line[head]; {
		case scan.IsSpace(c) || c == '[' || c == '(' || c == '"' || c == '*':
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

// priorityLength returns the length of <n>, n having up to three digits (RFC 5424 section 6.2.1); 0
// where there is none.
func priorityLength(text []byte) int {
	run := scan.DigitRun(text, 1)
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
		if !scan.IsDigit(text[i]) && text[i] != ';' {
			break
		}
	}
	return 0
}

// findFormats tries the configured layouts at every place where a stamp may begin, then the next
// format.
func findFormats(r *read.Reader, line []byte, e Extent, c *read.Context) (st timestamp.Stamp, start, end int, reason timestamp.Reason) {
	for i := range r.Formats {
		f := &r.Formats[i]
		if f.Layout == nil && f.Unit == nil {
			st, start, end, reason = findAuto(r, line, e, c)
		} else {
			st, start, end, reason = findFormat(r, f, line, c)
		}
		if reason != timestamp.NoStamp {
			return st, start, end, reason
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

func findFormat(r *read.Reader, f *read.Format, line []byte, c *read.Context) (st timestamp.Stamp, start, end int, reason timestamp.Reason) {
	for at := range line {
		if at > 0 && scan.IsWord(line[at-1]) && scan.IsWord(line[at]) || scan.IsSpace(line[at]) {
			continue
		}
		if f.Layout != nil {
			st, end, reason = r.Prefix(f.Layout, line[at:], c)
		} else {
			st, end, reason = epoch.Read(line[at:], f.Unit)
		}
		if reason != timestamp.NoStamp && end > 0 && scan.EndsAt(line, at+end) {
			return st, at, at + end, reason
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}
