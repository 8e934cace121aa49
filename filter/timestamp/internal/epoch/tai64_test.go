package epoch

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestTAIAgainstDatabase compares the steps of TAI with the zone database's file, where there is
// one.
func TestTAIAgainstDatabase(t *testing.T) {
	file, err := os.Open("/usr/share/zoneinfo/leapseconds")
	if err != nil {
		t.Skipf("skipped: needs a list of leap seconds (apt-get install tzdata: %v)", err)
	}
	defer file.Close()
	n := 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) < 5 || fields[0] != "Leap" {
			continue
		}
		last, err := time.Parse("2006 Jan 2", strings.Join(fields[1:4], " "))
		require.NoError(t, err)
		next := last.AddDate(0, 0, 1).Unix()
		require.Less(t, n, len(taiSteps))
		before, leap := fromTAI(next + int64(taiLead1972+n) - 1)
		require.Equal(t, next-1, before)
		require.False(t, leap)
		during, leap := fromTAI(next + int64(taiLead1972+n))
		require.Equal(t, next-1, during)
		require.True(t, leap)
		after, leap := fromTAI(next + int64(taiLead1972+n) + 1)
		require.Equal(t, next, after)
		require.False(t, leap)
		n++
	}
	require.Equal(t, len(taiSteps), n)
}
