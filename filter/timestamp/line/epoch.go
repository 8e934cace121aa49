package line

import (
	"bytes"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
)

// Epochs in raw lines are believed only in the places where programs are known to write them: any
// other number of ten digits is an id, a size or a duration.

// findLeadingEpoch finds an epoch that a line begins with: with a fraction (squid, strace -ttt,
// Redis MONITOR, candump in parentheses), in brackets (Nagios), or as all there is.
func findLeadingEpoch(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	line, head := s.line, s.head
	stamp, length, reason := epoch.Read(line[head:], nil)
	if reason != timestamp.Read || stamp.Format == epoch.FiletimeFormat {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	end = head + length
	if end == len(line) {
		return stamp, head, end, timestamp.Read
	}
	switch c := line[end]; {
	case c == ']' && head > 0 && line[head-1] == '[':
		return stamp, head, end, timestamp.Read
	case scan.IsSpace(c) || c == ':' || c == ']' || c == '|' || c == ')' && head > 0 && line[head-1] == '(':
		if bytes.IndexByte(line[head:end], '.') >= 0 && !isMeasure(line[end:]) { // a whole number may be another
			return stamp, head, end, timestamp.Read
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

// measures are the units of numbers that are no times, in lower case.
var measures = []string{
	"b", "byte", "bytes", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib", "bit", "bits", "bps", "kbps", "mbps", "gbps",
	"ns", "us", "ms", "s", "sec", "secs", "second", "seconds", "millis", "milliseconds", "microseconds", "nanoseconds",
	"hz", "khz", "mhz", "ghz", "ops", "iops", "flops", "rows", "usd", "eur",
}

// isMeasure reports whether the text behind a number, which brackets may be around, and a blank begins
// with its unit.
func isMeasure(rest []byte) bool {
	rest = bytes.TrimPrefix(rest, []byte(")"))
	at := scan.SkipBlanks(rest, 0)
	end := at
	for end < len(rest) && scan.IsLetter(rest[end]) {
		end++
	}
	return at > 0 && scan.IsOneOf(rest[at:end], measures)
}

// findColumnHeadEpoch finds milli-, micro- or nanoseconds that are the first of separated values, in
// quotes or without (JMeter, Cloud Storage). Whole seconds may be another number.
func findColumnHeadEpoch(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	stamp, length, reason := epoch.Read(s.line[s.head:], nil)
	end = s.head + length
	quoted := s.head > 0 && s.line[s.head-1] == '"'
	separator := end
	if quoted {
		separator++
	}
	if reason != timestamp.Read || stamp.Format == epoch.FiletimeFormat || separator >= len(s.line) || quoted && s.line[end] != '"' ||
		bytes.IndexByte([]byte(",;|\t"), s.line[separator]) < 0 {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return stamp, s.head, end, timestamp.Read
}

// findPriorityEpoch finds an epoch that stands where syslog has its stamp, right behind the priority
// (Meraki).
func findPriorityEpoch(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	stamp, length, reason := epoch.Read(s.line[s.head:], nil)
	if end = s.head + length; reason != timestamp.Read || stamp.Format == epoch.FiletimeFormat || end == len(s.line) {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return stamp, s.head, end, timestamp.Read
}

// findExponentEpoch finds an epoch with an exponent that a line begins with (zap).
func findExponentEpoch(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	stamp, fraction, length, reason := epoch.ReadExponent(s.line[s.head:])
	if end = s.head + length; reason != timestamp.Read || fraction < epoch.LeastExponentDigits || end < len(s.line) && !scan.IsSpace(s.line[end]) {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return stamp, s.head, end, timestamp.Read
}

// findColumnEpoch finds the second column of a line whose third is the date of the same day,
// YYYY.MM.DD, as the machines of the Blue Gene and Thunderbird kind write it. The date is the
// evidence, within the day that zones may differ by.
func findColumnEpoch(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	line, head := s.line, s.head
	start = head
	for start < len(line) && !scan.IsBlank(line[start]) {
		start++
	}
	start++
	if start >= len(line) || !scan.IsDigit(line[start]) {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	stamp, end, reason = epoch.Read(line[start:], nil)
	if end += start; reason != timestamp.Read || end >= len(line) || line[end] != ' ' {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	d := scan.Cursor{Text: line, At: end + 1}
	year, _ := d.Number(4, 4)
	first := d.Skip('.')
	month, _ := d.Number(2, 2)
	second := d.Skip('.')
	day, _ := d.Number(2, 2)
	if !first || !second || !(calendar.Date{Year: year, Month: month, Day: day}).Exists() || !scan.IsBlank(d.Peek()) {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	apart := calendar.DayOf(calendar.FloorSeconds(stamp.Nanos)) - calendar.DayNumber(year, month, day)
	if apart < -1 || apart > 1 {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return stamp, start, end, timestamp.Read
}

// findClusterEpoch finds the fifth column of "id node component state epoch flag text", the log of
// LANL's clusters.
func findClusterEpoch(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	line, head := s.line, s.head
	start = head + scan.DigitRun(line, head)
	for column := 2; column <= 5; column++ {
		if start >= len(line) || line[start] != ' ' {
			return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
		}
		start++
		if column == 5 {
			break
		}
		from := start
		for start < len(line) && line[start] != ' ' {
			start++
		}
		if column < 5 && (start == from || !scan.IsLetter(line[from])) {
			return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
		}
	}
	stamp, end, reason = epoch.Read(line[start:], nil)
	end += start
	if reason != timestamp.Read || end+2 >= len(line) || line[end] != ' ' || line[end+1] != '0' && line[end+1] != '1' || line[end+2] != ' ' {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	return stamp, start, end, timestamp.Read
}

// keyedEpoch reads an epoch under a key of time, as in SET timestamp=1611704757; and
// "ts":1761019822.3152757, that of an audit record, and one with a fraction that opens a bracket of
// the head, as in [INFO] [1718359872.123456789] [talker]: (ROS).
func keyedEpoch(r *read.Reader, d *form.Draft, at int, c *read.Context) (stamp timestamp.Stamp, end int, reason timestamp.Reason) {
	line := d.Text
	if run := scan.DigitRun(line, at); run < len("1000000000") {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	audited := at >= len(epoch.AuditMark) && string(line[at-len(epoch.AuditMark):at]) == epoch.AuditMark
	if _, keyed := scan.KeyBefore(line, at); !audited && !((keyed || opensBracket(line, at)) && standingOf(line, 0, at, d.Cut) == own) {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	stamp, end, reason = epoch.Read(line[at:], nil)
	if reason != timestamp.Read || !scan.EndsAt(line, at+end) {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	return stamp, at + end, besidePairs(r, d, &stamp, at+end, c)
}

// opensBracket reports whether a bracket begins with a number of seconds and its fraction.
func opensBracket(line []byte, at int) bool {
	fraction := at + len("1718359872")
	if at == 0 || line[at-1] != '[' || fraction >= len(line) || line[fraction] != '.' {
		return false
	}
	end := fraction + 1 + scan.DigitRun(line, fraction+1)
	return end > fraction+len(".123") && end < len(line) && (line[end] == ']' || line[end] == ',')
}
