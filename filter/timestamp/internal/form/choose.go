package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/doubt"
	"timesync/filter/timestamp/stream"
)

// choose notes the days that a date of numbers can be, and takes the first that the configured
// order allows; Orders has them all. Where none exists the stamp is refused.
func choose(d *Draft, s stream.Shape, readings ...stream.Reading) {
	d.Shape, d.Days = s, stream.DaysOf(readings)
	if d.Order != stream.OrderAuto {
		only := d.Days[d.Order]
		d.Days = stream.OrderDays{}
		d.Days[d.Order] = only
	}
	first, count := d.Orders().First()
	if count == 0 {
		d.Refuse(timestamp.Impossible)
		return
	}
	if d.TakeDay(first.Value); count == 1 {
		d.Shown = stream.DateOrder(first.Assumes)
	}
}

// Orders returns the readings of a date of numbers, each the day of an order.
func (d *Draft) Orders() (r doubt.Readings) {
	for order := stream.OrderYMD; order <= stream.OrderMDY; order++ {
		if day := d.Days[order]; day != 0 {
			r.Add(doubt.Reading{Value: int64(day), Assumes: uint8(order)})
		}
	}
	return r
}

// TakeDay takes the day of one of Orders as the date. That of a date without year leaves the year
// as it is.
func (d *Draft) TakeDay(day int64) {
	year := d.Year
	if d.Year, d.Month, d.Day = calendar.Civil(int(day) - stream.DayBias); d.Shape.IsYearless() {
		d.Year = year
	}
}

// chooseFull decides a sep b sep year, the year having four digits.
func chooseFull(d *Draft, a, b, year int, separator byte) {
	choose(d, stream.ShapeFull.With(separator),
		stream.Reading{Date: calendar.Date{Year: year, Month: b, Day: a}, Order: stream.OrderDMY},
		stream.Reading{Date: calendar.Date{Year: year, Month: a, Day: b}, Order: stream.OrderMDY})
}

// chooseShort decides a sep b sep c, all of two digits.
func chooseShort(d *Draft, a, b, c int, separator byte) {
	choose(d, stream.ShapeShort.With(separator),
		stream.Reading{Date: calendar.Date{Year: calendar.FullYear(a), Month: b, Day: c}, Order: stream.OrderYMD},
		stream.Reading{Date: calendar.Date{Year: calendar.FullYear(c), Month: b, Day: a}, Order: stream.OrderDMY},
		stream.Reading{Date: calendar.Date{Year: calendar.FullYear(c), Month: a, Day: b}, Order: stream.OrderMDY})
}

// chooseYearless decides a sep b without a year.
func chooseYearless(d *Draft, a, b int, separator byte) {
	choose(d, stream.ShapeYearless.With(separator),
		stream.Reading{Date: calendar.Date{Year: calendar.NoYear, Month: b, Day: a}, Order: stream.OrderDMY},
		stream.Reading{Date: calendar.Date{Year: calendar.NoYear, Month: a, Day: b}, Order: stream.OrderMDY})
}
