package epoch

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/calendar"
)

// TestFiletimeSharesNoNumber: FILETIME, epochs in every unit and .NET's ticks share no number.
func TestFiletimeSharesNoNumber(t *testing.T) {
	require.Greater(t, uint64(firstFiletime), uint64(LastSecond)*calendar.Powers[6])
	require.Less(t, uint64(lastFiletime), uint64(FirstSecond)*calendar.Powers[9])
	require.Less(t, uint64(lastFiletime), uint64(firstTick))
	for _, test := range []struct {
		number uint64
		want   time.Time
	}{
		{firstFiletime, time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)},
		{lastFiletime - 1, time.Date(2049, 12, 31, 23, 59, 59, 999999900, time.UTC)},
	} {
		stamp, reason := ByMagnitude(test.number)
		require.Equal(t, timestamp.Read, reason)
		require.Equal(t, test.want.UnixNano(), stamp.Nanos)
	}
	_, reason := ByMagnitude(firstFiletime - 1)
	require.Equal(t, timestamp.NoStamp, reason)
	_, reason = ByMagnitude(lastFiletime)
	require.Equal(t, timestamp.NoStamp, reason)
}
