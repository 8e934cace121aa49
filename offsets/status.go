package offsets

import (
	"fmt"

	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// verifyingSources is how many must agree for an offset to be more than one server's word.
const verifyingSources = 2

// Status is the measurement as it stands, for metrics and the start line.
type Status struct {
	State           timemap.State  // of the measurement; what a policy makes of it: View.Now
	Offset          int64          // true time minus host time now, ns; 0 if there is no estimate
	Bound           int64          // largest error of Offset, ns; Unbounded if there is no estimate
	FrequencyPPM    float64        // by which true time gains on the host's oscillator (CLOCK_MONOTONIC_RAW)
	Stratum         uint8          // of the nearest server of the majority; 0: none
	LastMeasurement int64          // host time of the newest accepted sample, ns since the Unix epoch; 0: none
	Agree           int            // servers in the majority
	Selectable      int            // servers that were fit to vote
	Of              int            // servers there are: each address of a name is one
	Verified        bool           // two servers or more agree on it
	Disagreements   []Disagreement // with the majority, on this host
	Servers         []ServerStatus // those configured, in order
}

// ServerStatus is one server as it stands.
type ServerStatus struct {
	Name      string         // as configured; of an address followed by it
	Reachable bool           // an accepted sample within the last eight polls
	Offset    int64          // the server's time minus host time now, ns; 0 without samples
	Verdict   string         // see association.verdict
	Rejected  ntp.Rejected   // queries without a sample, by reason
	Sent      uint64         // queries
	Addresses []ServerStatus // where the name has several: each of them, and the above is of them together
}

const verdictAgrees = "agrees"

// statuses is the status of each configured server, whose addresses are put together.
func (p *pool) statuses(now hostclock.Reading) []ServerStatus {
	all := make([]ServerStatus, 0, len(p.servers))
	for _, server := range p.servers {
		var addresses []ServerStatus
		agree := 0
		for _, a := range p.associations {
			if a.server == server {
				addresses = append(addresses, a.status(now))
				if a.estimator.Standing() == estimate.Truechimer {
					agree++
				}
			}
		}
		all = append(all, together(server.Name, addresses, agree))
	}
	return all
}

// together is one status for all addresses of a name. Its offset is that of the first address in
// reach, one that agrees before others.
func together(name string, addresses []ServerStatus, agree int) ServerStatus {
	if len(addresses) == 1 {
		return addresses[0]
	}
	whole := ServerStatus{Name: name, Verdict: fmt.Sprintf("%d of %d agree", agree, len(addresses)), Addresses: addresses}
	agreed := false
	for i := range addresses {
		each := &addresses[i]
		whole.Sent += each.Sent
		for reason, count := range each.Rejected {
			whole.Rejected[reason] += count
		}
		if agrees := each.Verdict == verdictAgrees; each.Reachable && (!whole.Reachable || agrees && !agreed) {
			whole.Reachable, whole.Offset, agreed = true, each.Offset, agrees
		}
	}
	return whole
}
