package chrony

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestCommandSocket: chronyd's word by its own socket, of which nothing is left in its folder.
func TestCommandSocket(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "chronyd.sock")
	server, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	require.NoError(t, err)
	defer server.Close()
	want := healthy(time.Second)
	go func() {
		request := make([]byte, 1024)
		for {
			n, from, err := server.ReadFromUnix(request)
			if err != nil {
				return
			}
			if _, err := server.WriteToUnix(trackingReply(request[:n], want), from); err != nil {
				return
			}
		}
	}()
	got, err := Ask(context.Background(), []string{filepath.Join(folder, "none.sock"), path})
	require.NoError(t, err)
	require.Equal(t, want, got)
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, left, 1)

	_, err = Ask(context.Background(), []string{"/no/such/folder/chronyd.sock"})
	var call *os.SyscallError
	require.ErrorAs(t, err, &call)
}
