package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/read"
)

func TestTrailingYear(t *testing.T) {
	const nearest = "2024-06-14T10:11:12Z"
	for line, want := range map[string]string{
		// proven: by a weekday, a zone, or what ends it
		"Sun 14 Jun 10:11:12 CEST 2020 backup started":   "2020-06-14T10:11:12+02:00",
		"Sun 14 Jun 10:11:12 2020 x":                     "2020-06-14T10:11:12Z",
		"Sun Jun 14 10:11:12 2020 x":                     "2020-06-14T10:11:12Z",
		"14 Jun 10:11:12 CEST 2021 x":                    "2021-06-14T10:11:12+02:00",
		"Jun 14 10:11:12 2021 GMT daemon":                "2021-06-14T10:11:12Z",
		"Jun 14 10:11:12 2021: %ASA-6-302013: x":         "2021-06-14T10:11:12Z",
		"[Jun 14 10:11:12 2021] x":                       "2021-06-14T10:11:12Z",
		"Jun 14 10:11:12, 2021":                          "2021-06-14T10:11:12Z",
		"Aug 24 05:34:00 EDT 1987 mymachine myproc[10]:": "1987-08-24T05:34:00-04:00",
		// an address, a name or a longer number
		"Jun 14 10:11:12 2001:db8::1 app[1]: started":                              nearest,
		"<13>Jun 14 10:11:12 2003:e5:1f00::1 app[1]: x":                            nearest,
		"Jun 14 10:11:12 2001::1 app[1]: started":                                  nearest,
		"Jun 14 10:11:12 2001:0db8:0000:0000:0000:ff00:0042:8329 app[1]: x":        nearest,
		"Fri Jun 14 10:11:12 2001:db8::1 app[1]: started":                          nearest,
		"Jun 14 10:11:12 2000,5 ms":                                                nearest,
		"Jun 14 10:11:12 2019-01-01 x":                                             nearest,
		"Jun 14 10:11:12 2019host x":                                               nearest,
		"Jun 14 10:11:12 2119 x":                                                   nearest,
		"06-14 10:11:12.123  2021  2022 I Tag: the processes are no years":         "2024-06-14T10:11:12.123Z",
		"Jun 14 10:11:12 2024 connections are open, whatever the number's meaning": nearest,
		"Jun 14 10:11:12 (2024) x":                                                 nearest,
		// it may be either
		"Jun 14 10:11:12 1999 bytes read":        "ambiguous_date",
		"Jun 14 10:11:12 2048 MB free":           "ambiguous_date",
		"Jun 14 10:11:12.5 2021 host x":          "ambiguous_date",
		"Jun 14 10:11:12, 2021 x":                "ambiguous_date",
		"Jun 14 10:11:12 (2021) x":               "ambiguous_date",
		"14 Jun 10:11:12 2021 x":                 "ambiguous_date",
		"06/14 10:11:12 2021 x":                  "ambiguous_date",
		"Dec 31 23:59:59 2023 x":                 "2023-12-31T23:59:59Z",
		"Dec 31 23:59:59 2024 x":                 "ambiguous_date",
		"Mon Jun 14 10:11:12 XYZ 2021 x":         "unknown_zone",
		"Sun Jun 14 10:11:12 2021 not that date": "impossible",
	} {
		require.Equal(t, want, stamptest.FindWritten(stamptest.Reader(t, ""), line), line)
	}
}

func TestTrailingYearOfValues(t *testing.T) {
	for text, want := range map[string]string{
		"Sun 14 Jun 10:11:12 CEST 2020": "2020-06-14T10:11:12+02:00",
		"14 Jun 10:11:12 2021":          "2021-06-14T10:11:12Z",
		"06/14 10:11:12 2021":           "2021-06-14T10:11:12Z",
		"02/29 10:11:12 2021":           "impossible",
		"02/03 10:11:12 2021":           "ambiguous_date",
		"Jun 14 10:11:12, 2021":         "2021-06-14T10:11:12Z",
		"Jun 14 10:11:12 (2021)":        "2021-06-14T10:11:12Z",
		"Jun 14 10:11:12 2021 CEST":     "2021-06-14T10:11:12+02:00",
		"Jun 14 10:11:12 2001:db8::1":   "malformed",
	} {
		stamp, reason := stamptest.Reader(t, "").ReadText([]byte(text), &read.Context{Now: stamptest.Now})
		got := reason.String()
		if reason == timestamp.Read {
			got = stamptest.Written(stamp)
		}
		require.Equal(t, want, got, text)
	}
}
