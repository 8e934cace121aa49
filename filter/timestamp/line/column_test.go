package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

func TestZoneColumn(t *testing.T) {
	for text, want := range map[string]string{
		"2024-06-14 10:11:12,UTC server: x":       "2024-06-14T10:11:12Z",
		"2024-06-14 10:11:12.5;CEST;x":            "2024-06-14T10:11:12.5+02:00", // as Berlin calls it then
		`"2024-06-14 10:11:12","UTC","x"`:         "2024-06-14T10:11:12Z",
		`"2024-06-14 10:11:12","INFO","x"`:        "2024-06-14T10:11:12+02:00",
		"2024-06-14 10:11:12|+03:00|x":            "2024-06-14T10:11:12+03:00",
		"2024-06-14 10:11:12|+0300|x":             "2024-06-14T10:11:12+03:00",
		"2024-06-14 10:11:12 | GMT | x":           "2024-06-14T10:11:12Z",
		"14.06.2024;10:11:12;x":                   "2024-06-14T10:11:12+02:00",
		"2024-06-14 10:11:12,America/New_York,x":  "2024-06-14T10:11:12-04:00",
		"2024-06-14 10:11:12,America/Nowhere,x":   "unknown_zone",
		"2024-06-14 10:11:12,CAT,329.5":           "ambiguous_zone",
		"2024-06-14 10:11:12,IST,x":               "ambiguous_zone",
		"2024-06-14 10:11:12,CAB,329.5":           "2024-06-14T10:11:12+02:00",
		"2024-06-14 10:11:12,+1000,x":             "2024-06-14T10:11:12+02:00",
		"2024-06-14 10:11:12,-5,x":                "2024-06-14T10:11:12+02:00",
		"2024-06-14 10:11:12,UTC-gw,x":            "2024-06-14T10:11:12+02:00",
		"2024-06-14 10:11:12 [Europe/London] x":   "2024-06-14T10:11:12+01:00",
		"2024-06-14T10:11:12+02:00[Europe/Paris]": "2024-06-14T10:11:12+02:00",
		"2024-06-14T10:11:12+01:00[Europe/Paris]": "ambiguous_zone",
		"2024-06-14T10:11:12+01:00[main] x":       "2024-06-14T10:11:12+01:00",
		"2024-06-14T10:11:12[America/New_York] x": "2024-06-14T10:11:12-04:00",
		"2024-06-14 10:11:12 [worker/3] x":        "2024-06-14T10:11:12+02:00",
		"2024-06-14 10:11:12 [Europe/Nowhere] x":  "unknown_zone",
		"2024-06-14 10:11:12.123'456 x":           "malformed",
		"2024-06-14 10:11:12.123' x":              "2024-06-14T10:11:12.123+02:00",
		"'2024-06-14 10:11:12.123' and 5":         "2024-06-14T10:11:12.123+02:00",
	} {
		reader := stamptest.Reader(t, "Europe/Berlin")
		require.Equal(t, want, stamptest.FindWritten(reader, text), text)
		require.Equal(t, want, stamptest.FindWritten(reader, text), "again: %s", text)
	}
}

// The zone's column stays in a line that is rewritten.
func TestZoneColumnStays(t *testing.T) {
	raw := "2024-06-14 10:11:12,UTC,x"
	_, start, end, reason := line.Find(stamptest.Reader(t, "Europe/Berlin"), []byte(raw), &read.Context{Now: stamptest.Now})
	require.Equal(t, timestamp.Read, reason)
	require.Equal(t, "2024-06-14 10:11:12", raw[start:end])
}

func TestLeadingZone(t *testing.T) {
	for text, want := range map[string]string{
		"[CEST Oct 10 07:03:23] info     : 'system h' Monit started": "2023-10-10T07:03:23+02:00",
		"[EDT Oct 10 07:03:23] info     : x":                         "2023-10-10T07:03:23-04:00",
		"[UTC May 18 18:05:41] error    : x":                         "2024-05-18T18:05:41Z",
		"UTC 2024-06-14 10:11:12 x":                                  "2024-06-14T10:11:12Z",
		"[UTC] 2024-06-14 10:11:12 x":                                "2024-06-14T10:11:12Z",
		"<13>GMT Jun 14 10:11:12 host x":                             "2024-06-14T10:11:12Z",
		"CEST 2024-06-14 10:11:12 x":                                 "2024-06-14T10:11:12+02:00", // as Berlin calls it then
		"CAT 2024-06-14 10:11:12 x":                                  "ambiguous_zone",
		"CET 2024-06-14 10:11:12 x":                                  "ambiguous_zone",
		"UTC 2024-06-14 10:11:12 +0300 x":                            "2024-06-14T10:11:12+03:00",
		"INFO 2024-06-14 10:11:12 x":                                 "2024-06-14T10:11:12+02:00",
		"UTC x 2024-06-14 10:11:12 x":                                "2024-06-14T10:11:12+02:00",
		"[2024] Jun 14 10:11:12 x":                                   "2024-06-14T10:11:12+02:00",
		"[2021] Jun 14 10:11:12 x":                                   "ambiguous_date",
		"[2121] Jun 14 10:11:12 x":                                   "2024-06-14T10:11:12+02:00",
		"[1] Jun 14 10:11:12 x":                                      "2024-06-14T10:11:12+02:00",
		"[2021] 2024-06-14 10:11:12 x":                               "2024-06-14T10:11:12+02:00",
	} {
		reader := stamptest.Reader(t, "Europe/Berlin")
		require.Equal(t, want, stamptest.FindWritten(reader, text), text)
		stamptest.FindWritten(reader, "Jun 14 10:11:12 x")
		require.Equal(t, want, stamptest.FindWritten(reader, text), "again: %s", text)
	}
	for text, want := range map[string]string{
		"CEST Oct 10 07:03:23":          "2023-10-10T07:03:23+02:00",
		"[UTC] 2024-06-14 10:11:12":     "2024-06-14T10:11:12Z",
		"UTC 2024-06-14 10:11:12":       "2024-06-14T10:11:12Z",
		"IST 2024-06-14 10:11:12":       "ambiguous_zone",
		"UTC 2024-06-14 10:11:12 +0300": "no_stamp",
		"UTC":                           "no_stamp",
		"[U":                            "no_stamp",
		"01718359872":                   "no_stamp",
		"0718359872.5":                  "no_stamp",
	} {
		stamp, reason := stamptest.Reader(t, "Europe/Berlin").ReadText([]byte(text), &read.Context{Now: stamptest.Now})
		got := reason.String()
		if reason == timestamp.Read {
			got = stamptest.Written(stamp)
		}
		require.Equal(t, want, got, text)
	}
}
