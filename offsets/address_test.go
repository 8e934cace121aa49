package offsets

import (
	"context"
	"errors"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestServerNames(t *testing.T) {
	tests := []struct{ server, host, port string }{
		{"ntp.example.org", "ntp.example.org", "123"},
		{"ntp.example.org:1123", "ntp.example.org", "1123"},
		{"192.0.2.1", "192.0.2.1", "123"},
		{"192.0.2.1:1123", "192.0.2.1", "1123"},
		{"2001:db8::1", "2001:db8::1", "123"},
		{"[2001:db8::1]", "2001:db8::1", "123"},
		{"[2001:db8::1]:1123", "2001:db8::1", "1123"},
	}
	for _, test := range tests {
		host, port := splitServer(test.server)
		require.Equal(t, test.host, host, test.server)
		require.Equal(t, test.port, port, test.server)
	}
}

func TestAddressBook(t *testing.T) {
	lookups := 0
	book := newAddressBook(func(context.Context, string) ([]netip.Addr, error) {
		lookups++
		return []netip.Addr{netip.MustParseAddr("2001:db8::1"), netip.MustParseAddr("192.0.2.1")}, nil
	})
	find := func() string {
		address, err := book.find(context.Background(), "ntp.example.org")
		require.NoError(t, err)
		return address
	}
	require.Equal(t, "[2001:db8::1]:123", find())
	book.report("ntp.example.org", false)
	require.Equal(t, "192.0.2.1:123", find(), "an address that never answered is left at once")
	book.report("ntp.example.org", true)
	for range missesToReresolve - 1 {
		book.report("ntp.example.org", false)
		require.Equal(t, "192.0.2.1:123", find(), "one that did answer is kept")
	}
	require.Equal(t, 1, lookups)
	book.report("ntp.example.org", false)
	find()
	require.Equal(t, 2, lookups)
}

func TestNamesThatDoNotResolve(t *testing.T) {
	gone := errors.New("gone")
	book := newAddressBook(func(context.Context, string) ([]netip.Addr, error) { return nil, gone })
	_, err := book.find(context.Background(), "ntp.example.org")
	require.ErrorIs(t, err, gone)
	book.resolve = func(context.Context, string) ([]netip.Addr, error) { return nil, nil }
	_, err = book.find(context.Background(), "ntp.example.org")
	require.Error(t, err)
	address, err := book.find(context.Background(), "127.0.0.1")
	require.NoError(t, err)
	require.Equal(t, "127.0.0.1:123", address)
}
