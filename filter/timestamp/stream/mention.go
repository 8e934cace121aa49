package stream

import "timesync/filter/timestamp/internal/calendar"

// A program that writes its time into a sentence, "Started running at Thu Aug 3 15:19:54 2023",
// does so in each line. A time that only a message mentions is therefore the record's own where
// consecutive records of the stream all mention one at the same place, and these follow one another
// as records do.
const (
	mentionsNeeded = 5
	mentionStep    = 12 * calendar.SecondsPerHour * calendar.NanosPerSecond // from one to the next, at most
)

// Mentions are the times that the last records of a stream have mentioned. The zero value has seen
// none.
type Mentions struct {
	last  int64
	place Place // 0: the last record mentioned none
	count uint8 // how many consecutive records; at most mentionsNeeded
	taken bool  // the last one is the record's own
}

// Place stands for where in a message a time is mentioned: 0 is nowhere.
type Place uint32

// AtEnd is the bit of places at the end of a message. Two of these are the same, whatever stands
// before them.
const AtEnd Place = 1

func (p Place) isSame(other Place) bool { return p|AtEnd == other|AtEnd || p&other&AtEnd != 0 }

// Take notes that a record mentions a time at a place, or none if place is 0, and reports whether
// the records before show that their own stands there. nanos is in ns since 1970.
func (m *Mentions) Take(place Place, nanos int64) bool {
	if place == 0 || m.place == 0 || !place.isSame(m.place) || !isWithin(nanos, m.last, m.last+mentionStep) {
		*m = Mentions{last: nanos, place: place, count: 1}
		return false
	}
	m.taken = m.count >= mentionsNeeded
	m.count, m.last, m.place = min(m.count+1, mentionsNeeded), nanos, place
	return m.taken
}

// note tells of a stamp of the stream's: one that stands elsewhere ends what has been shown.
func (m *Mentions) note() {
	if !m.taken {
		m.place, m.count = 0, 0
	}
	m.taken = false
}
