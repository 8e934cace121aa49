package read

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/doubt"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/stream"
)

// witness is what evidence may look at. It is handed on by value: what a row's function is handed
// by reference is allocated.
type witness struct {
	overlap Overlap
	now     int64 // Context.Now
	stream  *stream.Stream
	order   stream.DateOrder // that the stream has shown for dates of this shape
	day     stream.Day       // that the stream has shown a time of day to be of
	// intrudes: the stamp is now in another order than that.
	intrudes bool
	live     uint8 // what the reading assumes that the stream's arrivals have shown, if isLive
	isLive   bool
}

type evidence = doubt.Evidence[witness]

// The kinds of doubt that are decided when a stamp's fields are known. Whether a number between
// commas is a fraction is decided before, in package form, since it says where the stamp ends.
var (
	// dateOrder: 02/03/2024 has a reading for each order, and what the configuration leaves of them
	// came with the fields.
	dateOrder = doubt.Kind[witness]{Name: "order of day and month", Reason: timestamp.AmbiguousDate,
		By: []evidence{byIntrusion, byStreamOrder, byLiveStream}, Example: "02/03/2024 10:11:12"}
	// repeatedHour: the end of daylight saving repeats an hour.
	repeatedHour = doubt.Kind[witness]{Name: "pass of a repeated hour", Reason: timestamp.AmbiguousTime,
		By: []evidence{byConfiguredPass, byLiveStream, byArrival, byContinuity}, Example: "2024-11-03 01:30:00"}
	// zoneMeaning: an abbreviation stands for several zones, none of which is the assumed one.
	zoneMeaning = doubt.Kind[witness]{Name: "meaning of an abbreviation", Reason: timestamp.AmbiguousZone,
		By: []evidence{byLiveStream}, Example: "2024-06-14 10:11:12 IST"}
	// unnamedZone: no zone is named, and none may be assumed.
	unnamedZone = doubt.Kind[witness]{Name: "zone of a stamp that names none", Reason: timestamp.AmbiguousZone,
		By: []evidence{byLiveStream}, Example: "2024-06-14 10:11:12"}
	// labelScale: the seconds of a TAI64 label are those of TAI, or those of Unix and ten.
	labelScale = doubt.Kind[witness]{Name: "scale of a TAI64 label", Reason: timestamp.AmbiguousTime,
		By: []evidence{byLiveStream}, Example: "@40000000666c1765075bcd15"}
	// yearDoubt: the number after a time without year may be the year or the message's.
	yearDoubt = doubt.Kind[witness]{Name: "number that may be the year", Reason: timestamp.AmbiguousDate,
		Example: "Jun 14 10:11:12 2021 x"}
	// offsetDoubt: the number after a time without zone may be the offset or the message's.
	offsetDoubt = doubt.Kind[witness]{Name: "number that may be the offset", Reason: timestamp.AmbiguousZone,
		Example: "2024-06-14 10:11:12 +10 x"}
	// timeOfDay: a time without date may be a time of the day it arrives on, of the day of the
	// stamp before it, or no stamp.
	timeOfDay = doubt.Kind[witness]{Name: "day of a time of day", Reason: timestamp.NoStamp,
		By: []evidence{byStreamDay}, Example: "10:11:12"}
)

// What a reading of repeatedHour assumes.
const (
	earlierPass uint8 = iota
	laterPass
)

// What a reading of yearDoubt and of offsetDoubt assumes.
const (
	ofMessage uint8 = iota // the number is the message's
	ofStamp
)

// What a reading of unnamedZone assumes.
const (
	noZone    uint8 = iota
	shownZone       // the one that makes the stamp now
)

// byStreamOrder takes the order that the stream's dates have shown.
func byStreamOrder(w witness, r doubt.Readings) doubt.Set {
	if w.order == stream.OrderAuto {
		return doubt.None
	}
	return r.But(uint8(w.order))
}

// byConfiguredPass takes the pass that Options.Overlap names.
func byConfiguredPass(w witness, r doubt.Readings) doubt.Set {
	switch w.overlap {
	case OverlapEarlier:
		return r.But(earlierPass)
	case OverlapLater:
		return r.But(laterPass)
	case OverlapReject:
		return doubt.All
	}
	return doubt.None
}

// byArrival strikes out what is still to come, and the earlier of two where the later was just now.
// Without a present nothing else is believed either.
func byArrival(w witness, r doubt.Readings) doubt.Set {
	now := calendar.FloorSeconds(w.now)
	early, _ := r.At(earlierPass)
	late, _ := r.At(laterPass)
	switch {
	case w.now == 0 || early.Value > now+stream.ClockTolerance:
		return doubt.All
	case late.Value > now+stream.ClockTolerance:
		return r.But(earlierPass)
	case now-late.Value < stream.SoonAfter:
		return r.But(laterPass)
	}
	return doubt.None
}

// byContinuity takes the pass that continues an ordered stream.
func byContinuity(w witness, r doubt.Readings) doubt.Set {
	early, _ := r.At(earlierPass)
	late, _ := r.At(laterPass)
	switch isEarly, isLate := w.stream.Pass(early.Value, late.Value); {
	case isEarly:
		return r.But(earlierPass)
	case isLate:
		return r.But(laterPass)
	}
	return doubt.None
}

// byStreamDay takes the day that a live or dated stream has shown its times of day to be of.
func byStreamDay(w witness, r doubt.Readings) doubt.Set { return r.But(uint8(w.day)) }

// decideOrder tells the stream of a date of numbers and takes the day that evidence leaves.
func decideOrder(i *instants, d *form.Draft, c *Context) {
	if d.Days == (stream.OrderDays{}) {
		return
	}
	orders := d.Orders()
	w := witness{order: c.Stream.Order(d.Shape)}
	if c.Stream != nil && d.HasTime && d.ExistsApartFromYear() {
		w.order = c.Stream.Turn(d.Shape, d.Days, d.SecondOfDay())
		if _, count := orders.First(); count > 1 {
			w = shownOrder(i, d, c, w.order)
		}
	}
	day, reason := dateOrder.Decide(w, orders)
	if reason != timestamp.Read {
		d.Refuse(reason)
		return
	}
	d.TakeDay(day.Value)
}

// decideYear compares the year that a stamp without one was given with a number beside it.
func decideYear(d *form.Draft) timestamp.Reason {
	if d.Doubtful == 0 {
		return timestamp.Read
	}
	_, reason := yearDoubt.Decide(witness{}, doubt.Of(
		doubt.Reading{Value: int64(d.Year), Assumes: ofMessage}, doubt.Reading{Value: int64(d.Doubtful), Assumes: ofStamp}))
	return reason
}

// decideOffset compares the offset of the assumed zone with a number beside the stamp.
func decideOffset(d *form.Draft, stamp *timestamp.Stamp) timestamp.Reason {
	number, doubted := d.DoubtedOffset()
	if !doubted {
		return timestamp.Read
	}
	_, reason := offsetDoubt.Decide(witness{}, doubt.Of(
		doubt.Reading{Value: int64(stamp.Offset), Assumes: ofMessage}, doubt.Reading{Value: int64(number), Assumes: ofStamp}))
	return reason
}
