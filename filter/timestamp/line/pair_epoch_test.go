package line_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

func TestPairsBesideEpochs(t *testing.T) {
	const pair, epoch = "date=2024-06-14 time=10:11:12 ", "1718352672" // 08:11:12 UTC
	for raw, want := range map[string]string{
		pair + "eventtime=" + epoch + "123456789 x":                       "2024-06-14T08:11:12.123456789Z",
		pair + strings.Repeat("x", 90) + " eventtime=" + epoch + " x":     "2024-06-14T10:11:12+02:00",
		pair + strings.Repeat("x", 90) + " eventtime=1718352682 x":        "ambiguous_zone",
		pair + strings.Repeat("x", 90) + " eventtime=1718452672 x":        "ambiguous_zone",
		pair + strings.Repeat("x", 90) + " eventtime=1718452672 tz=+0200": "2024-06-14T10:11:12+02:00",
		pair + strings.Repeat("x", 90) + " eventtime=none x":              "2024-06-14T10:11:12Z",

		"timestamp=1718359872 a=b " + pair + "tz=\"+0200\"":                         "2024-06-14T10:11:12+02:00",
		"timestamp=1718359872 a=b " + pair + "eventtime=" + epoch + " tz=\"+0200\"": "2024-06-14T08:11:12Z",
		"timestamp=1718359872 a=b " + pair:                                          "2024-06-14T10:11:12Z",
		"timestamp=1718352672 a=b " + pair:                                          "ambiguous_zone",
		"eventtime=1718352672 a=b " + pair + "tz=+0300":                             "2024-06-14T08:11:12Z",
		"timestamp=1718352672 a=b date=tomorrow":                                    "2024-06-14T08:11:12Z",
	} {
		r := stamptest.Reader(t, "")
		stamp, _, _, reason := line.FindWithin(r, []byte(raw), line.Extent{Depth: 128}, &read.Context{Now: stamptest.Now})
		got := reason.String()
		if reason == timestamp.Read {
			got = stamptest.Written(stamp)
		}
		require.Equal(t, want, got, raw)
	}
	stamp, _, _, reason := line.FindWithin(stamptest.Reader(t, ""), []byte(pair+strings.Repeat("x", 90)+" eventtime=1718352"), line.Extent{Depth: 128, Cut: true}, &read.Context{Now: stamptest.Now})
	require.Equal(t, timestamp.Read, reason)
	require.Equal(t, "2024-06-14T10:11:12Z", stamptest.Written(stamp), "the epoch is cut")
}
