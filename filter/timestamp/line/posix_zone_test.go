package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/read"
)

func TestPOSIXZone(t *testing.T) {
	const host = "2024-06-14T10:11:12Z"
	for trailing, want := range map[string]string{
		"EST5EDT":    "2024-06-14T10:11:12-04:00",
		"PST8PDT":    "2024-06-14T10:11:12-07:00",
		"TZ-6":       "unknown_zone",
		"UTC2":       "ambiguous_zone",
		"EDT5":       "ambiguous_zone",
		"CET-1":      "ambiguous_zone",
		"CET-1CEST":  "ambiguous_zone",
		"UTC-6":      "2024-06-14T10:11:12-06:00",
		"CEST+02":    "2024-06-14T10:11:12+02:00",
		"web2":       host,
		"db5":        host,
		"est5":       host,
		"utc2":       host,
		"DB5":        host,
		"EST5-gw":    host,
		"EST5.x.org": host,
		"EST500":     host,
	} {
		for _, stamp := range []string{"Jun 14 10:11:12 ", "2024-06-14 10:11:12 ", "<0>2024 Jun 14 10:11:12 "} {
			reader := stamptest.Reader(t, "")
			line := stamp + trailing + " app[1]: x"
			require.Equal(t, want, stamptest.FindWritten(reader, line), line)
			require.Equal(t, want, stamptest.FindWritten(reader, line), "again: %s", line)
		}
	}
	stamp, reason := stamptest.Reader(t, "").ReadText([]byte("2024-06-14 10:11:12 EST5EDT"), &read.Context{Now: stamptest.Now})
	require.Equal(t, timestamp.Read, reason)
	require.Equal(t, "2024-06-14T10:11:12-04:00", stamptest.Written(stamp))
}
