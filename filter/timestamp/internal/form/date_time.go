package form

import (
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// afterDate reads the time behind a complete date, and its zone. Where dateOnly is allowed a value may be a date alone:
// the start of that day.
func (d *Draft) afterDate(dateOnly bool) bool {
	if d.HasTime {
		return d.endsDate()
	}
	if d.dateTimeSeparator() {
		if !d.Clock() && !d.wordedClock() && !(d.Text[d.At-1] == 'T' && d.clockPacked()) { // 2024-06-14T1011Z
			return false
		}
		d.applyLeadingPeriod()
		d.trailingZone()
		return true
	}
	if d.Line || !dateOnly {
		return false
	}
	if c := d.Peek(); c == '+' || c == '-' {
		if offset, length := zone.ReadOffset(d.Text[d.At:]); length >= len("+hhmm") {
			d.At += length
			d.Zone, d.Offset = ZoneOffset, int32(offset)
		}
	} else {
		d.trailingWeekday()
	}
	return d.At == len(d.Text)
}

// trailingWeekday reads the weekday of May 12 2023 Friday.
func (d *Draft) trailingWeekday() {
	from := d.At
	if d.Blanks() > 0 && d.Weekday == NoWeekday {
		if day, length := scan.ReadWeekday(d.Text, d.At); length > 0 {
			d.Weekday = int8(day)
			d.At += length
			return
		}
	}
	d.At = from
}
