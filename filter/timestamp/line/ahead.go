package line

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/read"
)

// What some programs write ahead of the date and nowhere else: the zone, [CEST Oct 10 07:03:23]
// (Monit) and [UTC] 2024-06-14 10:11:12, and perhaps the year.

// zoneAhead reads the stamp of a line that begins with the name of a zone. head is after the
// bracket, if there is one.
func zoneAhead(r *read.Reader, line []byte, head int, c *read.Context) (st timestamp.Stamp, start, end int, reason timestamp.Reason) {
	d := draft(r, line, Extent{}, c)
	if !d.BeginWithZone(head) || !d.Ends() {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	st, reason = r.ToInstant(d, c)
	return st, d.From, d.At, reason
}

// findTimeFirst reads such a stamp where the text of a line begins.
func findTimeFirst(r *read.Reader, line []byte, head int, c *read.Context) (st timestamp.Stamp, end int, reason timestamp.Reason) {
	if !form.IsTimeOfDay(line, head) {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	d := draft(r, line, Extent{}, c)
	d.Restart(head)
	if !d.TimeFirst() || !d.Ends() {
		return timestamp.Stamp{}, 0, timestamp.NoStamp
	}
	st, reason = r.ToInstant(d, c)
	st.Format = form.CiscoForm(st.Format, markBefore(line, head))
	return st, d.At, reason
}
