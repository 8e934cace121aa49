package offsets

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"strings"
	"time"

	"timesync/offsets/ntp"
)

// Server is one configured server: host or host:port, and the key it shares with us, nil without.
type Server struct {
	Name string
	Key  *ntp.Key
}

// named makes servers without keys.
func named(names []string) []Server {
	servers := make([]Server, len(names))
	for i, name := range names {
		servers[i].Name = name
	}
	return servers
}

// namesOf is the servers' names in alphabetical order: what tells one set from another.
func namesOf(servers []Server) string {
	names := make([]string, len(servers))
	for i := range servers {
		names[i] = servers[i].Name
	}
	slices.Sort(names)
	return strings.Join(names, ",")
}

const (
	maxAssociations   = 4          // of one name; chrony's default maxsources of a pool
	missesToReresolve = reachPolls // chrony resolves anew after as many unanswered queries
)

// server is a configured server and what its name resolved to. Each of its addresses is a source of its own: a name may
// stand for several machines, as those of the NTP pool do.
type server struct {
	Server
	host, port string
	addresses  []netip.Addr // in the resolver's order of preference
}

func (a *association) endpoint() ntp.Endpoint {
	return ntp.Endpoint{Source: a.name, Address: a.address, Port: a.server.port, Key: a.server.Key}
}

func newServer(s Server) *server {
	host, port := ntp.SplitServer(s.Name)
	return &server{Server: s, host: host, port: port}
}

func (c *Clock) newAssociation(of *server) *association {
	return &association{server: of, name: of.Name, open: true, interval: c.polling.Min,
		hurry: make(chan struct{}, 1)}
}

// locate finds out where to ask: it resolves the server's name at the first query and after missesToReresolve queries
// without an answer, and gives each further address of the name a source.
func (c *Clock) locate(ctx context.Context, s *association) (ntp.Endpoint, ntp.Rejection) {
	if c.seams.resolve == nil || !c.unsure(s) {
		return c.whereabouts(s)
	}
	addresses, err := lookUp(ctx, s.server.host, c.seams.resolve)
	c.mu.Lock()
	if err == nil {
		s.server.addresses = addresses
		c.settle(s)
	}
	c.mu.Unlock()
	if err != nil && !s.address.IsValid() { // else the old address may do, it is the name server that is gone
		return ntp.Endpoint{}, ntp.NoAddress
	}
	return c.whereabouts(s)
}

func (c *Clock) unsure(s *association) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !s.address.IsValid() || s.misses >= missesToReresolve
}

func (c *Clock) whereabouts(s *association) (ntp.Endpoint, ntp.Rejection) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.seams.resolve != nil && !s.address.IsValid() {
		return ntp.Endpoint{}, ntp.Duplicate
	}
	return s.endpoint(), ntp.Accepted
}

// settle gives a source that has none, or a silent one, another address of its server, and adds a source for each that is
// free, of the family the resolver prefers: a name's addresses of the other family are mostly the same machines, and would
// vote twice. They serve when the first ones do not answer.
func (c *Clock) settle(s *association) {
	c.move(s)
	s.misses = 0
	if !s.address.IsValid() {
		return
	}
	for _, address := range s.server.addresses {
		if address.Is4() == s.address.Is4() && c.free(address, s.server.port) && c.countOf(s.server) < maxAssociations {
			another := c.newAssociation(s.server)
			another.address = address
			c.associations = append(c.associations, another)
		}
	}
	c.rename(s.server)
}

// move gives the source the next free address after its own, if there is one, and forgets what the old one said.
func (c *Clock) move(s *association) {
	all := s.server.addresses
	own := slices.Index(all, s.address)
	for i := range all {
		address := all[(own+1+i)%len(all)]
		if !c.free(address, s.server.port) {
			continue
		}
		s.estimator.Forget()
		s.address, s.misses, s.heard = address, 0, false
		s.reach, s.deniedUntil = 0, 0
		c.rename(s.server)
		return
	}
}

// free tells whether no source asks the address: one machine under two names must not vote twice.
func (c *Clock) free(address netip.Addr, port string) bool {
	return !slices.ContainsFunc(c.associations, func(s *association) bool { return s.address == address && s.server.port == port })
}

func (c *Clock) countOf(of *server) (n int) {
	for _, s := range c.associations {
		if s.server == of {
			n++
		}
	}
	return n
}

// rename calls a server's sources by name and address where there are several.
func (c *Clock) rename(of *server) {
	several := c.countOf(of) > 1
	for _, s := range c.associations {
		if s.server == of && several {
			s.name = of.Name + " (" + s.address.String() + ")"
		}
	}
}

// heardFrom notes whether the source's address answered. One that never did is left at once for another.
func (c *Clock) heardFrom(s *association, answered bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if answered {
		s.heard, s.misses = true, 0
		return
	}
	s.misses++
	if !s.heard && s.address.IsValid() {
		misses := s.misses
		c.move(s)
		s.misses = misses
	}
}

// launch starts a goroutine for each source that has none.
func (c *Clock) launch(ctx context.Context) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.associations {
		if !s.running {
			s.running = true
			c.poller.running.Go(func() { c.poll(ctx, s) })
		}
	}
}

// landed notes that no goroutine runs any more.
func (c *Clock) landed() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.associations {
		s.running = false
	}
}

var errNoAddress = errors.New("the name has no address")

// resolver returns the addresses of a host's name, most preferred first.
type resolver func(ctx context.Context, host string) ([]netip.Addr, error)

// lookUp resolves a host's name; an address stands for itself.
func lookUp(ctx context.Context, host string, resolve resolver) ([]netip.Addr, error) {
	if literal, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{literal.Unmap()}, nil
	}
	addresses, err := resolve(ctx, host)
	if err == nil && len(addresses) == 0 {
		err = errNoAddress
	}
	return addresses, err
}

// shortestInterval is the interval between polls of the server that is asked most often.
func (c *Clock) shortestInterval() time.Duration {
	shortest := c.polling.Max
	for _, s := range c.associations {
		if s.reach != 0 {
			shortest = min(shortest, s.interval)
		}
	}
	return max(c.polling.Min, shortest)
}
