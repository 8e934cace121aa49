package offsets

import (
	"time"

	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
)

// Exchange is one request and its reply, as the four timestamps of RFC 5905 section 8 and the reply's header.
type Exchange struct {
	Server         string // the source: as configured, and its address where the name has several
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

// Limits of a usable exchange, in nanoseconds.
const (
	maxServerInterval = 4 * int64(time.Second)       // chrony, ntp_core.c MAX_SERVER_INTERVAL
	maxDelay          = 3 * int64(time.Second)       // chrony's default maxdelay
	maxLeadChange     = 10 * int64(time.Millisecond) // a slew too hard to be taken as linear within a query
	maxPrecision      = int64(time.Second)           // a coarser server clock tells nothing
	hostPrecision     = 2 * int64(time.Microsecond)  // of the host's stamps (measured on loopback)
	maxStratum        = 16                           // RFC 5905 section 7.2 MAXSTRAT: unsynchronised
	leapUnknown       = 3                            // RFC 5905 section 7.3: unsynchronised
)

// reject names the first reason not to use the exchange, given the clocks just before and just after it. Delays are
// computed from the stamps brought to RAW: a library's round trip is clamped at 0 and hides a step between request and
// reply, which would otherwise make a sample wrong by half the step with a claimed error of 0.
func (e *Exchange) reject(before, after hostclock.Reading) Rejection {
	held, delay := e.T3-e.T2, e.delay(before, after)
	switch {
	case e.Stratum == 0 || e.KissCode != "":
		return Kiss
	case e.Stratum >= maxStratum:
		return Stratum
	case e.Leap == leapUnknown:
		return Leap
	case after.StepSince(before) != 0, after.SleptSince(before), abs(after.Lead()-before.Lead()) > maxLeadChange:
		return Step
	case held < 0 || delay < 0:
		return Causality
	case held > maxServerInterval:
		return SlowServer
	case delay > maxDelay:
		return Delay
	case e.RootDelay < 0 || e.RootDispersion < 0 || e.Precision < 0 || e.Precision > maxPrecision:
		return Unhealthy
	case (max(delay, e.Precision)+e.RootDelay)/2+e.RootDispersion > estimate.MaxDistance:
		return Distance
	}
	return accepted
}

// delay is the time under way, both directions together, on RAW.
func (e *Exchange) delay(before, after hostclock.Reading) int64 {
	return (e.T4 - after.Lead()) - (e.T1 - before.Lead()) - (e.T3 - e.T2)
}

// sample turns an exchange that was not rejected into a sample of theta.
func (e *Exchange) sample(before, after hostclock.Reading) estimate.Sample {
	left, came := e.T1-before.Lead(), e.T4-after.Lead()
	precision := max(e.Precision, 1)
	return estimate.Sample{
		At:             left + (came-left)/2,
		Theta:          (e.T2-left)/2 + (e.T3-came)/2,
		Delay:          max(e.delay(before, after), precision),
		Error:          precision + hostPrecision + e.drift() + abs(after.Lead()-before.Lead()) + before.Width + after.Width,
		RootDelay:      e.RootDelay,
		RootDispersion: e.RootDispersion,
		Precision:      precision,
	}
}

// drift is how far the host's oscillator may wander during the exchange.
func (e *Exchange) drift() int64 { return int64(estimate.DriftTolerance * float64(abs(e.T4-e.T1))) }
