package offsets

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"sync"
)

const (
	ntpPort           = "123"
	missesToReresolve = reachPolls // chrony resolves anew after as many unanswered queries
)

// addressBook keeps the addresses of the servers' names. A name is resolved at its first query and again after
// missesToReresolve queries without an answer; until the first answer each miss tries its next address.
type addressBook struct {
	resolve func(ctx context.Context, host string) ([]netip.Addr, error)

	mu      sync.Mutex
	entries map[string]*addressEntry
}

type addressEntry struct {
	addresses []netip.Addr
	turn      int
	misses    int
	answered  bool
}

func newAddressBook(resolve func(context.Context, string) ([]netip.Addr, error)) *addressBook {
	return &addressBook{resolve: resolve, entries: map[string]*addressEntry{}}
}

// find returns host:port of the server's present address.
func (b *addressBook) find(ctx context.Context, server string) (string, error) {
	host, port := splitServer(server)
	if address, known := b.known(server); known {
		return net.JoinHostPort(address.String(), port), nil
	}
	addresses, err := b.lookUp(ctx, host)
	if err != nil {
		return "", err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.entries[server] = &addressEntry{addresses: addresses}
	return net.JoinHostPort(addresses[0].String(), port), nil
}

func (b *addressBook) known(server string) (netip.Addr, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	entry := b.entries[server]
	if entry == nil {
		return netip.Addr{}, false
	}
	return entry.addresses[entry.turn%len(entry.addresses)], true
}

func (b *addressBook) lookUp(ctx context.Context, host string) ([]netip.Addr, error) {
	if literal, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{literal}, nil
	}
	addresses, err := b.resolve(ctx, host)
	if err == nil && len(addresses) == 0 {
		err = &net.DNSError{Err: "no address", Name: host, IsNotFound: true}
	}
	return addresses, err
}

// report notes whether the server's present address answered.
func (b *addressBook) report(server string, answered bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	entry := b.entries[server]
	switch {
	case entry == nil:
	case answered:
		entry.answered, entry.misses = true, 0
	default:
		entry.misses++
		if !entry.answered {
			entry.turn++
		}
		if entry.misses >= missesToReresolve {
			delete(b.entries, server)
		}
	}
}

// splitServer parts host[:port], [v6][:port] or a bare IPv6 address.
func splitServer(server string) (host, port string) {
	if host, port, err := net.SplitHostPort(server); err == nil {
		return host, port
	}
	return strings.Trim(server, "[]"), ntpPort
}

// resolve asks Go's own resolver, whose sockets close when the lookup is given up: no goroutine of it outlives a Stop for
// long.
func resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	resolver := net.Resolver{PreferGo: true, Dial: dialResolver}
	addresses, err := resolver.LookupNetIP(ctx, "ip", host)
	for i := range addresses {
		addresses[i] = addresses[i].Unmap()
	}
	return addresses, err
}

func dialResolver(ctx context.Context, network, address string) (net.Conn, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, network, address)
	if err == nil {
		context.AfterFunc(ctx, func() { conn.Close() })
	}
	return conn, err
}
