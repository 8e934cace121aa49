package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/stream"
)

// choose sets the date that is the only one among the readings, or that the configured order names. None is refused, and of two
// different dates ResolveOrder decides.
func (d *Draft) choose(s stream.Shape, readings ...stream.Reading) {
	d.Shape, d.Days = s, stream.DaysOf(readings)
	switch d.pick(d.Order, readings) {
	case 0:
		d.Refuse(timestamp.Impossible)
	case 1:
	default:
		d.undecided, d.Shown = true, stream.OrderAuto
	}
}

// pick sets the date that an order gives, and counts the different dates that it allows, up to two. Where the date is the
// only one in any order, d.shown is the order that it proves.
func (d *Draft) pick(order stream.DateOrder, readings []stream.Reading) (found int) {
	for _, reading := range readings {
		switch {
		case order != stream.OrderAuto && order != reading.Order || !reading.Exists():
		case found == 0:
			d.Year, d.Month, d.Day = reading.Year, reading.Month, reading.Day
			d.Shown, found = reading.Order, 1
		case d.Year == reading.Year && d.Month == reading.Month && d.Day == reading.Day:
			d.Shown = stream.OrderAuto
		default:
			return 2
		}
	}
	return found
}

// chooseFull decides a sep b sep year, the year having four digits.
func (d *Draft) chooseFull(a, b, year int, separator byte) {
	d.choose(stream.ShapeFull.With(separator),
		stream.Reading{Date: calendar.Date{Year: year, Month: b, Day: a}, Order: stream.OrderDMY},
		stream.Reading{Date: calendar.Date{Year: year, Month: a, Day: b}, Order: stream.OrderMDY})
}

// chooseShort decides a sep b sep c, all of two digits.
func (d *Draft) chooseShort(a, b, c int, separator byte) {
	d.choose(stream.ShapeShort.With(separator),
		stream.Reading{Date: calendar.Date{Year: calendar.FullYear(a), Month: b, Day: c}, Order: stream.OrderYMD},
		stream.Reading{Date: calendar.Date{Year: calendar.FullYear(c), Month: b, Day: a}, Order: stream.OrderDMY},
		stream.Reading{Date: calendar.Date{Year: calendar.FullYear(c), Month: a, Day: b}, Order: stream.OrderMDY})
}

// chooseYearless decides a sep b without a year.
func (d *Draft) chooseYearless(a, b int, separator byte) {
	d.choose(stream.ShapeYearless.With(separator),
		stream.Reading{Date: calendar.Date{Year: calendar.NoYear, Month: b, Day: a}, Order: stream.OrderDMY},
		stream.Reading{Date: calendar.Date{Year: calendar.NoYear, Month: a, Day: b}, Order: stream.OrderMDY})
}

// ResolveOrder tells the stream of a date of numbers, and takes of several readings the one in the order that it has shown.
func (d *Draft) ResolveOrder() {
	order := d.Stream.Order(d.Shape)
	if d.Stream != nil && d.HasTime && d.ExistsApartFromYear() {
		order = d.Stream.Turn(d.Shape, d.Days, d.Hour*calendar.SecondsPerHour+d.Minute*calendar.SecondsPerMinute+d.Second)
	}
	switch {
	case !d.undecided:
	case order == stream.OrderAuto || d.Days[order] == 0:
		d.Reason = timestamp.AmbiguousDate
	default:
		d.takeDay(int(d.Days[order]) - stream.DayBias)
	}
}

func (d *Draft) takeDay(days int) {
	yearless := d.Year == calendar.NoYear
	if d.Year, d.Month, d.Day = calendar.Civil(days); yearless {
		d.Year = calendar.NoYear
	}
}
