package offsets

import (
	"fmt"

	"timesync/offsets/estimate"
)

// serverStatuses is the status of each configured server, whose addresses are put together.
func (c *Clock) serverStatuses() []ServerStatus {
	all := make([]ServerStatus, 0, len(c.servers))
	for _, server := range c.servers {
		var addresses []ServerStatus
		agree := 0
		for _, s := range c.associations {
			if s.server == server {
				addresses = append(addresses, s.status(c.last))
				if s.estimator.Standing() == estimate.Truechimer {
					agree++
				}
			}
		}
		all = append(all, together(server.Name, addresses, agree))
	}
	return all
}

// together is one status for all addresses of a name. Its offset is that of the first address in reach, one that agrees
// before others.
func together(name string, addresses []ServerStatus, agree int) ServerStatus {
	if len(addresses) == 1 {
		return addresses[0]
	}
	whole := ServerStatus{Name: name, Verdict: fmt.Sprintf("%d of %d agree", agree, len(addresses)), Addresses: addresses}
	agreed := false
	for i := range addresses {
		each := &addresses[i]
		whole.Sent += each.Sent
		for why, count := range each.Rejected {
			whole.Rejected[why] += count
		}
		if agrees := each.Verdict == verdictAgrees; each.Reachable && (!whole.Reachable || agrees && !agreed) {
			whole.Reachable, whole.Offset, agreed = true, each.Offset, agrees
		}
	}
	return whole
}
