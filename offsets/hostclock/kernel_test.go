package hostclock

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// TestRefused: a kernel that does not tell is no proof that nobody disciplines the clock.
func TestRefused(t *testing.T) {
	require.True(t, Kernel{Refused: unix.EPERM}.disciplined())
	require.True(t, Kernel{Synchronised: true}.disciplined())
	require.False(t, Kernel{}.disciplined())
}
