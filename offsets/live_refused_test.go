package offsets

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"timesync/offsets/timemap"
)

// TestAdjtimexRefused: it is said once, and one server alone does not overrule the host.
func TestAdjtimexRefused(t *testing.T) {
	for servers, want := range map[int]timemap.Outcome{1: timemap.HostKept, 3: timemap.Applied} {
		synctest.Test(t, func(t *testing.T) {
			l := newLive(1, servers, liveRegional, 12)
			l.clock.seams.disciplined = func() bool { return true }
			l.clock.seams.unknown = func() error { return unix.EPERM }
			line := l.clock.Timeline(Policy{})
			for range 2 {
				l.clock.Start(Polling{}, l.log())
				time.Sleep(10 * time.Minute)
				require.Equal(t, want, viewOf(line).Now().Outcome, servers)
				l.clock.Stop()
			}
			require.Equal(t, 1, strings.Count(strings.Join(l.lines, "\n"), "adjtimex"))
		})
	}
}
