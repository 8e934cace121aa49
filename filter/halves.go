package filter

import (
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/read"
)

// A record may keep its date under one key and the time of day under another, {"date": "2024-06-14", "time": "10:11:12"}, as
// logs of columns do. The date alone would be read as its first instant, which is wrong by up to a day.

// settle is complete for any stamp, without a call for nearly all.
func (f *Filter) settle(r *record, role int, hit *found) {
	if hit.stamp.DateOnly {
		f.complete(r, role, hit)
	}
}

// complete looks for the time of day of a date that was read by itself: under another time key, or else in a whole stamp of that
// day, which then is the record's.
func (f *Filter) complete(r *record, role int, hit *found) {
	if hit.origin != fromBody {
		return // a line has been searched as a whole
	}
	if clock := f.timeOfDay(r); clock != nil {
		f.join(r, hit, clock)
	} else {
		f.preferWhole(r, role, hit)
	}
}

// join reads a date together with the time of day beside it. The stamp keeps the place of the date.
func (f *Filter) join(r *record, hit *found, clock []byte) {
	date, _, _ := stringAt(r.chunk, hit.value)
	f.text = append(append(append(f.text[:0], date...), ' '), clock...)
	hit.stamp = timestamp.Stamp{}
	if hit.reason = f.reader.ReadInto(&hit.stamp, f.text, &r.context); hit.reason == timestamp.NoStamp {
		hit.reason = timestamp.Malformed
	}
	hit.reason = f.zoned(r, &hit.stamp, hit.reason)
}

// preferWhole takes the first stamp of the same day that stands further down, if there is one. One of another day is another
// event's.
func (f *Filter) preferWhole(r *record, role int, hit *found) {
	day, stream := *hit, r.context.Stream
	passed := false
	for i := role; i < len(f.sought) && !f.sought[i].weak; i = r.found.next(i + 1) {
		for _, slot := range f.sought[i].slots {
			at := r.at(&f.sought[i], slot)
			if !passed || at == absent {
				passed = passed || at == day.value
				continue
			}
			hit.stamp = timestamp.Stamp{}
			if f.searchSlot(r, i, slot, hit) && hit.reason == timestamp.Read && !hit.stamp.DateOnly && sameDay(&day.stamp, &hit.stamp) {
				return
			}
		}
	}
	*hit, r.context.Stream = day, stream
}

// sameDay reports whether a stamp lies in the day that another one is, in the zone of that.
func sameDay(day, stamp *timestamp.Stamp) bool {
	zone := day.Zone
	if zone == nil {
		zone = time.FixedZone("", int(day.Offset))
	}
	year, month, date := time.Unix(0, day.Nanos).In(zone).Date()
	year2, month2, date2 := time.Unix(0, stamp.Nanos).In(zone).Date()
	return year == year2 && month == month2 && date == date2
}

// timeOfDay returns the first time of day under a time key, nil where there is none.
func (f *Filter) timeOfDay(r *record) []byte {
	for i := r.found.next(0); i < len(f.sought) && f.sought[i].reader != nil; i = r.found.next(i + 1) {
		k := &f.sought[i]
		for _, slot := range k.slots {
			text, _, isString := stringAt(r.chunk, r.at(k, slot))
			if isString && read.LooksLikeTimeOfDay(text) {
				return text
			}
		}
	}
	return nil
}
