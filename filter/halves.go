package filter

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/read"
)

// A record may keep its date under one key and the time of day under another, {"date":
// "2024-06-14", "time": "10:11:12"}, as logs of columns do. The date alone is no stamp: its first
// instant is wrong by up to a day.

// complete looks for the time of day of a date that was read by itself under the key of a role:
// under another time key, or else in a whole stamp of that day, which then is the record's. Without
// either the date is no stamp, and it reports false.
func (f *finder) complete(r *record, i int) bool {
	if clock := f.timeOfDay(r); clock != nil {
		f.join(r, clock)
		return true
	}
	return f.preferWhole(r, i)
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
func (f *finder) preferWhole(r *record, i int) bool {
	day, passed := r.finding, false
	isWhole := func(found bool) bool { return found && r.finding.completes(&day) }
	for ; i < len(f.sought) && !f.sought[i].step.IsWeak(); i = r.found.next(i + 1) {
		for _, slot := range f.sought[i].slots {
			at := r.at(&f.sought[i], slot)
			if !passed || at == absent {
				passed = passed || at == day.value
				continue
			}
			r.finding.stamp = timestamp.Stamp{}
			if isWhole(f.searchSlot(r, i, slot)) {
				return true
			}
		}
		r.finding.stamp = timestamp.Stamp{}
		if f.sought[i].below != nil && isWhole(f.searchBelow(r, i)) {
			return true
		}
	}
	r.finding = finding{}
	return false
}

// completes reports whether a stamp is whole and of the day of a date.
func (n *finding) completes(day *finding) bool {
	return n.reason == timestamp.Read && !n.stamp.DateOnly && n.stamp.IsOfDay(&day.stamp)
}

// timeOfDay returns the first time of day under a time key, nil where there is none.
func (f *finder) timeOfDay(r *record) []byte {
	for i := r.found.next(0); i < len(f.sought); i = r.found.next(i + 1) {
		if f.sought[i].reader == nil {
			continue
		}
		for _, slot := range f.sought[i].slots {
			text, _, isString := stringAt(r.chunk, r.at(&f.sought[i], slot))
			if isString && read.LooksLikeTimeOfDay(text) {
				return text
			}
		}
	}
	return nil
}
