package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
)

// Dates of ISO 8601 that count the days of the year or its weeks (sections 5.2.2 and 5.2.3).

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
}
