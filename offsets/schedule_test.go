package offsets

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/ntp"
)

func TestSchedule(t *testing.T) {
	type outcome struct {
		result ntp.Rejection
		kiss   string
		want   time.Duration
	}
	repeated := func(n int, o outcome) []outcome {
		all := make([]outcome, n)
		for i := range all {
			all[i] = o
		}
		return all
	}
	burst := repeated(3, outcome{ntp.Accepted, "", 2 * time.Second})
	tests := []struct {
		name     string
		polling  Polling
		deaf     bool
		outcomes []outcome
	}{
		{"answers", Polling{}, false, append(burst, repeated(5, outcome{ntp.Accepted, "", 64 * time.Second})...)},
		{"silence", Polling{}, false, []outcome{
			{ntp.NoReply, "", 2 * time.Second}, {ntp.NoReply, "", 2 * time.Second}, {ntp.NoAddress, "", 2 * time.Second},
			{ntp.NoReply, "", 128 * time.Second}, {ntp.Network, "", 256 * time.Second}, {ntp.Accepted, "", 64 * time.Second},
			{ntp.NoReply, "", 16 * time.Second}, {ntp.NoReply, "", 32 * time.Second}, {ntp.Malformed, "", 64 * time.Second},
			{ntp.NoReply, "", 128 * time.Second}, {ntp.NoReply, "", 256 * time.Second}, {ntp.Accepted, "", 64 * time.Second}}},
		{"silence of all", Polling{}, true, []outcome{
			{ntp.NoReply, "", 2 * time.Second}, {ntp.NoReply, "", 2 * time.Second}, {ntp.NoAddress, "", 2 * time.Second},
			{ntp.NoReply, "", 48 * time.Second}, {ntp.Network, "", 48 * time.Second}, {ntp.Accepted, "", 64 * time.Second},
			{ntp.NoReply, "", 16 * time.Second}, {ntp.NoReply, "", 32 * time.Second}, {ntp.NoReply, "", 48 * time.Second}}},
		{"answers of no use are answers", Polling{}, false, append(repeated(3, outcome{ntp.Stratum, "", 2 * time.Second}),
			repeated(3, outcome{ntp.Leap, "", 64 * time.Second})...)},
		{"fast polls", Polling{Min: time.Second, Max: 4 * time.Second}, false, []outcome{
			{ntp.Accepted, "", time.Second}, {ntp.Accepted, "", time.Second}, {ntp.Accepted, "", time.Second}, {ntp.Accepted, "", time.Second},
			{ntp.NoReply, "", time.Second}, {ntp.NoReply, "", 2 * time.Second}, {ntp.NoReply, "", 4 * time.Second}, {ntp.NoReply, "", 4 * time.Second}}},
		{"poll_max is no power of poll_min", Polling{Min: 16 * time.Second, Max: 100 * time.Second}, false, append(burst, []outcome{
			{ntp.NoReply, "", 16 * time.Second}, {ntp.NoReply, "", 32 * time.Second}, {ntp.NoReply, "", 64 * time.Second},
			{ntp.NoReply, "", 100 * time.Second}}...)},
		{"RATE ends the burst and slows down for good", Polling{}, false, []outcome{
			{ntp.Kiss, "RATE", 128 * time.Second}, {ntp.Accepted, "", 128 * time.Second}, {ntp.Kiss, "RATE", 256 * time.Second},
			{ntp.Kiss, "RATE", 512 * time.Second}, {ntp.Kiss, "RATE", 1024 * time.Second}, {ntp.Kiss, "RATE", 1024 * time.Second},
			{ntp.Accepted, "", 1024 * time.Second}}},
		{"RATE may pass poll_max", Polling{Min: 16 * time.Second, Max: 16 * time.Second}, false, []outcome{{ntp.Kiss, "RATE", 32 * time.Second}}},
		{"RATE holds in silence", Polling{}, true, []outcome{{ntp.Kiss, "RATE", 128 * time.Second}, {ntp.NoReply, "", 128 * time.Second}}},
		{"DENY", Polling{}, false, []outcome{{ntp.Kiss, "DENY", 24 * time.Hour}}},
		{"RSTR", Polling{}, false, []outcome{{ntp.Kiss, "RSTR", 24 * time.Hour}}},
		{"other kisses", Polling{}, false, []outcome{{ntp.Kiss, "INIT", 2 * time.Second}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			plan := newSchedule()
			for i, o := range test.outcomes {
				require.Equal(t, o.want, plan.next(o.result, o.kiss, test.polling.withDefaults(), test.deaf, 0.5), "query %d", i)
			}
		})
	}
}

func TestPollsSpread(t *testing.T) {
	plan := schedule{}
	polling := Polling{}.withDefaults()
	require.Equal(t, time.Duration(62.72*1e9), plan.next(ntp.Accepted, "", polling, false, 0))
	require.InDelta(t, 65.28e9, float64(plan.next(ntp.Accepted, "", polling, false, 0.999999)), 1e5)
}
