package timestamp

// Reason says why a text was not read. The zero value, Read, means that it was. NoStamp means that
// it is no timestamp at all; every other reason is a refusal: a timestamp is there, and no single
// instant can be told from it.
type Reason uint8

// The reasons. Their names (String) are public: they label metrics and are written into records.
const (
	Read          Reason = iota
	NoStamp              // no timestamp
	AmbiguousDate        // the order of day, month and year cannot be told: 02/03/2024
	AmbiguousZone        // the zone abbreviation has more than one meaning: IST
	AmbiguousTime        // the hour that daylight saving repeats, and nothing tells which pass
	UnknownZone          // a zone that is in no table
	NoNow                // no year, and no trusted present to take it from
	OutOfRange           // not in the range of int64 nanoseconds, 1677 to 2262
	Impossible           // a date, time or offset that does not exist: 30 February, hour 25, a weekday that contradicts the date
	Malformed            // a date and time, followed by something that is no part of a timestamp
	OutsideWindow        // further from the present than the windows allow; the filter's to judge
	ReasonCount          // the number of reasons
)

// String returns the reason's public name.
func (r Reason) String() string {
	switch r {
	case Read:
		return "read"
	case NoStamp:
		return "no_stamp"
	case AmbiguousDate:
		return "ambiguous_date"
	case AmbiguousZone:
		return "ambiguous_zone"
	case AmbiguousTime:
		return "ambiguous_time"
	case UnknownZone:
		return "unknown_zone"
	case NoNow:
		return "no_now"
	case OutOfRange:
		return "out_of_range"
	case Impossible:
		return "impossible"
	case Malformed:
		return "malformed"
	case OutsideWindow:
		return "outside_window"
	}
	return "unknown"
}

// Refusals returns every reason that is a refusal, in a fixed order.
func Refusals() []Reason {
	refusals := make([]Reason, 0, ReasonCount)
	for r := NoStamp + 1; r < ReasonCount; r++ {
		refusals = append(refusals, r)
	}
	return refusals
}
