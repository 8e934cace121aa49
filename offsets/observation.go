package offsets

import (
	"time"

	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
)

// Limits of a usable exchange, in nanoseconds.
const (
	maxServerInterval = 4 * int64(time.Second)       // chrony, ntp_core.c MAX_SERVER_INTERVAL
	maxDelay          = 3 * int64(time.Second)       // chrony's default maxdelay
	maxLeadChange     = 10 * int64(time.Millisecond) // a slew too hard to be taken as linear within a query
	maxPrecision      = int64(time.Second)           // a coarser server clock tells nothing
	hostPrecision     = 2 * int64(time.Microsecond)  // of the host's stamps
)

// observation is an exchange and the host's clocks as they were read just before and just after it.
type observation struct {
	ntp.Exchange
	before, after hostclock.Reading
}

// rejection is the first reason not to use the exchange. Delays are computed from the stamps
// brought to RAW: a library's round trip is clamped at 0 and hides a step between request and
// reply, which would otherwise make a sample wrong by half the step with a claimed error of 0.
func (o *observation) rejection() ntp.Rejection {
	held, delay := o.T3-o.T2, o.delay()
	switch {
	case o.Stratum == 0 || o.KissCode != "":
		return ntp.Kiss
	case o.Stratum >= ntp.MaxStratum:
		return ntp.Stratum
	case o.Leap == ntp.LeapUnknown:
		return ntp.Leap
	case o.after.StepSince(o.before) != 0, o.after.SleptSince(o.before), abs(o.after.Lead()-o.before.Lead()) > maxLeadChange:
		return ntp.Step
	case held < 0 || delay < 0:
		return ntp.Causality
	case held > maxServerInterval:
		return ntp.SlowServer
	case delay > maxDelay:
		return ntp.Delay
	case o.RootDelay < 0 || o.RootDispersion < 0 || o.Precision < 0 || o.Precision > maxPrecision:
		return ntp.Unhealthy
	case (max(delay, o.Precision)+o.RootDelay)/2+o.RootDispersion > estimate.MaxDistance:
		return ntp.Distance
	}
	return ntp.Accepted
}

// delay is the round trip without the server's time, on RAW.
func (o *observation) delay() int64 {
	return (o.T4 - o.after.Lead()) - (o.T1 - o.before.Lead()) - (o.T3 - o.T2)
}

// sample turns an exchange that was not rejected into a sample of theta.
func (o *observation) sample() estimate.Sample {
	left, came := o.T1-o.before.Lead(), o.T4-o.after.Lead()
	precision := max(o.Precision, 1)
	return estimate.Sample{
		At:             left + (came-left)/2,
		Theta:          (o.T2-left)/2 + (o.T3-came)/2,
		Delay:          max(o.delay(), precision),
		Error:          precision + hostPrecision + o.drift() + abs(o.after.Lead()-o.before.Lead()) + o.before.Width + o.after.Width,
		RootDelay:      o.RootDelay,
		RootDispersion: o.RootDispersion,
		Precision:      precision,
	}
}

// drift is how far the host's oscillator may wander during the exchange.
func (o *observation) drift() int64 { return int64(estimate.DriftTolerance * float64(abs(o.T4-o.T1))) }
