package filter

import (
	"time"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/read"
)

// A record may keep its date under one key and the time of day under another, {"date":
// "2024-06-14", "time": "10:11:12"}, as logs of columns do. The date alone would be read as its
// first instant, which is wrong by up to a day.

// complete looks for the time of day of a date that was read by itself under the key of a role:
// under another time key, or else in a whole stamp of that day, which then is the record's. A line
// has been searched as a whole.
func (f *finder) complete(r *record, i int) {
	if r.finding.origin != fromBody {
		return
	}
	if clock := f.timeOfDay(r); clock != nil {
		f.join(r, clock)
	} else {
		f.preferWhole(r, i)
	}
}

// join reads a date together with the time of day beside it. The stamp keeps the place of the date.
func (f *finder) join(r *record, clock []byte) {
	n := &r.finding
	date, _, _ := stringAt(r.chunk, n.value)
	f.joined = append(append(append(f.joined[:0], date...), ' '), clock...)
	n.stamp = timestamp.Stamp{}
	if n.reason = f.reader.ReadInto(&n.stamp, f.joined, &r.context); n.reason == timestamp.NoStamp {
		n.reason = timestamp.Malformed
	}
	n.reason = r.zoned(&n.stamp, n.reason)
}

// preferWhole takes the first whole stamp of the same day that stands further down, if there is
// one. One of another day is another event's.
func (f *finder) preferWhole(r *record, i int) {
	day, passed := r.finding, false
	for ; i < len(f.sought) && !f.sought[i].weak; i = r.found.next(i + 1) {
		for _, slot := range f.sought[i].slots {
			at := r.at(&f.sought[i], slot)
			if !passed || at == absent {
				passed = passed || at == day.value
				continue
			}
			r.finding.stamp = timestamp.Stamp{}
			if f.searchSlot(r, i, slot) && r.finding.completes(&day) {
				return
			}
		}
	}
	r.finding = day
}

// completes reports whether a stamp is whole and of the day of a date.
func (n *finding) completes(day *finding) bool {
	return n.reason == timestamp.Read && !n.stamp.DateOnly && sameDay(&day.stamp, &n.stamp)
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

// timeOfDay returns the first time of day under a time key that precedes the raw lines, nil where
// there is none.
func (f *finder) timeOfDay(r *record) []byte {
	for i := r.found.next(0); i < len(f.sought) && f.sought[i].reader != nil; i = r.found.next(i + 1) {
		for _, slot := range f.sought[i].slots {
			text, _, isString := stringAt(r.chunk, r.at(&f.sought[i], slot))
			if isString && read.LooksLikeTimeOfDay(text) {
				return text
			}
		}
	}
	return nil
}
