package offsets

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"strings"

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

// namesOf is the servers' names in alphabetical order, which identify the set.
func namesOf(servers []Server) string {
	names := make([]string, len(servers))
	for i := range servers {
		names[i] = servers[i].Name
	}
	slices.Sort(names)
	return strings.Join(names, ",")
}

// server is a configured server and what its name resolved to. Each of its addresses is an
// association of its own: a name may stand for several machines, as those of the NTP pool do.
type server struct {
	Server
	host, port string
	addresses  []netip.Addr // in the resolver's order of preference
}

func newServer(s Server) *server {
	host, port := ntp.SplitServer(s.Name)
	return &server{Server: s, host: host, port: port}
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
