package offsets

import (
	"slices"

	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// verifyingSources is how many must agree for an offset to be more than one server's word.
const verifyingSources = 2

// Status is the measurement as it stands, for metrics and the start line.
type Status struct {
	State           timemap.State  // of the measurement; whether its bound is small enough is for each policy, see View.Now
	Offset          int64          // true time minus host time now, ns; 0 if there is no estimate
	Bound           int64          // largest error of Offset, ns; Unbounded if there is no estimate
	FrequencyPPM    float64        // by which true time gains on the host's oscillator (CLOCK_MONOTONIC_RAW)
	Stratum         uint8          // of the nearest server of the majority; 0: none
	LastMeasurement int64          // host time of the newest accepted sample, ns since the Unix epoch; 0: none
	Agree           int            // servers in the majority
	Selectable      int            // servers that were fit to vote
	Of              int            // servers there are: each address of a name is one
	Verified        bool           // two sources or more agree on it: a single one may be wrong and nobody would know
	Disagreements   []Disagreement // with the majority, on this host
	Servers         []ServerStatus // those configured, in order
}

// ServerStatus is one server as it stands.
type ServerStatus struct {
	Name      string         // as configured; of an address followed by it
	Reachable bool           // an accepted sample within the last eight polls
	Offset    int64          // the server's time minus host time now, ns; 0 without samples
	Verdict   string         // agrees, outlier, falseticker, too far, no majority, waiting, denied, or the reason of the last rejection
	Rejected  ntp.Rejected   // queries without a sample, by reason
	Sent      uint64         // queries
	Addresses []ServerStatus // where the name has several: each of them, and the above is of them together
}

// Status reads the clocks and reports.
func (c *Clock) Status() Status {
	reading := c.seams.readClocks()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.observe(reading, viewSlack)
	status := Status{State: c.state, Bound: timemap.Unbounded, LastMeasurement: c.newest, Of: len(c.associations)}
	if c.given {
		status.Offset, status.Bound = c.estimate.Theta, 0
	}
	if c.estimated {
		status.Offset, status.Bound = offsetAt(&c.estimate, c.last), c.estimate.BoundAt(c.last.Raw, estimate.DriftTolerance)
		status.FrequencyPPM, status.Stratum = c.estimate.Slope*1e6, c.estimate.Stratum
	}
	for _, s := range c.associations {
		if s.estimator.Standing() != estimate.Unheard {
			status.Selectable++
		}
		if s.estimator.Standing() == estimate.Truechimer {
			status.Agree++
		}
	}
	status.Verified = status.Agree >= verifyingSources
	status.Disagreements = slices.Clone(c.disagreements)
	status.Servers = c.serverStatuses()
	return status
}

func (a *association) status(now hostclock.Reading) ServerStatus {
	status := ServerStatus{Name: a.name, Reachable: a.reach != 0, Verdict: a.verdict(now), Rejected: a.rejected, Sent: a.sent}
	if _, any := a.estimator.Newest(); any {
		status.Offset = a.estimator.ThetaAt(now.Raw) - now.Lead()
	}
	return status
}

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

const verdictAgrees = "agrees"
