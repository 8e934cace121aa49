package line

import (
	"math/bits"
	"strings"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
)

// Find looks for the record's own stamp in a raw line, in one pass: the first text that has the
// form of a date with a time, stands by itself and is not said to be something else. A first one
// that is refused ends the search, since what comes after it is another clock's. start and end
// delimit the stamp; they are 0 where there is none.
func Find(r *read.Reader, line []byte, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	return FindWithin(r, line, Extent{}, c)
}

// Extent says how a text lies in its line. The zero value is a whole line.
type Extent struct {
	Cut   bool // the line goes on after the text
	Depth int  // where a stamp must end for the caller to take it, 0: anywhere
}

// FindWithin is Find for a part of a line.
func FindWithin(r *read.Reader, line []byte, e Extent, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	if !r.OnlyAuto {
		return findFormats(r, line, e, c)
	}
	return findAuto(r, line, e, c)
}

// search is what is looked for in one line. It is handed on by value: what a function of a table is
// handed by reference is allocated.
type search struct {
	reader  *read.Reader
	line    []byte
	head    int // where the text of the line begins
	extent  Extent
	context read.Context
}

// An attempt finds the stamp of lines that tell its place by how they begin.
type attempt struct {
	name   string
	begins func(c byte) bool // reports whether the text of the line can begin with a byte; nil: any
	digits digits            // of a text that begins with a digit
	after  byte              // what must stand right before the text; 0: anything
	find   func(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason)
	only   bool // nothing else finds the stamp of a line that begins so
	// example is a line whose stamp nothing else finds so. It names 2024-06-14 10:11:12 UTC.
	example string
}

// digits are how many digits a text begins with, both 0 for any number, and the bytes that can
// follow them, "" for any and the end.
type digits struct {
	least, most int
	then        string
}

// attempts are made in this order, and the first that does not return NoStamp ends the search.
var attempts = []attempt{
	{name: "json", begins: func(c byte) bool { return c == '{' }, find: findJSON, only: true,
		example: `{"instant":{"epochSecond":1718359872,"nanoOfSecond":123456789},"level":"INFO"}`},
	{name: "tai64", begins: func(c byte) bool { return c == '@' }, find: findTAI64,
		example: "@40000000666c1765075bcd15 starting"},
	{name: "leading_epoch", begins: scan.IsDigit, digits: digits{9, calendar.MaxDigits, ""}, find: findLeadingEpoch,
		example: "1718359872.123 235 192.0.2.1 TCP_MISS/200"},
	{name: "cluster_epoch", begins: scan.IsDigit, digits: digits{1, calendar.MaxDigits, " "}, find: findClusterEpoch,
		example: "2568643 node-70 action start 1718359872 1 clusterAddMember"},
	{name: "program_epoch", begins: beginsProgramEpoch, find: findProgramEpoch,
		example: "1718359872:  >>> emerge (1 of 2) sys-apps/portage-3.0.1 to /"},
	{name: "job_epoch", begins: beginsJobEpoch, after: '"', find: findJobEpoch,
		example: `"JOB_NEW" "10.1" 1718359872 101 1000`},
	{name: "column_epoch", find: findColumnEpoch,
		example: "- 1718359872 2024.06.14 dn228 Jun 14 10:11:12 dn228/dn228 crond[1]: x"},
	{name: "time_first", begins: scan.IsDigit, digits: digits{2, 2, ":"}, find: findTimeFirst,
		example: "10:11:12 UTC 06/14/2024 x"},
	{name: "time_of_day", begins: scan.IsDigit, digits: digits{2, 2, ":"}, find: findTimeOfDay,
		example: "10:11:12 [main] INFO x"},
	{name: "leading_zone", begins: scan.IsLetter, find: findLeadingZone,
		example: "[CEST Jun 14 12:11:12] info     : x"},
}

// attemptTable has a bit for each attempt that can be made where a text begins with a byte, with a
// number of digits, and with a byte after them.
type attemptTable struct {
	begins [256]uint16
	digits [calendar.MaxDigits + 2]uint16 // the last is for all longer runs
	then   [256]uint16
}

var attemptsAt = indexAttempts(attempts)

func indexAttempts(attempts []attempt) (t attemptTable) {
	for i, a := range attempts {
		for c := range 256 {
			if a.begins == nil || a.begins(byte(c)) {
				t.begins[c] |= 1 << i
			}
			if a.digits.then == "" || strings.IndexByte(a.digits.then, byte(c)) >= 0 {
				t.then[c] |= 1 << i
			}
		}
		for run := range t.digits {
			if a.digits.most == 0 || run >= a.digits.least && run <= a.digits.most {
				t.digits[run] |= 1 << i
			}
		}
	}
	return t
}

// of returns the attempts that can be made at line[head].
func (t *attemptTable) of(line []byte, head int) (todo uint16) {
	todo = t.begins[line[head]]
	if run := scan.DigitRun(line, head); run > 0 {
		todo &= t.digits[min(run, len(t.digits)-1)]
		if end := head + run; end < len(line) {
			todo &= t.then[line[end]]
		}
	}
	return todo
}

// findAuto finds a stamp in any form that is known: by the fast path at the head of the line, by
// the attempts that what it begins with allows, and then anywhere.
func findAuto(r *read.Reader, line []byte, e Extent, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	head, ok := lineHead(line)
	if !ok || head == len(line) {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	if length := r.Fast(line[head:], c, &stamp); length > 0 {
		stamp.Format = formatBeside(stamp.Format, line, head, head+length)
		return stamp, head, head + length, timestamp.Read
	}
	for todo := attemptsAt.of(line, head); todo != 0; todo &= todo - 1 {
		a := &attempts[bits.TrailingZeros16(todo)]
		if a.after != 0 && (head == 0 || line[head-1] != a.after) {
			continue
		}
		stamp, start, end, reason = a.find(search{r, line, head, e, *c})
		if reason != timestamp.NoStamp || a.only {
			return stamp, start, end, reason
		}
	}
	return findAnywhere(r, line, head, e, c)
}

// draft begins to take down a stamp of a line.
func draft(r *read.Reader, line []byte, e Extent, c *read.Context) *form.Draft {
	d := r.Draft(line, c)
	d.Line, d.Cut, d.Depth = true, e.Cut, int32(e.Depth)
	return d
}

// findAnywhere tries every place of a line, from its head on, where a stamp may begin.
func findAnywhere(r *read.Reader, line []byte, head int, e Extent, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	d := draft(r, line, e, c)
	for at := head; at < len(line); at++ {
		if sides[line[at]]&begins == 0 || at > 0 && sides[line[at-1]]&joins != 0 && !separates(line, at) {
			continue
		}
		if scan.IsDigit(line[at]) && !mayBeNumber(line, at) || scan.IsLetter(line[at]) && !mayBeName(line, at) {
			continue
		}
		if length := r.Fast(line[at:], c, &stamp); length > 0 && standsAlone(d, at, &stamp) {
			stamp.Format = formatBeside(stamp.Format, line, at, at+length)
			return stamp, at, at + length, timestamp.Read
		}
		d.Head = at == head
		if scan.IsDigit(line[at]) {
			key, _ := scan.KeyBefore(line, at)
			d.Keyed = isTimeKey(key)
		}
		if d.Begin(at) && d.HasTime && d.Ends() && belongs(d, at) || readPairs(d, at) {
			stamp, reason = complete(r, d, at, c)
			return stamp, d.From, d.At, reason
		}
		if stamp, end, reason = keyedEpoch(r, d, at, c); reason != timestamp.NoStamp {
			return stamp, at, end, reason
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

// complete makes a stamp of the fields that were read at a place, and of what stands beside them.
func complete(r *read.Reader, d *form.Draft, at int, c *read.Context) (stamp timestamp.Stamp, reason timestamp.Reason) {
	fieldsBeside(d, at)
	if stamp, reason = r.ToInstant(d, c); reason == timestamp.Read {
		r.LearnName(d.Text[d.From:d.At], &stamp)
	}
	stamp.Format = formatBeside(stamp.Format, d.Text, at, d.At)
	return stamp, reason
}

func findTAI64(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	stamp, length, reason := epoch.ReadTAI64(s.line[s.head:])
	if end = s.head + length; length == 0 || !scan.EndsAt(s.line, end) {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return stamp, s.head, end, reason
}

func findTimeOfDay(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	stamp, end, reason = s.reader.TimeOfDay(s.line, s.head, true, &s.context)
	return stamp, s.head, end, reason
}

// findFormats tries the configured layouts at every place where a stamp may begin, then the next
// format.
func findFormats(r *read.Reader, line []byte, e Extent, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	for i := range r.Formats {
		f := &r.Formats[i]
		if f.Layout == nil && f.Unit == nil {
			stamp, start, end, reason = findAuto(r, line, e, c)
		} else {
			stamp, start, end, reason = findFormat(r, f, line, c)
		}
		if reason != timestamp.NoStamp {
			return stamp, start, end, reason
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

func findFormat(r *read.Reader, f *read.Format, line []byte, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	for at := range line {
		if at > 0 && scan.IsWord(line[at-1]) && scan.IsWord(line[at]) || scan.IsSpace(line[at]) {
			continue
		}
		if f.Layout != nil {
			stamp, end, reason = r.Prefix(f.Layout, line[at:], c)
		} else {
			stamp, end, reason = epoch.Read(line[at:], f.Unit)
		}
		if reason != timestamp.NoStamp && end > 0 && scan.EndsAt(line, at+end) {
			return stamp, at, at + end, reason
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}
