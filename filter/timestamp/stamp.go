package timestamp

import "time"

// Stamp is one timestamp as it was read.
type Stamp struct {
	Nanos      int64          // the instant, in ns since 1970-01-01 UTC; fraction digits past the ninth are in Tail
	Tail       uint64         // the value of the fraction digits 10 to 19 (Digits-9 of them), 0 when Digits <= 9
	Digits     uint8          // fraction digits as written, 0 to 19; digits past the nineteenth are below 1e-19 s and cut
	Zone       *time.Location // the zone that was assumed, or named by the stamp as an IANA zone; nil: Offset is all that is known
	Offset     int32          // seconds east of UTC at that instant
	ZoneSource ZoneSource     // where the zone came from
	Leap       bool           // it named a leap second, second 60, and is the last instant before that
	DateOnly   bool           // it named a day and no time of it: the instant is the day's first
	Format     string         // which form it had: a static name such as "rfc3339", "log4j", "rfc3164", "epoch_ms"
}

// IsOfDay reports whether it lies in the day that another stamp is, in the zone of that.
func (s *Stamp) IsOfDay(day *Stamp) bool {
	zone := day.Zone
	if zone == nil {
		zone = time.FixedZone("", int(day.Offset))
	}
	year, month, date := time.Unix(0, s.Nanos).In(zone).Date()
	year2, month2, date2 := time.Unix(0, day.Nanos).In(zone).Date()
	return year == year2 && month == month2 && date == date2
}

// ZoneSource says who named the zone of a stamp.
type ZoneSource uint8

// The sources of a zone, in order of evidence.
const (
	ZoneInStamp    ZoneSource = iota // the stamp itself
	ZoneFromKey                      // another key of the record: Context.Zone
	ZoneConfigured                   // Options.Zone
)

// String returns "stamp", "key" or "config".
func (s ZoneSource) String() string {
	switch s {
	case ZoneInStamp:
		return "stamp"
	case ZoneFromKey:
		return "key"
	}
	return "config"
}
