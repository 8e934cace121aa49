package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/scan"
)

// Dates of ISO 8601 that count the days of the year or its weeks (sections 5.2.2 and 5.2.3).

// ordinalOrWeek reads the rest of 2024-002 and 2024-W01-2; a time must follow, or they are numbers of something else.
func (d *Draft) ordinalOrWeek() bool {
	if d.Skip('W') {
		week, ok := d.Number(2, 2)
		if !ok || !d.Skip('-') {
			return false
		}
		day, ok := d.Number(1, 1)
		if !ok {
			return false
		}
		d.setWeek(week, day)
	} else {
		ordinal, _ := d.Number(3, 3)
		d.setOrdinal(ordinal)
	}
	return d.Peek() == 'T' && d.afterDate(false)
}

// packedOrdinal reads 2024166T101112, the basic format.
func (d *Draft) packedOrdinal() bool {
	d.Year = scan.Decimal(d.Text[d.At : d.At+4])
	ordinal := scan.Decimal(d.Text[d.At+4 : d.At+7])
	d.At += len("2024166")
	d.setOrdinal(ordinal)
	return d.packedTime()
}

// packedWeek reads the rest of 2024W245T101112.
func (d *Draft) packedWeek() bool {
	d.At++
	number, ok := d.Number(3, 3)
	d.setWeek(number/10, number%10)
	return ok && d.packedTime()
}

// packedTime reads T and the time behind a date in basic format.
func (d *Draft) packedTime() bool {
	if !d.Skip('T') || !d.clockPacked() {
		return false
	}
	d.trailingZone()
	return true
}

// setOrdinal sets the date that is the nth day of the year.
func (d *Draft) setOrdinal(n int) {
	days := calendar.DayNumber(d.Year, 1, 1) + n - 1
	d.setDay(days, n >= 1 && days <= calendar.DayNumber(d.Year, 12, 31))
}

// setWeek sets the date by week, whose first holds 4 January, and weekday, Monday being 1.
func (d *Draft) setWeek(week, day int) {
	first, next := firstMonday(d.Year), firstMonday(d.Year+1)
	days := first + (week-1)*7 + day - 1
	d.setDay(days, week >= 1 && day >= 1 && day <= 7 && days < next)
}

// firstMonday is the day that week 1 of a year begins on.
func firstMonday(year int) int {
	fourth := calendar.DayNumber(year, 1, 4)
	return fourth - (calendar.Weekday(fourth)+6)%7
}

func (d *Draft) setDay(days int, exists bool) {
	if !exists {
		d.Refuse(timestamp.Impossible)
	}
	d.Year, d.Month, d.Day = calendar.Civil(days)
	d.Format = "iso8601_ordinal"
}
