package read

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
)

// readWrapped reads a value in which what stands around a number shows it to be a time.
func (r *Reader) readWrapped(text []byte) (timestamp.Stamp, timestamp.Reason) {
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
