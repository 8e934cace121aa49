package ntp

// Rejection is the reason for which a query gave no sample. The names are the label values of the
// metrics.
type Rejection uint8

const (
	Accepted   Rejection = iota
	NoReply              // nothing came in time
	NoAddress            // the name did not resolve
	Network              // the socket failed: refused, unreachable, closed
	Malformed            // a reply that is none: length, mode, version, zero stamps
	Unhealthy            // the answer's own fields contradict each other, or its reference is stale
	Kiss                 // stratum 0, kiss of death (RFC 5905 section 7.4)
	Stratum              // stratum 16 or more: the server is not synchronised
	Leap                 // leap indicator 3: the server is not synchronised
	Causality            // the server held the request for longer than the exchange, or ticked backwards
	SlowServer           // the server held the request too long
	Delay                // the round trip took too long
	Distance             // the server is too far from its reference
	Step                 // the host clock was stepped, slewed hard or suspended between request and reply
	Panicked             // the query panicked; reported once with its place
	Loop                 // the server takes its time from this machine
	Forged               // the reply is not authenticated by the key (RFC 5905 section 7.3, MAC)
	Stale                // the local chronyd was not updated for too long
	Duplicate            // all addresses of the name are asked already under another name
	rejections
)

// Rejections is the number of reasons, the length of a Rejected.
const Rejections = int(rejections)

func (r Rejection) String() string {
	return [...]string{"accepted", "no_reply", "no_address", "network", "malformed", "unhealthy", "kiss", "stratum", "leap",
		"causality", "slow_server", "delay", "distance", "step", "panic", "loop", "forged", "stale", "duplicate"}[r]
}

// Rejected counts queries without a sample by Rejection; index 0 is never used.
type Rejected [Rejections]uint64

// Answered reports whether the server was there, though its reply may have been of no use.
func (r Rejection) Answered() bool {
	switch r {
	case NoReply, NoAddress, Network, Malformed, Panicked, Duplicate:
		return false
	}
	return true
}
