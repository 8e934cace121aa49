package timestamp

// Dates of ISO 8601 that count the days of the year or its weeks (sections 5.2.2 and 5.2.3).

// ordinalOrWeek reads the rest of 2024-002 and 2024-W01-2; a time must follow, or they are numbers of something else.
func (d *draft) ordinalOrWeek() bool {
	if d.skip('W') {
		week, ok := d.number(2, 2)
		if !ok || !d.skip('-') {
			return false
		}
		day, ok := d.number(1, 1)
		if !ok {
			return false
		}
		d.setWeek(week, day)
	} else {
		ordinal, _ := d.number(3, 3)
		d.setOrdinal(ordinal)
	}
	return d.peek() == 'T' && d.afterDate(false)
}

// packedOrdinal reads 2024166T101112, the basic format.
func (d *draft) packedOrdinal() bool {
	d.year = decimal(d.text[d.at : d.at+4])
	ordinal := decimal(d.text[d.at+4 : d.at+7])
	d.at += len("2024166")
	d.setOrdinal(ordinal)
	return d.packedTime()
}

// packedWeek reads the rest of 2024W245T101112.
func (d *draft) packedWeek() bool {
	d.at++
	number, ok := d.number(3, 3)
	d.setWeek(number/10, number%10)
	return ok && d.packedTime()
}

// packedTime reads T and the time behind a date in basic format.
func (d *draft) packedTime() bool {
	if !d.skip('T') || !d.clockPacked() {
		return false
	}
	d.suffix()
	return true
}

// setOrdinal sets the date that is the nth day of the year.
func (d *draft) setOrdinal(n int) {
	days := dayNumber(d.year, 1, 1) + n - 1
	d.setDay(days, n >= 1 && days <= dayNumber(d.year, 12, 31))
}

// setWeek sets the date by week, whose first holds 4 January, and weekday, Monday being 1.
func (d *draft) setWeek(week, day int) {
	first, next := firstMonday(d.year), firstMonday(d.year+1)
	days := first + (week-1)*7 + day - 1
	d.setDay(days, week >= 1 && day >= 1 && day <= 7 && days < next)
}

// firstMonday is the day that week 1 of a year begins on.
func firstMonday(year int) int {
	fourth := dayNumber(year, 1, 4)
	return fourth - (weekday(fourth)+6)%7
}

func (d *draft) setDay(days int, exists bool) {
	if !exists {
		d.refuse(Impossible)
	}
	d.year, d.month, d.day = civil(days)
	d.format = "iso8601_ordinal"
}
