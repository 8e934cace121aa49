package ntpserver

import "time"

// Settings are how a Server answers. The zero value is a perfect stratum 1
// server on the host's own clock; every field adds one fault. They may be
// changed while the server runs, see Server.Update.
type Settings struct {
	Offset   time.Duration // server clock minus host clock
	DriftPPM float64       // the server clock gains this many microseconds in a second

	DelayTo   time.Duration // added to the way of the request
	DelayBack time.Duration // added to the way of the reply
	Jitter    time.Duration // mean of an exponential delay, drawn for each way anew
	Loss      float64       // share of requests that get no reply, 0 to 1

	Stratum        uint8         // 0 means 1; for a kiss-o'-death set KissCode
	Leap           uint8         // leap indicator, 0 to 3; 3 is "not synchronised"
	Precision      int8          // log2 of seconds; 0 means -23, about 119 ns
	RootDelay      time.Duration // up to 18 h, in steps of 15 microseconds
	RootDispersion time.Duration // likewise

	KissCode  string    // RATE, DENY, RSTR: the answer is this kiss-o'-death (RFC 5905 section 7.4)
	Malformed Malformed // what is wrong with each reply
}

// Malformed is one way in which a reply can break RFC 5905.
type Malformed string

const (
	WellFormed  Malformed = ""
	Truncated   Malformed = "truncated"    // the first 20 bytes of a reply
	Oversized   Malformed = "oversized"    // a reply followed by 1400 random bytes
	WrongOrigin Malformed = "wrong-origin" // answers a request nobody sent
	Zero        Malformed = "zero"         // 48 zero bytes
	Garbage     Malformed = "garbage"      // 48 random bytes
	WrongMode   Malformed = "mode"         // mode 3: a request instead of a reply
	Backwards   Malformed = "backwards"    // sent a second before it was received
)

// MalformedKinds lists every kind but WellFormed.
func MalformedKinds() []Malformed {
	return []Malformed{Truncated, Oversized, WrongOrigin, Zero, Garbage, WrongMode, Backwards}
}
