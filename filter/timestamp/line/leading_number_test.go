package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/internal/stamptest"
)

func TestLeadingNumber(t *testing.T) {
	const syslog = "2024-06-14T10:11:12Z"
	for line, want := range map[string]string{
		"fe80::7 Jun 14 10:11:12 app[1]: x":              syslog,
		"2001:db8::12 Jun 14 10:11:12 app[1]: x":         syslog,
		"2001:db8:0:1:1:1:1:1 Jun 14 10:11:12 app[1]: x": syslog,
		"#7 Jun 14 10:11:12 app[1]: x":                   syslog,
		"10.0.0.7 Jun 14 10:11:12 app[1]: x":             syslog,
		"sw-7 Jun 14 10:11:12 app[1]: x":                 syslog,
		"syslog:7: Jun 14 10:11:12 app[1]: x":            syslog,
		"[7] Jun 14 10:11:12 app[1]: x":                  syslog,
		"host:7 Jun 14 10:11:12 app[1]: x":               "ambiguous_date",
		"pid 7 Jun 14 10:11:12 x":                        "ambiguous_date",
		"INFO 7 Jun 99 10:11:12 x":                       "1999-06-07T10:11:12Z",
		"INFO 7 Jun 2014 10:11:12 x":                     "2014-06-07T10:11:12Z",
		"INFO:7-Jun-14 10:11:12 x":                       "2014-06-07T10:11:12Z",
		"INFO:7 Jun 10:11:12 x":                          "2024-06-07T10:11:12Z",
		"7 Jun 14 10:11:12 x":                            "2014-06-07T10:11:12Z",
		"INFO [7 Jun 14 10:11:12] x":                     "2014-06-07T10:11:12Z",
		"time=7 Jun 14 10:11:12 x":                       "2014-06-07T10:11:12Z",
		"x date: 7 Jun 14 10:11:12 x":                    "2014-06-07T10:11:12Z",
		"INFO Sat 7 Jun 14 10:11:12 x":                   "2014-06-07T10:11:12Z",
	} {
		require.Equal(t, want, stamptest.FindWritten(stamptest.Reader(t, ""), line), line)
	}
}

// TestMeasure: a number with its unit behind it is no epoch.
func TestMeasure(t *testing.T) {
	for line, want := range map[string]string{
		"1718359872.5 bytes read":   "no_stamp",
		"1718359872.25 MB used":     "no_stamp",
		"1718359872.5 100 10.0.0.7": "2024-06-14T10:11:12.5Z",
		"1718359872.5 msg b":        "2024-06-14T10:11:12.5Z",
	} {
		require.Equal(t, want, stamptest.FindWritten(stamptest.Reader(t, ""), line), line)
	}
}
