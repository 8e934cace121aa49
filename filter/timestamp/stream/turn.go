package stream

import "timesync/filter/timestamp/internal/calendar"

// The turn of a day shows the order of day and month. 24/06/14 23:59 and then 24/06/15 00:01 are
// two minutes apart if the year comes first, and a year if the day does: where a stream passes
// midnight in steady steps, the number that changes is the day.
//
// A single turn could also be the border between two old files, of the same day of two months. So
// it takes two that show the same order, and what they show holds only while the stamps follow one
// another under it: the date of another program, read in the wrong order, is weeks away.

// Turn takes the next date of numbers and returns the order to read it in: the one that dates of
// its shape have proven, else the one that turns have shown. A date that does not exist in the
// order that turns showed contradicts it for good. The stream must not be nil.
func (s *Stream) Turn(at Shape, days OrderDays, secondOfDay int) DateOrder {
	last := s.turns
	if shown := last.decided(at); shown != OrderAuto && days[shown] == 0 {
		s.Prove(at, shown)
	}
	s.turns.next(at, days, secondOfDay)
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
	days        OrderDays
	secondOfDay int32
	shape       Shape     // of the last date
	steady      uint8     // how many consecutive steps were steady; at most orderedNeeded
	order       DateOrder // what the last turn of a day showed
	shown       uint8     // how many consecutive turns showed it; at most turnsNeeded
}

const (
	steadyStep  = 12 * calendar.SecondsPerHour // of one program at work, quiet nights included
	farStep     = 14 * calendar.SecondsPerDay  // every other order must be as far off; it is 27 days at least
	backStep    = calendar.SecondsPerDay       // how far a date that is read by turns may lie before the last one
	forwardStep = 3 * calendar.SecondsPerDay   // and after it: a weekend
	turnsNeeded = 2
)

// decided returns the order that enough turns have shown for dates of a shape, OrderAuto where too
// few have.
func (t *turns) decided(at Shape) DateOrder {
	if t.shape != at || t.shown < turnsNeeded {
		return OrderAuto
	}
	return t.order
}

// next takes the next date.
func (t *turns) next(at Shape, days OrderDays, secondOfDay int) {
	last := *t
	t.days, t.secondOfDay, t.shape = days, int32(secondOfDay), at
	if at != last.shape || last.days == (OrderDays{}) {
		t.steady, t.shown = 0, 0
		return
	}
	if order, steady := t.stepFrom(&last); !steady {
		t.steady = 0
	} else {
		t.turnTo(order)
		t.steady = min(t.steady+1, orderedNeeded)
	}
	if step, exists := t.since(&last, t.order); !exists || step < -backStep || step > forwardStep {
		t.shown = 0
	}
}

// turnTo counts a turn of a day that one order alone explains, if the stream was steady before it.
func (t *turns) turnTo(order DateOrder) {
	switch {
	case order == OrderAuto || t.steady < orderedNeeded:
	case order != t.order:
		t.order, t.shown = order, 1
	default:
		t.shown = min(t.shown+1, turnsNeeded)
	}
}

// stepFrom reports whether the last date and this one are a steady step apart, and in which order
// if only one makes it so.
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

// intruder returns the order of another program that has begun to write to the stream, OrderAuto
// where there is none: in its order the date continues the last one, read as proven, and in the
// proven order it is far off.
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
	return int64(to-from)*calendar.SecondsPerDay + int64(t.secondOfDay-last.secondOfDay), from != 0 && to != 0
}

// OrderDays are the days that a date of numbers can be, by order: the number of days since 1970
// plus DayBias, 0 where the date does not exist in that order.
type OrderDays [OrderMDY + 1]int32

// DayBias makes the days of every year positive.
const DayBias = 1 << 20

const leapYear = 2000 // stands for a year that is not written

// DaysOf returns the days that readings of one date name.
func DaysOf(readings []Reading) (days OrderDays) {
	for _, reading := range readings {
		if !reading.Exists() {
			continue
		}
		year := reading.Year
		if year == calendar.NoYear {
			year = leapYear
		}
		days[reading.Order] = int32(calendar.DayNumber(year, reading.Month, reading.Day) + DayBias)
	}
	return days
}
