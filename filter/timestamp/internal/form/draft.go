package form

import (
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/stream"
	"timesync/filter/timestamp/zone"
)

// Draft is a stamp while it is read: the text, the place reached, and the fields found so far. What
// reads a part of a stamp is a function on it; its methods are what other packages read with.
type Draft struct {
	scan.Cursor
	From   int   // where the stamp begins
	Line   bool  // the text is a raw line, in which a stamp ends where the message begins
	Cut    bool  // the line goes on after the text
	Depth  int32 // how far the stamp of a line may reach, 0: to the end
	Keyed  bool  // the stamp of a line stands under a key of time
	Head   bool  // only brackets, blanks and a priority stand before it: terse forms are believed
	Order  stream.DateOrder
	Words  zone.Words     // abbreviations that the configuration defines
	Zones  *zone.Memory   // the zones met so far
	Stream *stream.Stream // what the stamps before showed; nil: nothing
	fields
}

// fields hold what was written. Package read checks it against the calendar, not this one.
type fields struct {
	Year, Month, Day     int // Year is NoYear where none was written
	Doubtful             int // a number that may be the year, or 0
	Hour, Minute, Second int
	Nanos                int
	Tail                 uint64 // the digits of a fraction after the ninth
	Digits               uint8  // of the fraction
	HasTime              bool
	week                 int              // of the year, while a layout is read
	gap                  int              // bytes that part what is claimed from the time
	Comma                stream.CommaSet  // what the number between commas after the seconds is proven to be
	Weekday              int8             // Sunday is 0; NoWeekday where none was written
	leadingPeriod        int8             // of leadingPeriods, from 1; 0 where none stands before the time
	Shape                stream.Shape     // of a date of numbers
	Days                 stream.OrderDays // the days that it can be
	Shown                stream.DateOrder // the order that it proves by itself

	Zone    ZoneKind
	written bool             // the offset was written as a number
	doubted bool             // Offset is a number that may belong to the message
	Reason  timestamp.Reason // a refusal found while reading
	Offset  int32            // in seconds east of UTC
	Named   *time.Location   // the zone that Name or Spelt was looked up to
	Name    []byte           // an IANA name in the text
	Claimed []byte           // an IANA name beside a written offset
	Abbrev  *zone.Abbreviation
	Spelt   zone.Spelt
	Apart   *zone.Named // the zone that stands elsewhere in the line

	Format string // the name of the form, as Stamp.Format says it
}

// NoWeekday is the Weekday of a stamp in which none was written.
const NoWeekday = -1

// ZoneKind says what kind of zone stands in a stamp.
type ZoneKind uint8

const (
	ZoneNone        ZoneKind = iota
	ZoneOffset               // Offset
	ZoneNamed                // Name
	ZoneAbbreviated          // Abbrev, which is ambiguous
	ZoneSpelt                // Spelt
	ZoneApart                // Apart
)

// Restart forgets all fields and moves to a place in the text, where the stamp then begins.
func (d *Draft) Restart(at int) {
	d.From, d.At = at, at
	d.fields = fields{}
	d.Year, d.Weekday = calendar.NoYear, NoWeekday
}

// Refuse notes the reason against the stamp; the first counts. Reading goes on, to find where the
// stamp ends.
func (d *Draft) Refuse(reason timestamp.Reason) {
	if d.Reason == timestamp.Read {
		d.Reason = reason
	}
}

// ExistsApartFromYear reports whether every field that can be checked without the year is possible.
// Hour 24 is the end of the day (ISO 8601 section 5.3.2), second 60 a leap second.
func (d *Draft) ExistsApartFromYear() bool {
	if d.Month < 1 || d.Month > 12 || d.Day < 1 || d.Day > 29 && d.Day > calendar.DaysIn(2000, d.Month) {
		return false
	}
	if d.Hour == 24 {
		return d.Minute == 0 && d.Second == 0 && d.Nanos == 0 && d.Tail == 0
	}
	return d.Hour < 24 && d.Minute < 60 && d.Second <= 60
}

// Begin reads the stamp at Text[at:], by its first byte, and reports whether one stands there. At
// is then where it ends.
func (d *Draft) Begin(at int) bool {
	d.Restart(at)
	c := d.Peek()
	if scan.IsDigit(c) {
		if readISO(d) {
			return true
		}
		if d.Year != calendar.NoYear {
			d.Restart(at)
		}
		return readFixed(d) || readNumeric(d)
	}
	return scan.IsLetter(c) && (readFixed(d) || readWorded(d)) || c >= 0x80 && !d.Line && readForeignFirst(d)
}

// BeginWithZone reads the name of a zone at Text[at:] and the stamp after it, which must have no
// zone itself, and reports whether both stand there. From is where the whole begins, with its
// bracket.
func (d *Draft) BeginWithZone(at int) bool {
	d.Restart(at)
	return tryClaims(d, leadingZone, 0)
}

// TimeFirst reads, from From on, a time of day, its zone perhaps, and the date after it, and
// reports whether they stand there: 10:11:12.123 CEST Fri Jun 14 2024 (Cisco's show clock),
// 10:11:12 2024-06-14. In a line the year must have four digits, and nowhere may a time follow the
// date: it is that one's.
func (d *Draft) TimeFirst() bool {
	d.Restart(d.From)
	if !IsTimeOfDay(d.Text, d.At) || !d.Clock() {
		return false
	}
	readTrailingZone(d)
	date := d.At
	if d.Blanks() == 0 || !readTrailingDate(d) || d.Line && !hasLongYear(d.Text[date:d.At]) {
		return false
	}
	d.Format = "time_first"
	return true
}

// ForeignFirst reads, from From on, a stamp that begins with the name of a month in another language
// than English, and reports whether one stands there.
func (d *Draft) ForeignFirst() bool {
	d.Restart(d.From)
	return readForeignFirst(d)
}

// ZoneAlone reads a zone that stands by itself at At, and reports whether one does.
func (d *Draft) ZoneAlone() bool { return tryClaims(d, zoneAlone, 0) }

// TakeOffset takes an offset of length bytes, in seconds east of UTC, as the stamp's zone.
func (d *Draft) TakeOffset(offset, length int) {
	d.At += length
	d.Zone, d.Offset, d.written = ZoneOffset, int32(offset), true
}

// DoubtedOffset returns the number after a stamp without zone that may be its offset, in seconds
// east of UTC; ok is false where none stands there.
func (d *Draft) DoubtedOffset() (seconds int32, ok bool) {
	return d.Offset, d.doubted && d.Zone == ZoneNone
}

// ApplyPeriod moves an hour of the 12-hour clock into its day period, 'a' or 'p'. One of the 24-hour
// clock, 0 or 13 to 23, stays what it is in the half of the day that it lies in, and is refused in
// the other.
func (d *Draft) ApplyPeriod(period byte) {
	switch {
	case d.Hour == 0 && period == 'a' || d.Hour > 12 && d.Hour < 24 && period == 'p':
		return
	case d.Hour < 1 || d.Hour > 12:
		d.Refuse(timestamp.Impossible)
	}
	d.Hour %= 12
	if period == 'p' {
		d.Hour += 12
	}
}

// SecondOfDay returns the time of day in seconds.
func (d *Draft) SecondOfDay() int {
	return d.Hour*calendar.SecondsPerHour + d.Minute*calendar.SecondsPerMinute + d.Second
}
