package line

import (
	"strings"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
)

// search is what is looked for in one line. It is handed on by value: what a function of a table is
// handed by reference is allocated.
type search struct {
	reader  *read.Reader
	line    []byte
	head    int // where the text of the line begins
	extent  Extent
	context read.Context

	bounds Bounds
	behind bool       // the object stands behind text, which may say that it is about a thing
	inner  findInLine // searches a raw line in an object; nil: none is searched
}

// findInLine searches a line that stands in the one of a search.
type findInLine func(s search, line []byte) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason)

// An attempt finds the stamp of lines that tell its place by how they begin.
type attempt struct {
	name   string
	begins func(c byte) bool // reports whether the text of the line can begin with a byte; nil: any
	digits leadingDigits     // of a text that begins with a digit
	after  byte              // what must stand right before the text; 0: anything
	find   func(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason)
	only   bool // nothing else finds the stamp of a line that begins so
	// example is a line whose stamp nothing else finds so. It names 2024-06-14 10:11:12 UTC.
	example string
}

// leadingDigits are how many digits a text begins with, both 0 for any number, and the bytes that
// can follow them, "" for any and the end.
type leadingDigits struct {
	least, most int
	then        string
}

// attempts are made in this order, and the first that does not return NoStamp ends the search.
var attempts = []attempt{
	{name: "json", begins: func(c byte) bool { return c == '{' }, find: findJSON, only: true,
		example: `{"instant":{"epochSecond":1718359872,"nanoOfSecond":123456789},"level":"INFO"}`},
	{name: "tai64", begins: func(c byte) bool { return c == '@' }, find: findTAI64,
		example: "@40000000666c1765075bcd15 starting"},
	{name: "leading_epoch", begins: scan.IsDigit, digits: leadingDigits{len("631152000"), calendar.MaxDigits, ""}, find: findLeadingEpoch,
		example: "1718359872.123 235 192.0.2.1 TCP_MISS/200"},
	{name: "column_head_epoch", begins: scan.IsDigit, digits: leadingDigits{len("1718359872123"), len("1718359872123456789"), ",;|\t\""}, find: findColumnHeadEpoch,
		example: "1718359872123,345,checkout,200,OK"},
	{name: "priority_epoch", begins: scan.IsDigit, digits: leadingDigits{len("1718359872"), len("1718359872123456789"), " "}, after: '>', find: findPriorityEpoch,
		example: "<134>1718359872 gw1 flows src=192.0.2.1"},
	{name: "exponent_epoch", begins: scan.IsDigit, digits: leadingDigits{1, 1, "."}, find: findExponentEpoch,
		example: "1.718359872123456e+09\tINFO\tstarting"},
	{name: "cluster_epoch", begins: scan.IsDigit, digits: leadingDigits{then: " "}, find: findClusterEpoch,
		example: "2568643 node-70 action start 1718359872 1 clusterAddMember"},
	{name: "program_epoch", begins: beginsProgramEpoch, find: findProgramEpoch,
		example: "1718359872|1718359872.12|support|NONE|ENTERQUEUE||"},
	{name: "epoch_row", begins: beginsEpochRow, find: findEpochRow,
		example: "1718359872:  >>> emerge (1 of 2) sys-apps/portage-3.0.1 to /"},
	{name: "job_epoch", begins: beginsJobEpoch, after: '"', find: findJobEpoch,
		example: `"JOB_NEW" "10.1" 1718359872 101 1000`},
	{name: "column_epoch", find: findColumnEpoch,
		example: "- 1718359872 2024.06.14 dn228 Jun 14 10:11:12 dn228/dn228 crond[1]: x"},
	{name: "time_first", begins: scan.IsDigit, digits: leadingDigits{len("10"), len("10"), ":"}, find: findTimeFirst,
		example: "10:11:12 UTC 06/14/2024 x"},
	{name: "time_of_day", begins: scan.IsDigit, digits: leadingDigits{len("10"), len("10"), ":"}, find: findTimeOfDay,
		example: "10:11:12 [main] INFO x"},
	{name: "foreign_month", begins: beginsForeign, find: findForeignMonth,
		example: "juin 14 10:11:12 host systemd[1]: x"},
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

func findTAI64(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	return findLabel(s.line, s.head, nil, &s.context)
}

// findLabel finds the TAI64 label that a line begins with, in a scale, nil if that is to be decided.
func findLabel(line []byte, head int, scale *epoch.Scale, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	stamp, length, reason := read.ReadTAI64(line[head:], scale, c)
	if end = head + length; length == 0 || !scan.EndsAt(line, end) {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return stamp, head, end, reason
}

func findTimeOfDay(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	stamp, end, reason = s.reader.TimeOfDay(s.line, s.head, true, &s.context)
	return stamp, s.head, end, reason
}
