package strptime

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
)

// parts are what conversions leave to be put together at the end of a layout.
type parts struct {
	century, yearOfCentury, dayOfYear int  // -1 where not read
	dayPeriod                         byte // 'a' or 'p', 0 where not read
	isEpoch                           bool
	epoch                             timestamp.Stamp
}

// stampFormat is the Format of stamps that a layout read.
const stampFormat = "strptime"

// Match matches the layout with the text from d.At on, and moves d.At to where the match ends. It
// reports false where the text does not match. Where the layout has a %s, isEpoch is true and stamp
// the instant, unless d.Reason refuses it. Otherwise d has the fields, unchecked against the
// calendar; a month or day that the layout does not name is the first. d must be fresh from
// Restart.
func (l *Layout) Match(d *form.Draft) (stamp timestamp.Stamp, isEpoch, ok bool) {
	d.Month, d.Day, d.Format = 1, 1, stampFormat
	p := parts{century: -1, yearOfCentury: -1, dayOfYear: -1}
	for _, s := range l.steps {
		if !s.match(d, &p) {
			return timestamp.Stamp{}, false, false
		}
	}
	if p.isEpoch {
		return p.epochStamp(d), true, true
	}
	p.completeDate(d)
	return timestamp.Stamp{}, false, true
}

// epochStamp returns the instant of %s. A fraction that %L read adds to it; a zone does not change
// it.
func (p *parts) epochStamp(d *form.Draft) timestamp.Stamp {
	if d.Reason != timestamp.Read {
		return timestamp.Stamp{}
	}
	stamp := p.epoch
	stamp.Format = stampFormat
	if d.Digits > 0 {
		stamp.Nanos, stamp.Tail, stamp.Digits = stamp.Nanos+int64(d.Nanos), d.Tail, d.Digits
	}
	return stamp
}

// completeDate puts the halves of the year together, moves the hour into its day period and finds
// the day of the year.
func (p *parts) completeDate(d *form.Draft) {
	switch {
	case p.yearOfCentury >= 0 && p.century >= 0:
		d.Year = p.century*100 + p.yearOfCentury
	case p.yearOfCentury >= 0:
		d.Year = calendar.FullYear(p.yearOfCentury)
	}
	if p.dayPeriod != 0 {
		d.ApplyPeriod(p.dayPeriod)
	}
	if p.dayOfYear > 0 && d.Year != calendar.NoYear {
		first := calendar.DayNumber(d.Year, 1, 1)
		year, month, day := calendar.Civil(first + p.dayOfYear - 1)
		if year != d.Year {
			d.Refuse(timestamp.Impossible)
		}
		d.Month, d.Day = month, day
	}
}

// match reads one step at d.At. Numbers may have fewer digits than usual, never more.
func (s step) match(d *form.Draft, p *parts) bool {
	switch s.conversion {
	case literal:
		return d.Skip(s.literal)
	case space:
		for d.At < len(d.Text) && scan.IsSpace(d.Text[d.At]) {
			d.At++
		}
		return true
	case 'a', 'A':
		return weekdayName(d)
	case 'b', 'B', 'h':
		return monthName(d)
	case 'C':
		return upTo(d, 2, 0, 99, &p.century)
	case 'd', 'e':
		d.Blanks()
		return upTo(d, 2, 1, 31, &d.Day)
	case 'f', 'L':
		return fraction(d)
	case 'H', 'k':
		d.Blanks()
		return upTo(d, 2, 0, 23, &d.Hour)
	case 'I', 'l':
		d.Blanks()
		return upTo(d, 2, 1, 12, &d.Hour)
	case 'j':
		return upTo(d, 3, 1, 366, &p.dayOfYear)
	case 'm':
		return upTo(d, 2, 1, 12, &d.Month)
	case 'M':
		return upTo(d, 2, 0, 59, &d.Minute)
	case 'p':
		return p.readDayPeriod(d)
	case 's':
		return p.readEpoch(d)
	case 'S':
		return upTo(d, 2, 0, 60, &d.Second)
	case 'y':
		return upTo(d, 2, 0, 99, &p.yearOfCentury)
	case 'Y':
		return upTo(d, 4, 0, 9999, &d.Year)
	case 'z', 'Z':
		return anyZone(d)
	case 'G':
		return ignore(d, 4, 0, 9999)
	case 'u':
		return weekdayNumber(d, 1, 7)
	case 'w':
		return weekdayNumber(d, 0, 6)
	case 'U', 'W': // weeks of the year; the date decides
		return ignore(d, 2, 0, 53)
	case 'V':
		return ignore(d, 2, 1, 53)
	}
	return ignore(d, 2, 0, 99) // g, the year of the week
}

// upTo reads a number of at most so many digits, and reports whether it is within least to most.
func upTo(d *form.Draft, digits, least, most int, value *int) bool {
	run := min(scan.DigitRun(d.Text, d.At), digits)
	if run == 0 {
		return false
	}
	*value = scan.Decimal(d.Text[d.At : d.At+run])
	d.At += run
	return *value >= least && *value <= most
}

// ignore is upTo for a number that says nothing.
func ignore(d *form.Draft, digits, least, most int) bool {
	var value int
	return upTo(d, digits, least, most, &value)
}

func weekdayNumber(d *form.Draft, least, most int) bool {
	var value int
	if !upTo(d, 1, least, most, &value) {
		return false
	}
	d.Weekday = int8(value % 7)
	return true
}

func weekdayName(d *form.Draft) bool {
	day, length := scan.ReadWeekday(d.Text, d.At)
	d.Weekday = int8(day)
	d.At += length
	return length > 0
}

func monthName(d *form.Draft) bool {
	month, length := scan.ReadMonth(d.Text, d.At)
	d.Month = month
	if length > 0 && d.Text[d.At+length-1] == '.' {
		length-- // the layout has to name it
	}
	d.At += length
	return length > 0
}

// fraction reads %L: digits, after a full stop or comma that the layout does not name.
func fraction(d *form.Draft) bool {
	if c := d.Peek(); c == '.' || c == ',' {
		d.At++
	}
	run := scan.DigitRun(d.Text, d.At)
	if run == 0 {
		return false
	}
	d.At--
	d.Decimals(run)
	return true
}

// readDayPeriod reads %p, which may precede the hour.
func (p *parts) readDayPeriod(d *form.Draft) bool {
	if d.At+2 > len(d.Text) || d.Text[d.At+1]|0x20 != 'm' {
		return false
	}
	p.dayPeriod = d.Text[d.At] | 0x20
	d.At += 2
	return p.dayPeriod == 'a' || p.dayPeriod == 'p'
}

// readEpoch reads %s, whole seconds.
func (p *parts) readEpoch(d *form.Draft) bool {
	run := scan.DigitRun(d.Text, d.At)
	if run == 0 || run > calendar.MaxDigits {
		return false
	}
	stamp, _, reason := epoch.Read(d.Text[d.At:d.At+run], &epoch.Units[0])
	d.At += run
	p.isEpoch, p.epoch = true, stamp
	return reason == timestamp.Read
}

// anyZone reads %z or %Z: any zone that a stamp may have.
func anyZone(d *form.Draft) bool {
	d.Blanks()
	return d.ZoneAlone()
}
