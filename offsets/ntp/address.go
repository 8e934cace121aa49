package ntp

import (
	"context"
	"net"
	"net/netip"
	"strings"
)

const ntpPort = "123"

// SplitServer splits host[:port], [v6][:port] or a bare IPv6 address.
func SplitServer(server string) (host, port string) {
	if host, port, err := net.SplitHostPort(server); err == nil {
		return host, port
	}
	return strings.Trim(server, "[]"), ntpPort
}

// Resolve asks Go's own resolver, whose sockets close when the lookup is cancelled: no goroutine of
// it outlives a Stop for long.
func Resolve(ctx context.Context, host string) ([]netip.Addr, error) {
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

// ownAddresses are the IPv4 addresses of this machine, without loopback.
func ownAddresses() (own []netip.Addr) {
	networks, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	for _, network := range networks {
		prefix, err := netip.ParsePrefix(network.String())
		if err == nil && prefix.Addr().Is4() && !prefix.Addr().IsLoopback() {
			own = append(own, prefix.Addr())
		}
	}
	return own
}
