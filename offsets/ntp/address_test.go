package ntp

import (
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
		host, port := SplitServer(test.server)
		require.Equal(t, test.host, host, test.server)
		require.Equal(t, test.port, port, test.server)
	}
}

func TestOwnAddresses(t *testing.T) {
	for _, own := range ownAddresses() {
		require.True(t, own.Is4() && !own.IsLoopback(), own.String())
	}
}
