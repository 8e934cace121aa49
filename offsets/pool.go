package offsets

import (
	"net/netip"
	"slices"
	"time"

	"timesync/offsets/estimate"
	"timesync/offsets/hostclock"
)

const maxAssociations = 4 // of one name; chrony's default maxsources of a pool

// pool is the servers of a clock and their associations, one at least of each. The clock's mutex
// protects it.
type pool struct {
	polling      Polling
	servers      []*server // as configured
	associations []*association
	lastPoll     int64   // Mono when a whole poll was last counted
	drift        float64 // s/s, by which what is known of theta grows more uncertain
}

// tolerate sets the drift for all that is measured.
func (p *pool) tolerate(drift float64) {
	p.drift = drift
	for _, a := range p.associations {
		a.estimator.Tolerate(drift)
	}
}

// find returns the association of that name, nil if there is none.
func (p *pool) find(name string) *association {
	for _, a := range p.associations {
		if a.name == name {
			return a
		}
	}
	return nil
}

// add makes an association with a server, without an address yet.
func (p *pool) add(with *server) *association {
	a := &association{server: with, name: with.Name, open: true, interval: p.polling.Min, hurry: make(chan struct{}, 1)}
	a.estimator.Tolerate(p.drift)
	p.associations = append(p.associations, a)
	return a
}

// assignAddresses gives an association that has none, or a silent one, another address of its
// server, and adds one for each that is free, of the family the resolver prefers: a name's
// addresses of the other family are mostly the same machines, and would vote twice. They serve when
// the first ones do not answer.
func (p *pool) assignAddresses(a *association) {
	p.move(a)
	a.misses = 0
	if !a.address.IsValid() {
		return
	}
	for _, address := range a.server.addresses {
		if address.Is4() == a.address.Is4() && p.isFree(address, a.server.port) && p.count(a.server) < maxAssociations {
			p.add(a.server).address = address
		}
	}
	p.rename(a.server)
}

// move gives the association the next free address after its own, if there is one, and forgets what
// the old one said.
func (p *pool) move(a *association) {
	all := a.server.addresses
	own := slices.Index(all, a.address)
	for i := range all {
		address := all[(own+1+i)%len(all)]
		if !p.isFree(address, a.server.port) {
			continue
		}
		a.estimator.Forget()
		a.address, a.misses, a.heard = address, 0, false
		a.reach, a.deniedUntil = 0, 0
		p.rename(a.server)
		return
	}
}

// isFree reports whether no association has the address: one machine under two names must not vote
// twice.
func (p *pool) isFree(address netip.Addr, port string) bool {
	return !slices.ContainsFunc(p.associations, func(a *association) bool { return a.address == address && a.server.port == port })
}

func (p *pool) count(with *server) (n int) {
	for _, a := range p.associations {
		if a.server == with {
			n++
		}
	}
	return n
}

// rename calls a server's associations by name and address where there are several.
func (p *pool) rename(with *server) {
	several := p.count(with) > 1
	for _, a := range p.associations {
		if a.server == with && several {
			a.name = with.Name + " (" + a.address.String() + ")"
		}
	}
}

// ballot returns who is fit to vote at a RAW moment and their candidates, and how many voters there
// are with those whose first answer is still awaited. All standings are taken back.
func (p *pool) ballot(raw int64) (fit []*association, candidates []estimate.Candidate, voters int) {
	fit, candidates = make([]*association, 0, len(p.associations)), make([]estimate.Candidate, 0, len(p.associations))
	for _, a := range p.associations {
		a.estimator.Abstain()
		candidate, ok := a.candidate(raw)
		if ok || a.open {
			voters++
		}
		if ok {
			fit, candidates = append(fit, a), append(candidates, candidate)
		}
	}
	return fit, candidates, voters
}

// wholePoll reports whether each that is fit to vote was renewed, or a poll interval passed, since
// it last said so.
func (p *pool) wholePoll(fit []*association, mono int64) bool {
	whole := len(fit) > 0
	for _, a := range fit {
		whole = whole && a.renewed
	}
	if !whole && mono-p.lastPoll < int64(p.shortestInterval()) {
		return false
	}
	for _, a := range p.associations {
		a.renewed = false
	}
	p.lastPoll = mono
	return true
}

// shortestInterval is the interval between polls of the server that is asked most often.
func (p *pool) shortestInterval() time.Duration {
	shortest := p.polling.Max
	for _, a := range p.associations {
		if a.reach != 0 {
			shortest = min(shortest, a.interval)
		}
	}
	return max(p.polling.Min, shortest)
}

// fresh reports whether any association of the majority has a sample of the last few polls.
func (p *pool) fresh(raw int64) bool {
	return slices.ContainsFunc(p.associations, func(a *association) bool {
		return a.estimator.Standing() == estimate.Truechimer && a.fresh(raw)
	})
}

// deaf reports whether no association answered its last query.
func (p *pool) deaf() bool {
	return !slices.ContainsFunc(p.associations, func(a *association) bool { return a.last.Answered() })
}

// awaited reports whether a vote may still come in.
func (p *pool) awaited() bool {
	return slices.ContainsFunc(p.associations, func(a *association) bool { return a.open })
}

// drop forgets the samples taken up to a RAW moment.
func (p *pool) drop(until int64) {
	for _, a := range p.associations {
		a.estimator.Drop(until)
	}
}

// hasten has all servers asked at once.
func (p *pool) hasten(mono int64) {
	for _, a := range p.associations {
		a.hasten(mono)
	}
}

// welcome hastens the other silent servers when one answers that was not heard lately: the network
// is there, and the first to be heard must not be a majority of one.
func (p *pool) welcome(back *association, now hostclock.Reading) {
	if back.fresh(now.Raw) {
		return
	}
	for _, a := range p.associations {
		if a != back && !a.open && !a.fresh(now.Raw) {
			a.hasten(now.Mono)
		}
	}
}
