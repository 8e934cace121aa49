package chrony

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strings"
)

// commandSocket is a connection to chronyd's own socket, which also answers where its command port
// is closed (chrony.conf(5), bindcmdaddress). The answer goes to a socket beside it, which only
// root and chronyd's user can make.
type commandSocket struct {
	*net.UnixConn
	local string
}

// dialCommand opens a connection to an address, or to a socket if it is a path. It closes when ctx
// ends.
func dialCommand(ctx context.Context, address string) (net.Conn, error) {
	if !strings.HasPrefix(address, "/") {
		var dialer net.Dialer
		conn, err := dialer.DialContext(ctx, "udp", address)
		if err == nil {
			context.AfterFunc(ctx, func() { conn.Close() })
		}
		return conn, err
	}
	local := filepath.Join(filepath.Dir(address), fmt.Sprintf("timesync.%d.%d.sock", os.Getpid(), rand.Uint32()))
	conn, err := net.DialUnix("unixgram", &net.UnixAddr{Name: local, Net: "unixgram"}, &net.UnixAddr{Name: address, Net: "unixgram"})
	if err != nil {
		os.Remove(local)
		return nil, err
	}
	socket := &commandSocket{conn, local}
	if err := os.Chmod(local, 0o666); err != nil { // chronyd, which may be another user, answers to it
		socket.Close()
		return nil, err
	}
	context.AfterFunc(ctx, func() { conn.Close() })
	return socket, nil
}

// Close also removes the socket's name.
func (s *commandSocket) Close() error {
	os.Remove(s.local)
	return s.UnixConn.Close()
}
