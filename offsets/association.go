package offsets

import (
	"net/netip"
	"time"

	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
)

const reachPolls = 8 // bits of the reach register, RFC 5905 section 9.2

// association is one address of a server (RFC 5905 section 9): where its packets go, what became of
// them, and when the next one is sent. What its samples tell is its estimator's matter.
type association struct {
	server  *server
	address netip.Addr // not valid: not resolved yet
	name    string
	misses  int  // consecutive queries that were not answered
	heard   bool // this address answered once
	running bool // its goroutine runs

	reach       uint8         // one bit a poll, newest lowest; 0: nothing answered lately
	open        bool          // its next answer is a vote not cast yet: the first, or earlier ones are void
	hurry       chan struct{} // asks the poller for a burst
	interval    time.Duration // between polls, without back-off for silence
	deniedUntil int64         // Mono ns until which the server asked to be left alone
	renewed     bool          // has a sample newer than the last poll that was counted
	last        ntp.Rejection
	rejected    ntp.Rejected
	sent        uint64

	estimator estimate.Estimator
}

// accept takes a sample, and reports whether the estimator's line goes through it now.
func (a *association) accept(sample estimate.Sample, stratum uint8) bool {
	a.polled(ntp.Accepted)
	if newest, ok := a.estimator.Newest(); !ok || sample.At > newest.At {
		a.renewed = true
	}
	return a.estimator.Add(sample, stratum)
}

func (a *association) reject(reason ntp.Rejection) {
	a.rejected[reason]++
	a.polled(reason)
}

func (a *association) polled(result ntp.Rejection) {
	a.open, a.last = false, result
	a.reach <<= 1
	if result == ntp.Accepted {
		a.reach |= 1
	}
}

// fresh reports whether the newest sample is at most reachPolls polls old.
func (a *association) fresh(raw int64) bool {
	newest, ok := a.estimator.Newest()
	return a.reach != 0 && ok && raw-newest.At <= reachPolls*int64(a.interval)
}

// candidate returns where the association puts theta at the RAW moment, if it is fit to vote.
func (a *association) candidate(raw int64) (estimate.Candidate, bool) {
	if !a.fresh(raw) {
		return estimate.Candidate{}, false
	}
	return a.estimator.Candidate(raw)
}

func (a *association) endpoint() ntp.Endpoint {
	return ntp.Endpoint{Source: a.name, Address: a.address, Port: a.server.port, Key: a.server.Key}
}

// hasten has the server asked at once and quickly, and its answer awaited before others may form a
// majority without it. mono is now.
func (a *association) hasten(mono int64) {
	if mono < a.deniedUntil {
		return
	}
	a.open = true
	select {
	case a.hurry <- struct{}{}:
	default:
	}
}

func (a *association) status(now hostclock.Reading) ServerStatus {
	status := ServerStatus{Name: a.name, Reachable: a.reach != 0, Verdict: a.verdict(now), Rejected: a.rejected, Sent: a.sent}
	if _, ok := a.estimator.Newest(); ok {
		status.Offset = a.estimator.ThetaAt(now.Raw) - now.Lead()
	}
	return status
}

// verdict is agrees, outlier, falseticker, too far, no majority, waiting, denied, or the last
// rejection.
func (a *association) verdict(now hostclock.Reading) string {
	switch {
	case now.Mono < a.deniedUntil:
		return "denied"
	case a.estimator.Standing() != estimate.Unheard:
		return [...]string{estimate.Undecided: "no majority", estimate.Falseticker: "falseticker", estimate.Outlier: "outlier", estimate.Truechimer: verdictAgrees}[a.estimator.Standing()]
	case a.last != ntp.Accepted:
		return a.last.String()
	case a.reach == 0:
		return "waiting"
	}
	return "too far"
}
