package read

import (
	"math/bits"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
	"timesync/filter/timestamp/internal/doubt"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/stream"
)

// What the arrivals of a stream say of the readings of its next stamp. The stream learns from each
// stamp that is in doubt, also from those that are refused for it.

// isKnown reports whether a stamp's arrival is known and its stream can learn from it.
func (c *Context) isKnown() bool { return c.Arrival != 0 && c.Stream != nil }

// apart is the context of readings that are only tried: the stream learns nothing of them.
func (c *Context) apart() Context {
	tried := *c
	tried.Arrival = 0
	return tried
}

// present has a bit for what each reading assumes that is now, the values of the readings being
// instants in seconds since 1970.
func (c *Context) present(instants doubt.Readings) (assumed uint8) {
	arrival := calendar.FloorSeconds(c.Arrival)
	return instants.Assumed(func(seconds int64) bool { return stream.IsNow(seconds, arrival) })
}

// shown tells the stream which readings of a stamp are now as it arrives, and returns what the
// arrivals have shown.
func (c *Context) shown(q stream.Question, instants doubt.Readings) (w witness) {
	if c.isKnown() {
		w.live, w.isLive = c.Stream.Arrivals.Sight(q, c.present(instants), c.Arrival)
	}
	return w
}

// byLiveStream takes the reading that the arrivals of the stream have shown.
func byLiveStream(w witness, r doubt.Readings) doubt.Set {
	if !w.isLive {
		return doubt.None
	}
	return r.But(w.live)
}

// secondsOf reads a date of numbers as one of the days that it can be, and tells the stream nothing
// of it; ok is false where that is no instant.
func secondsOf(i *instants, d *form.Draft, day int32, c *Context) (seconds int64, ok bool) {
	tried, dated := c.apart(), *d
	dated.TakeDay(int64(day))
	var stamp timestamp.Stamp
	seconds, reason := i.seconds(&dated, &tried, &stamp)
	return seconds, reason == timestamp.Read
}

// byOrder are the readings of a date of numbers, to instants.
func byOrder(i *instants, d *form.Draft, c *Context) (instants doubt.Readings) {
	for order, day := range d.Days {
		if day == 0 {
			continue
		}
		if seconds, ok := secondsOf(i, d, day, c); ok {
			instants.Add(doubt.Reading{Value: seconds, Assumes: uint8(order)})
		}
	}
	return instants
}

// shownOrder tells the stream which orders of a date of numbers make it now, if it has not shown an
// order otherwise. Where it has, it looks whether another one alone makes it now.
func shownOrder(i *instants, d *form.Draft, c *Context, order stream.DateOrder) witness {
	if !c.isKnown() {
		return witness{order: order}
	}
	if order == stream.OrderAuto {
		return c.shown(stream.AskOrder|stream.Question(d.Shape), byOrder(i, d, c))
	}
	if seconds, ok := secondsOf(i, d, d.Days[order], c); ok && stream.IsNow(seconds, calendar.FloorSeconds(c.Arrival)) {
		return witness{order: order}
	}
	return witness{order: order, intrudes: c.present(byOrder(i, d, c)) != 0}
}

// byIntrusion strikes out all readings of a stamp that is now, but not in the order that the stream
// has shown: another program may have written it.
func byIntrusion(w witness, _ doubt.Readings) doubt.Set {
	if w.intrudes {
		return doubt.All
	}
	return doubt.None
}

// shownPass is the pass of a repeated hour that is now, where the stream is live.
func shownPass(c *Context, passes doubt.Readings) (w witness) {
	if c.isKnown() && c.Stream.Arrivals.IsLive() {
		now := c.present(passes)
		w.live, w.isLive = uint8(bits.TrailingZeros8(now)), bits.OnesCount8(now) == 1
	}
	return w
}

// passRefused tells the stream whether a stamp in a repeated hour is now, in either pass, although
// it was refused.
func passRefused(c *Context, passes doubt.Readings) {
	if !c.isKnown() {
		return
	}
	var now uint8
	if c.present(passes) != 0 {
		now = 1 // in the assumed zone
	}
	c.Stream.Arrivals.Sight(stream.AskZone, now, c.Arrival)
}
