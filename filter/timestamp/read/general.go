package read

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
)

// The general way, which reads what the fast paths leave: a number, a draft, a time of day, or by
// the last resort.

// readAuto reads a value in any form that the package knows.
func (r *Reader) readAuto(value []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	text := scan.Trim(value)
	if len(text) == 0 || len(text) > MaxValue {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return r.readGeneral(unwrap(text), c)
}

// An attempt reads the values of one kind, by what they begin with.
type attempt struct {
	begins func(c byte) bool // reports whether such a value can begin with a byte; nil: with any
	// read returns NoStamp for a value that another attempt may read. The context is handed on by
	// value: what a function of a table is handed by reference is allocated.
	read func(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason)
}

// attempts are made in this order, and the first that does not return NoStamp decides.
var attempts = [...]attempt{
	{scan.IsDigit, attemptEpoch},
	{nil, attemptWrapped},
	{isMark, attemptMarked},
	{isLetterOrBracket, attemptLeadingZone},
	{isWordOrForeign, attemptForm},
	{scan.IsDigit, attemptTimeOfDay},
	{nil, attemptLast},
}

// readGeneral reads a value without the fast paths.
func (r *Reader) readGeneral(text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	for i := range attempts {
		a := &attempts[i]
		if a.begins != nil && !a.begins(text[0]) {
			continue
		}
		if stamp, reason := a.read(r, text, *c); reason != timestamp.NoStamp {
			return stamp, reason
		}
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}

// attemptEpoch reads a number. No date but a packed one begins with so many digits, and none has an
// exponent.
func attemptEpoch(r *Reader, text []byte, _ Context) (timestamp.Stamp, timestamp.Reason) {
	switch run := scan.DigitRun(text, 0); {
	case run >= len("631152000"):
		if stamp, end, reason := epoch.Read(text, nil); end == len(text) {
			return stamp, reason
		}
	case run == 1:
		if stamp, fraction, end, reason := epoch.ReadExponent(text); end == len(text) && fraction >= epoch.LeastExponentDigits {
			return stamp, reason
		}
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}

func attemptWrapped(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason) {
	return readWrapped(text, &c)
}

func attemptMarked(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason) {
	return r.readMarked(text, &c)
}

// attemptLeadingZone reads a stamp whose zone stands before it, in brackets or without.
func attemptLeadingZone(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason) {
	d := r.Draft(text, &c)
	d.Skip('[')
	if !d.BeginWithZone(d.At) || d.At < len(text) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	return r.ToInstant(d, &c)
}

// attemptForm reads a date and a time in any of the forms. One with something after it is Malformed:
// no proposal of the last resort could account for the rest.
func attemptForm(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason) {
	d := r.Draft(text, &c)
	switch {
	case !d.Begin(0):
		return timestamp.Stamp{}, timestamp.NoStamp
	case d.At == len(text):
		stamp, reason := r.ToInstant(d, &c)
		if reason == timestamp.Read {
			r.LearnName(text, &stamp)
			stamp.DateOnly = !d.HasTime
		}
		return stamp, reason
	case d.HasTime:
		return timestamp.Stamp{}, timestamp.Malformed
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}

func attemptTimeOfDay(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason) {
	stamp, _, reason := r.TimeOfDay(text, 0, false, &c)
	return stamp, reason
}

func attemptLast(r *Reader, text []byte, c Context) (timestamp.Stamp, timestamp.Reason) {
	return r.readLast(text, &c)
}

func isMark(c byte) bool { return c == form.MarkUnset || c == form.MarkUnsynced }

func isWordOrForeign(c byte) bool { return scan.IsWord(c) || c >= 0x80 }

func isLetterOrBracket(c byte) bool { return scan.IsLetter(c) || c == '[' }

// readMarked reads a value that begins with one of Cisco's marks: *Jun 14 10:11:12.123 UTC.
func (r *Reader) readMarked(text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	if len(text) == 1 || !scan.IsLetter(text[1]) && !form.IsTimeOfDay(text, 1) {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	d := r.Draft(text, c)
	if !d.Begin(1) || !d.HasTime || d.At != len(text) || form.CiscoForm(d.Format, text[0]) == d.Format {
		return timestamp.Stamp{}, timestamp.NoStamp
	}
	stamp, reason := r.ToInstant(d, c)
	stamp.Format = form.CiscoForm(stamp.Format, text[0])
	return stamp, reason
}

// TimeOfDay reads a time of day at text[at:], with the date that the stream proves, and returns
// where it ends. It must be all the text unless line is true. The reason is NoStamp where it has no
// date, and always without a Context.Stream and Context.Arrival.
func (r *Reader) TimeOfDay(text []byte, at int, line bool, c *Context) (stamp timestamp.Stamp, end int, reason timestamp.Reason) {
	if c.Stream == nil || c.Arrival == 0 || !form.IsTimeOfDay(text, at) {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	d := r.Draft(text, c)
	if d.Line = line; !takeTimeOfDay(d, at) {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	if stamp, reason = r.dateTimeOfDay(d, c); reason != timestamp.Read {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	return stamp, d.At, timestamp.Read
}

// readLast reads a value by the last resort.
func (r *Reader) readLast(text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	p, reason := proposed(text)
	if reason != timestamp.Read {
		return timestamp.Stamp{}, reason
	}
	d := r.Draft(text, c)
	p.takeDown(d)
	return r.ToInstant(d, c)
}

// readWrapped reads a value in which what stands around a number shows it to be a time.
func readWrapped(text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	switch b := text[0]; {
	case b == '@':
		stamp, length, reason := ReadTAI64(text, nil, c)
		if length != len(text) {
			return timestamp.Stamp{}, timestamp.NoStamp
		}
		return stamp, reason
	case b == '/' || b == '\\' || b == 'D' || b == 'n':
		return epoch.ReadScriptDate(text)
	case b == 'a' || scan.IsDigit(b):
		if stamp, reason := epoch.ReadAudit(text); reason != timestamp.NoStamp {
			return stamp, reason
		}
		return epoch.ReadGitRaw(text)
	}
	return timestamp.Stamp{}, timestamp.NoStamp
}

// unwrap takes off one pair of brackets or quotes.
func unwrap(text []byte) []byte {
	if last := len(text) - 1; last > 1 {
		switch string([]byte{text[0], text[last]}) {
		case "[]", `""`, "()", "''":
			return text[1:last]
		}
	}
	return text
}
