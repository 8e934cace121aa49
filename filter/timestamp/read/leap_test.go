package read_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/read"
)

// Second 60 is the last instant before the leap second's end, in as many digits as were written,
// and is known for one.
func TestLeapSecond(t *testing.T) {
	for _, test := range []struct {
		text, want string
		leap       bool
	}{
		{"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", true},
		{"2016-12-31T23:59:60.123Z", "2016-12-31T23:59:59.999Z", true},
		{"2016-12-31 23:59:60,5", "2016-12-31T23:59:59.9Z", true},
		{"2016-12-31T23:59:60.1234567890123456789Z", "2016-12-31T23:59:59.9999999999999999999Z", true},
		{"2017-01-01T00:59:60+01:00", "2017-01-01T00:59:59+01:00", true},
		{"2016-12-31T15:59:60-08:00", "2016-12-31T15:59:59-08:00", true},
		{"2017-01-01T00:59:60[Europe/Berlin]", "2017-01-01T00:59:59+01:00", true},
		{"31/Dec/2016:23:59:60 +0000", "2016-12-31T23:59:59Z", true},
		{"Dec 31 23:59:60", "2023-12-31T23:59:59Z", true},
		{"Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59Z", true},
		{"20161231T235960Z", "2016-12-31T23:59:59Z", true},
		{"2016-12-31T23:59:59Z", "2016-12-31T23:59:59Z", false},
		{"2016-12-31T23:59:59.999Z", "2016-12-31T23:59:59.999Z", false},
		{"2016-12-31T24:00:00Z", "2017-01-01T00:00:00Z", false},
		{"2016-12-31T23:59:60+01:00", "impossible", false},
		{"2016-12-31T23:58:60Z", "impossible", false},
		{"2016-12-31T23:59:61Z", "impossible", false},
	} {
		stamp, reason := stamptest.Reader(t, "").ReadText([]byte(test.text), &read.Context{Now: stamptest.Now})
		got := reason.String()
		if reason == timestamp.Read {
			got = stamptest.Written(stamp)
		}
		require.Equal(t, test.want, got, test.text)
		require.Equal(t, test.leap, stamp.Leap, test.text)
	}
	stamp, reason := stamptest.Reader(t, "", "%d.%m.%Y %H:%M:%S").ReadText([]byte("31.12.2016 23:59:60"), &read.Context{})
	require.Equal(t, timestamp.Read, reason)
	require.True(t, stamp.Leap)
	for format, leap := range map[string]bool{"tai64n_tai": true, "tai64n": false} {
		stamp, reason = stamptest.Reader(t, "", format).ReadText([]byte("@40000000586846a400000000"), &read.Context{})
		require.Equal(t, timestamp.Read, reason)
		require.Equal(t, leap, stamp.Leap, format)
	}
}

// Hour 24 is the end of its day (ISO 8601 section 5.3.2), the last of a year too, and no later time
// exists in it.
func TestHour24(t *testing.T) {
	for text, want := range map[string]string{
		"2024-06-14T24:00:00Z":            "2024-06-15T00:00:00Z",
		"2024-02-29 24:00:00.000":         "2024-03-01T00:00:00.000Z",
		"2023-12-31T24:00:00+01:00":       "2024-01-01T00:00:00+01:00",
		"Jun 14 24:00:00":                 "2024-06-15T00:00:00Z",
		"2024-06-14T24:00:00.5Z":          "impossible",
		"2024-06-14T24:01:00Z":            "impossible",
		"2024-06-14 24:00:01":             "impossible",
		"2024-06-14 24:00:00 PM":          "impossible",
		"2024-06-14T24:00:00.0000000001Z": "impossible",
	} {
		require.Equal(t, want, stamptest.ReadWritten(stamptest.Reader(t, ""), text), text)
	}
}
