package offsets

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"timesync/offsets/chrony"
	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
)

// The local chronyd or the kernel may stand for a server. What they say is brought into the form of
// an exchange with a server of that accuracy, so that all else, from the first sample to the
// published bound, is as with servers.

const (
	hostPollMin = 8 * time.Second  // asking this machine costs nothing; chronyd's answer changes at its polls
	hostPollMax = 64 * time.Second // when it does not answer
	hostMemory  = 64 * time.Second // chronyd smooths its word itself: older samples would only blur it

	// localReference is the reference of a chronyd that takes the host clock itself for true
	// (chrony, reference.h NTP_REFID_LOCAL, 127.127.1.1).
	localReference = 0x7f7f0101
)

// NewChronyd makes a clock that takes the offset and its error bound from the local chronyd, which
// votes alone.
func NewChronyd() *Clock { return newChronyd(askLocalChronyd) }

func newChronyd(ask func(context.Context) (chrony.Tracking, error)) *Clock {
	c := newClock([]string{"chronyd"}, hostSeams(chronydQuery{hostclock.Read, ask}.run))
	c.host = newHostSource(false)
	return c
}

// NewKernel makes a clock that trusts the kernel: while that calls the host clock synchronised the
// offset is 0, with the kernel's own error bound, and no instant is ever moved.
func NewKernel() *Clock {
	c := newClock([]string{"kernel"}, hostSeams(kernelQuery{hostclock.Read, hostclock.ReadKernel}.run))
	c.host = newHostSource(true)
	return c
}

// hostSource is what differs where the one source is on this host.
type hostSource struct {
	memory time.Duration // of samples
	right  bool          // the host clock is right by definition
	once   sync.Once
	mute   chan struct{} // closed when it gave no answer: there is nothing to wait for
}

func newHostSource(right bool) *hostSource {
	return &hostSource{memory: hostMemory, right: right, mute: make(chan struct{})}
}

// refused notes a query without a usable answer.
func (h *hostSource) refused() {
	if h != nil {
		h.once.Do(func() { close(h.mute) })
	}
}

// silence is closed once the source refused; with servers, which may still answer, it never is.
func (h *hostSource) silence() <-chan struct{} {
	if h == nil {
		return nil
	}
	return h.mute
}

func hostSeams(query func(context.Context, ntp.Endpoint) (ntp.Exchange, hostclock.Reading, hostclock.Reading, ntp.Rejection)) seams {
	return seams{readClocks: hostclock.Read, disciplined: hostclock.Disciplined, query: query, random: rand.Float64, noticeSteps: hostclock.NoticeSteps}
}

// polling is how often a source on this host is asked, whatever was set for servers.
func (h *hostSource) polling(p Polling) Polling {
	if h == nil {
		return p
	}
	return Polling{Min: hostPollMin, Max: hostPollMax, Timeout: p.Timeout}
}

// judged keeps the host's time where the host is right by definition, whatever the policy is.
func (h *hostSource) judged(v verdict) verdict {
	if h != nil && h.right && v.target == measured {
		v.target = hostTime
	}
	return v
}

// forget drops what is older than the source on this host needs, and all of it when the source
// changed its word: it does so for reasons that it has weighed, and nobody else votes.
func (h *hostSource) forget(a *association, sample *estimate.Sample) {
	switch {
	case h == nil:
	case !a.estimator.Allows(sample):
		a.estimator.Forget()
	default:
		a.estimator.Drop(sample.At - int64(h.memory))
	}
}

// chronydQuery asks the local chronyd for its tracking.
type chronydQuery struct {
	readClocks func() hostclock.Reading
	ask        func(context.Context) (chrony.Tracking, error)
}

func askLocalChronyd(ctx context.Context) (chrony.Tracking, error) {
	return chrony.Ask(ctx, chrony.Addresses())
}

func (q chronydQuery) run(ctx context.Context, to ntp.Endpoint) (ntp.Exchange, hostclock.Reading, hostclock.Reading, ntp.Rejection) {
	before := q.readClocks()
	word, err := q.ask(ctx)
	after := q.readClocks()
	if err != nil {
		return ntp.Exchange{}, before, after, localFailure(err)
	}
	e := chronydExchange(&word, to.Source, before, after)
	if e.Leap != ntp.LeapUnknown && word.Stale(after.Real) { // while it has no source its last update is old in any case
		return ntp.Exchange{}, before, after, ntp.Stale
	}
	return e, before, after, ntp.Accepted
}

func localFailure(err error) ntp.Rejection {
	if errors.Is(err, chrony.ErrNotTracking) {
		return ntp.Malformed
	}
	return ntp.Failure(err)
}

// chronydExchange is chronyd's answer in the form that a server at this distance would have given
// it.
func chronydExchange(t *chrony.Tracking, source string, before, after hostclock.Reading) ntp.Exchange {
	middle := before.Real + (after.Real-before.Real)/2 + t.Correction
	age := max(0, after.Real-t.Updated)
	e := ntp.Exchange{
		Server: source, T1: before.Real, T2: middle, T3: middle, T4: after.Real,
		RootDelay:      t.RootDelay,
		RootDispersion: t.RootDispersion + int64(estimate.DriftTolerance*float64(age)), // its own growth of 1 ppm is too little
		ReferenceID:    t.ReferenceID,
		Stratum:        uint8(min(t.Stratum, ntp.MaxStratum)),
		Leap:           uint8(min(t.Leap, ntp.LeapUnknown)),
	}
	if e.Leap == ntp.LeapUnknown || e.Stratum == 0 || t.ReferenceID == localReference {
		e.Leap, e.Stratum = ntp.LeapUnknown, 1 // one reason for all of it: it is not synchronised
	}
	return e
}

// kernelQuery asks the kernel.
type kernelQuery struct {
	readClocks func() hostclock.Reading
	readKernel func() hostclock.Kernel
}

func (q kernelQuery) run(_ context.Context, to ntp.Endpoint) (ntp.Exchange, hostclock.Reading, hostclock.Reading, ntp.Rejection) {
	before := q.readClocks()
	word := q.readKernel()
	after := q.readClocks()
	middle := before.Real + (after.Real-before.Real)/2
	e := ntp.Exchange{Server: to.Source, T1: before.Real, T2: middle, T3: middle, T4: after.Real, RootDispersion: word.MaxError, Stratum: 1}
	if !word.Synchronised {
		e.Leap = ntp.LeapUnknown
	}
	return e, before, after, ntp.Accepted
}
