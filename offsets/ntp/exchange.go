package ntp

// Exchange is one request and its reply, as the four timestamps of RFC 5905 section 8 and the
// reply's header.
type Exchange struct {
	Server         string // as configured, and its address where the name has several
	T1, T4         int64  // request left and reply came, host clock, ns since the Unix epoch
	T2, T3         int64  // request came and reply left, the server's clock
	RootDelay      int64  // ns
	RootDispersion int64  // ns
	Precision      int64  // of the server's clock, ns
	ReferenceID    uint32
	Stratum        uint8
	Leap           uint8
	KissCode       string // of a reply with stratum 0
}

// Values of a server that is not synchronised.
const (
	MaxStratum  = 16 // stratum; RFC 5905 section 7.2 MAXSTRAT
	LeapUnknown = 3  // leap indicator; RFC 5905 section 7.3
)
