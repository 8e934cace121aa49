package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/read"
)

func TestSpeltZones(t *testing.T) {
	for line, want := range map[string]string{
		"<Mar 26, 2024 5:15:37,733 AM Coordinated Universal Time> <Info>": "2024-03-26T05:15:37.733Z",
		"2024-06-14 10:11:12 Central European Summer Time x":              "2024-06-14T10:11:12+02:00",
		"2024-01-14 10:11:12 Central European Standard Time x":            "2024-01-14T10:11:12+01:00",
		"2024-06-14 10:11:12 W. Europe Daylight Time x":                   "2024-06-14T10:11:12+02:00",
		"2024-06-14 10:11:12 Mitteleuropäische Sommerzeit x":              "2024-06-14T10:11:12+02:00",
		"Jun 14, 2024 10:11:12 AM Pacific Daylight Time x":                "2024-06-14T10:11:12-07:00",
		"2024-06-14 10:11:12 Pacific Time x":                              "2024-06-14T10:11:12-07:00",
		"2024-06-14 10:11:12 India Standard Time":                         "2024-06-14T10:11:12+05:30",
		"2024-06-14 10:11:12 GMT Daylight Time":                           "2024-06-14T10:11:12+01:00",
		"Fri Jun 14 10:11:12 Central European Summer Time 2024 x":         "2024-06-14T10:11:12+02:00",
		"2024-06-14 10:11:12 Pacific Standard Time x":                     "ambiguous_zone", // Windows' name of the zone, in summer too
		"2024-01-14 10:11:12 Pacific Daylight Time x":                     "ambiguous_zone",
		"2024-06-14 10:11:12 Arabian Standard Time x":                     "unknown_zone",
		"2024-06-14 10:11:12 Moskauer Normalzeit x":                       "unknown_zone",
		"2024-06-14 10:11:12 heure d’été d’Europe centrale x":             "unknown_zone",
		"2024-06-14 10:11:12 hora de verano de Europa central x":          "unknown_zone",
		"2024-06-14 10:11:12 Response Time 12 ms":                         "2024-06-14T10:11:12Z",
		"2024-06-14 10:11:12 Start Time: 5":                               "2024-06-14T10:11:12Z",
		"2024-06-14 10:11:12 Die Zeit":                                    "2024-06-14T10:11:12Z",
		"2024-06-14 10:11:12 Time":                                        "2024-06-14T10:11:12Z",
		"2024-06-14 10:11:12 Central Server started":                      "2024-06-14T10:11:12Z",
		"2024-06-14 10:11:12 hora 5":                                      "2024-06-14T10:11:12Z",
		// German names and HP-UX's
		"14.06.2024 10:11:12 MESZ x":         "2024-06-14T10:11:12+02:00",
		"14.06.2024 10:11:12 MEZ x":          "2024-06-14T10:11:12+01:00",
		"Sun Jun 14 10:11:12 METDST 2020 x":  "2020-06-14T10:11:12+02:00",
		"2024-06-14 10:11:12 METDSTX x":      "2024-06-14T10:11:12Z",
		"2024-06-14 10:11:12 MESZLER worked": "2024-06-14T10:11:12Z",
		// by the zone's own history
		"2012-11-18 16:06:31 MSK x": "2012-11-18T16:06:31+04:00",
		"2014-10-27 16:06:31 MSK x": "2014-10-27T16:06:31+03:00",
		"2024-06-14 10:11:12 MSK x": "2024-06-14T10:11:12+03:00",
		"2005-07-01 10:11:12 MSK x": "ambiguous_zone", // its clocks showed MSD
	} {
		reader := stamptest.Reader(t, "")
		require.Equal(t, want, stamptest.FindWritten(reader, line), line)
		require.Equal(t, want, stamptest.FindWritten(reader, line), "again: %s", line)
	}
}

func TestSpeltZoneValues(t *testing.T) {
	for text, want := range map[string]string{
		"2024-06-14 10:11:12 Coordinated Universal Time":    "2024-06-14T10:11:12Z",
		"2024-06-14 10:11:12 Mitteleuropäische Sommerzeit":  "2024-06-14T10:11:12+02:00",
		"2012-11-18 16:06:31 MSK":                           "2012-11-18T16:06:31+04:00",
		"Jun 14, 2024 10:11:12 AM Central European Time":    "ambiguous_zone",
		"Jan 14, 2024 10:11:12 AM Central European Time":    "2024-01-14T10:11:12+01:00",
		"Jun 14, 2024 10:11:12 AM Eastern Standard Time":    "ambiguous_zone",
		"2024-06-14 10:11:12 Coordinated Universal Time zz": "malformed",
	} {
		stamp, reason := stamptest.Reader(t, "").ReadText([]byte(text), &read.Context{Now: stamptest.Now})
		got := reason.String()
		if reason == timestamp.Read {
			got = stamptest.Written(stamp)
		}
		require.Equal(t, want, got, text)
	}
}
