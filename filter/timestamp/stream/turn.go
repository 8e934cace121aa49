package stream

import "timesync/filter/timestamp/internal/calendar"

// What the turn of a day shows of the order of day and month. 24/06/14 23:59 and then 24/06/15 00:01 are two minutes apart if
// the year comes first, and a year if the day does: where a stream passes midnight in steady steps, the number that changes
// is the day.
//
// One turn could also be the border of two old files, of the same day of two months. So it takes two that show the same order,
// and what they show holds only while the stamps follow one another under it: another program's date, read in the wrong order,
// is weeks away.

// Turn takes the next date of numbers and returns the order that it is to be read in: the one that dates of its shape have
// proven, else the one that turns have shown. A date that does not exist in the order that turns showed contradicts it for good.
func (s *Stream) Turn(at Shape, days OrderDays, second int) DateOrder {
	last := s.turns
	if shown := last.decided(at); shown != OrderAuto && days[shown] == 0 {
		s.Prove(at, shown)
	}
	s.turns.next(at, days, second)
	if proven := s.Order(at); proven != OrderAuto && last.shape == at {
		s.Prove(at, s.turns.intruder(&last, proven))
	}
	if s.orders[at] != 0 {
		return s.Order(at)
	}
	return s.turns.decided(at)
}

// turns is what the dates of numbers of a stream have shown, up to the last one.
type turns struct {
	days   OrderDays
	second int32     // of the day
	shape  Shape     // of the last date
	steady uint8     // how many steps in a row were steady ones
	order  DateOrder // what the last turn of a day showed
	shown  uint8     // how many turns in a row showed it
}

const (
	steadyStep   = 12 * calendar.SecondsPerHour // of one program at work; a quiet night is one, too
	farStep      = 14 * calendar.SecondsPerDay  // every other order must be as far off; it is 27 days at least
	followsBack  = calendar.SecondsPerDay       // how far a date that is read by turns may lie before the last one,
	followsAhead = 3 * calendar.SecondsPerDay   // and behind it: a weekend
	turnsNeeded  = 2
)

// decided returns the order that enough turns have shown for dates of a shape, OrderAuto where they have not.
func (t *turns) decided(at Shape) DateOrder {
	if t.shape != at || t.shown < turnsNeeded {
		return OrderAuto
	}
	return t.order
}

// next takes the next date.
func (t *turns) next(at Shape, days OrderDays, second int) {
	last := *t
	t.days, t.second, t.shape = days, int32(second), at
	if at != last.shape || last.days == (OrderDays{}) {
		t.steady, t.shown = 0, 0
		return
	}
	if order, steady := t.stepFrom(&last); !steady {
		t.steady = 0
	} else {
		t.turnTo(order)
		t.steady = min(t.steady+1, orderedRow)
	}
	if step, exists := t.since(&last, t.order); !exists || step < -followsBack || step > followsAhead {
		t.shown = 0
	}
}

// turnTo counts a turn of a day that an order alone explains, if the stream was steady before it.
func (t *turns) turnTo(order DateOrder) {
	switch {
	case order == OrderAuto || t.steady < orderedRow:
	case order != t.order:
		t.order, t.shown = order, 1
	default:
		t.shown = min(t.shown+1, turnsNeeded)
	}
}

// stepFrom reports whether the last date and this one are a steady step apart, and in which order if only one makes it so.
func (t *turns) stepFrom(last *turns) (only DateOrder, steady bool) {
	far := true
	for order := OrderYMD; order <= OrderMDY; order++ {
		step, exists := t.since(last, order)
		switch {
		case !exists:
		case step >= 0 && step <= steadyStep:
			far = far && !steady
			only, steady = order, true
		case step > -farStep && step < farStep:
			far = false
		}
	}
	if !far || t.days == last.days {
		only = OrderAuto
	}
	return only, steady
}

// intruder returns the order of another program that has begun to write to the stream: in that order a date continues the last one,
// read as proven, and in the proven order it is far off.
func (t *turns) intruder(last *turns, proven DateOrder) DateOrder {
	if step, exists := t.since(last, proven); exists && step > -farStep && step < farStep {
		return OrderAuto
	}
	for order := OrderYMD; order <= OrderMDY; order++ {
		step, exists := t.between(last, proven, order)
		if exists && order != proven && step >= -backSlack && step <= steadyStep {
			return order
		}
	}
	return OrderAuto
}

// since returns the seconds from the last date to this one under an order.
func (t *turns) since(last *turns, order DateOrder) (step int64, exists bool) {
	return t.between(last, order, order)
}

// between returns the seconds from the last date in one order to this one in another.
func (t *turns) between(last *turns, first, second DateOrder) (step int64, exists bool) {
	from, to := last.days[first], t.days[second]
	return int64(to-from)*calendar.SecondsPerDay + int64(t.second-last.second), from != 0 && to != 0
}

// OrderDays are the days that a date of numbers can be, by order: days since 1970 and FirstDay, 0 where there is none.
type OrderDays [OrderMDY + 1]int32

const (
	FirstDay = 1 << 20 // makes the days of every year positive
	leapYear = 2000    // in the place of a year that is not written
)

func DaysOf(readings []OrderedDate) (days OrderDays) {
	for _, reading := range readings {
		if !reading.Exists() {
			continue
		}
		year := reading.Year
		if year == calendar.NoYear {
			year = leapYear
		}
		days[reading.Order] = int32(calendar.DayNumber(year, reading.Month, reading.Day) + FirstDay)
	}
	return days
}
