package strptime

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
)

// State is what the conversions of a layout leave to be put together at its end.
type State struct {
	Century, YearOfCentury, DayOfYear int // -1 where not read
	half                              byte
	IsEpoch                           bool
	epoch                             timestamp.Stamp
}

// EpochStamp is what %s gives; a fraction read by %L adds to it, a zone says only where it was written.
func (state *State) EpochStamp(d *form.Draft) (timestamp.Stamp, timestamp.Reason) {
	if d.Reason != timestamp.Read {
		return timestamp.Stamp{}, d.Reason
	}
	stamp := state.epoch
	stamp.Format = "strptime"
	if d.Digits > 0 {
		stamp.Nanos, stamp.Tail, stamp.Digits = stamp.Nanos+int64(d.Nanos), d.Tail, d.Digits
	}
	return stamp, timestamp.Read
}

// CompleteDate joins the year's halves, the half of the day and the day of the year.
func CompleteDate(d *form.Draft, state *State) {
	switch {
	case state.YearOfCentury >= 0 && state.Century >= 0:
		d.Year = state.Century*100 + state.YearOfCentury
	case state.YearOfCentury >= 0:
		d.Year = calendar.FullYear(state.YearOfCentury)
	}
	if state.half != 0 {
		d.ApplyPeriod(state.half)
	}
	if state.DayOfYear > 0 && d.Year != calendar.NoYear {
		first := calendar.DayNumber(d.Year, 1, 1)
		year, month, day := calendar.Civil(first + state.DayOfYear - 1)
		if year != d.Year {
			d.Refuse(timestamp.Impossible)
		}
		d.Month, d.Day = month, day
	}
}

// Step reads one conversion at the draft's place. Numbers may have fewer digits than usual, never more.
func Step(d *form.Draft, s step, state *State) bool {
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
		return upTo(d, 2, 0, 99, &state.Century)
	case 'd', 'e':
		d.Blanks()
		return upTo(d, 2, 1, 31, &d.Day)
	case 'f', 'L':
		return layoutFraction(d)
	case 'H', 'k':
		d.Blanks()
		return upTo(d, 2, 0, 23, &d.Hour)
	case 'I', 'l':
		d.Blanks()
		return upTo(d, 2, 1, 12, &d.Hour)
	case 'j':
		return upTo(d, 3, 1, 366, &state.DayOfYear)
	case 'm':
		return upTo(d, 2, 1, 12, &d.Month)
	case 'M':
		return upTo(d, 2, 0, 59, &d.Minute)
	case 'p':
		return layoutHalf(d, state)
	case 's':
		return layoutEpoch(d, state)
	case 'S':
		return upTo(d, 2, 0, 60, &d.Second)
	case 'y':
		return upTo(d, 2, 0, 99, &state.YearOfCentury)
	case 'Y':
		return upTo(d, 4, 0, 9999, &d.Year)
	case 'z', 'Z':
		return layoutZone(d)
	case 'G':
		return ignore(d, 4, 0, 9999)
	case 'u':
		return weekdayNumber(d, 1, 7)
	case 'w':
		return weekdayNumber(d, 0, 6)
	case 'U', 'W': // numbers of weeks, which the date repeats
		return ignore(d, 2, 0, 53)
	case 'V':
		return ignore(d, 2, 1, 53)
	}
	return ignore(d, 2, 0, 99) // g, the year of a week
}

// upTo reads a number of at most so many digits within a range.
func upTo(d *form.Draft, digits, least, most int, value *int) bool {
	run := min(scan.DigitRun(d.Text, d.At), digits)
	if run == 0 {
		return false
	}
	*value = scan.Decimal(d.Text[d.At : d.At+run])
	d.At += run
	return *value >= least && *value <= most
}

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
		length-- // the layout reports whether a full stop follows
	}
	d.At += length
	return length > 0
}

// layoutFraction reads %L: digits, behind a dot or comma that the layout did not name.
func layoutFraction(d *form.Draft) bool {
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

// layoutHalf reads %p, which may stand before the hour too.
func layoutHalf(d *form.Draft, state *State) bool {
	if d.At+2 > len(d.Text) || d.Text[d.At+1]|0x20 != 'm' {
		return false
	}
	state.half = d.Text[d.At] | 0x20
	d.At += 2
	return state.half == 'a' || state.half == 'p'
}

// layoutEpoch reads %s, whole seconds.
func layoutEpoch(d *form.Draft, state *State) bool {
	run := scan.DigitRun(d.Text, d.At)
	if run == 0 || run > calendar.MaxDigits {
		return false
	}
	stamp, _, reason := epoch.Read(d.Text[d.At:d.At+run], &epoch.Units[0])
	d.At += run
	state.IsEpoch, state.epoch = true, stamp
	return reason == timestamp.Read
}

// layoutZone reads %z or %Z: any zone that a stamp can carry.
func layoutZone(d *form.Draft) bool {
	d.Blanks()
	return d.ZoneAlone()
}
