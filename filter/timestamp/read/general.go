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

// readGeneral reads a value without the fast paths: by its first byte, and what is not read so by
// the last resort.
func (r *Reader) readGeneral(text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	if stamp, reason := readNumber(text); reason != timestamp.NoStamp {
		return stamp, reason
	}
	if stamp, reason := r.readMarked(text, c); reason != timestamp.NoStamp {
		return stamp, reason
	}
	if stamp, reason, dated := r.readDated(text, c); dated {
		return stamp, reason
	}
	if stamp, _, reason := r.TimeOfDay(text, 0, false, c); reason == timestamp.Read {
		return stamp, timestamp.Read
	}
	return r.readLast(text, c)
}

// readDated reads a value that has a date. dated is false where another way may still read it.
func (r *Reader) readDated(text []byte, c *Context) (stamp timestamp.Stamp, reason timestamp.Reason, dated bool) {
	d := r.Draft(text, c)
	if at, ok := form.LeadingZoneOf(text); ok && d.BeginWithZone(at) && d.At == len(text) {
		stamp, reason = r.ToInstant(d, c)
		return stamp, reason, true
	}
	switch {
	case !d.Begin(0):
		return timestamp.Stamp{}, timestamp.NoStamp, false
	case d.At < len(text): // behind a stamp no proposal could account for the rest
		return timestamp.Stamp{}, timestamp.Malformed, d.HasTime
	}
	if stamp, reason = r.ToInstant(d, c); reason == timestamp.Read {
		r.LearnName(text, &stamp)
		stamp.DateOnly = !d.HasTime
	}
	return stamp, reason, true
}

// readMarked reads a value that begins with one of Cisco's marks: *Jun 14 10:11:12.123 UTC.
func (r *Reader) readMarked(text []byte, c *Context) (timestamp.Stamp, timestamp.Reason) {
	if text[0] != form.MarkUnset && text[0] != form.MarkUnsynced || len(text) == 1 ||
		!scan.IsLetter(text[1]) && !form.IsTimeOfDay(text, 1) {
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

// readNumber reads a value that is a number, alone or in what shows it to be a time.
func readNumber(text []byte) (timestamp.Stamp, timestamp.Reason) {
	if scan.DigitRun(text, 0) >= len("631152000") { // no date but a packed one begins with so many
		if stamp, end, reason := epoch.Read(text, nil); end == len(text) && reason != timestamp.NoStamp {
			return stamp, reason
		}
	}
	return readWrapped(text)
}

// readWrapped reads a value in which what stands around a number shows it to be a time.
func readWrapped(text []byte) (timestamp.Stamp, timestamp.Reason) {
	switch c := text[0]; {
	case c == '@':
		stamp, length, reason := epoch.ReadTAI64(text)
		if length != len(text) {
			return timestamp.Stamp{}, timestamp.NoStamp
		}
		return stamp, reason
	case c == '/' || c == '\\' || c == 'D' || c == 'n':
		return epoch.ReadScriptDate(text)
	case c == 'a' || scan.IsDigit(c):
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
