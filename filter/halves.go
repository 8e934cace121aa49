package filter

import (
	"math/bits"

	"timesync/filter/timestamp"
)

// A record may keep its date under one key and the time of day under another, {"date": "2024-06-14", "time": "10:11:12"}, as
// logs of columns do. The date alone would be read as its first instant, which is wrong by up to a day.

// joinHalves reads a date together with the time of day that stands under another time key, if one does. The stamp keeps the
// place of the date.
func (f *Filter) joinHalves(r *record, hit *found) {
	clock := f.timeOfDay(r)
	if clock == nil {
		return
	}
	date, _, _ := stringAt(r.chunk, hit.value)
	f.text = append(append(append(f.text[:0], date...), ' '), clock...)
	hit.stamp = timestamp.Stamp{}
	if hit.why = f.reader.ReadInto(&hit.stamp, f.text, &r.context); hit.why == timestamp.NoStamp {
		hit.why = timestamp.Malformed
	}
	hit.why = f.zoned(r, &hit.stamp, hit.why)
}

// timeOfDay returns the first time of day under a time key, nil where there is none.
func (f *Filter) timeOfDay(r *record) []byte {
	for todo := r.found.roles; todo != 0; todo &= todo - 1 {
		k := &f.sought[bits.TrailingZeros64(todo)]
		if k.reader == nil {
			break // lines follow
		}
		text, _, isString := stringAt(r.chunk, r.at(k))
		if isString && timestamp.LooksLikeTimeOfDay(text) {
			return text
		}
	}
	return nil
}
