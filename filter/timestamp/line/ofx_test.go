package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// Brackets right after a value's time hold its offset, a tag of RFC 9557, or what cannot be left
// out.
func TestTrailingBrackets(t *testing.T) {
	for text, want := range map[string]string{
		"20240614101112.123[-5:EST]":        "2024-06-14T10:11:12.123-05:00",
		"20240614101112.123[+9:JST]":        "2024-06-14T10:11:12.123+09:00",
		"20240614101112[0:GMT]":             "2024-06-14T10:11:12Z",
		"20240614101112[-9]":                "2024-06-14T10:11:12-09:00",
		"20240614101112[+09]":               "2024-06-14T10:11:12+09:00",
		"20240614101112.123[9]":             "malformed",
		"20240614101112.123[5:EST]":         "malformed",
		"20240614101112.123[-25:EST]":       "malformed",
		"20240614101112.123[-9:]":           "malformed",
		"20240614101112.123[foo]":           "malformed",
		"2024-06-14 10:11:12[foo]":          "malformed",
		"2024-06-14 10:11:12[Europe/Paris]": "2024-06-14T10:11:12+02:00",
		"2024-06-14T10:11:12[u-ca=hebrew]":  "2024-06-14T10:11:12Z",
		"2024-06-14T10:11:12Z[foo]":         "2024-06-14T10:11:12Z",
	} {
		stamp, reason := stamptest.Reader(t, "").ReadText([]byte(text), &read.Context{Now: stamptest.Now})
		got := reason.String()
		if reason == timestamp.Read {
			got = stamptest.Written(stamp)
		}
		require.Equal(t, want, got, text)
	}
	for line, want := range map[string]string{
		"2024-06-14 10:11:12[-5:EST] x":  "2024-06-14T10:11:12-05:00",
		"2024-06-14 10:11:12 [-5:EST] x": "2024-06-14T10:11:12-05:00",
		"2024-06-14 10:11:12[-5] x":      "2024-06-14T10:11:12Z",
		"2024-06-14 10:11:12[1234] x":    "2024-06-14T10:11:12Z",
		"14.06.2024 10:11:12 [0:main] x": "2024-06-14T10:11:12Z",
		"14.06.2024 10:11:12 [0:EST] x":  "2024-06-14T10:11:12Z",
		"14.06.2024 10:11:12 [-5:job] x": "2024-06-14T10:11:12Z",
	} {
		require.Equal(t, want, stamptest.FindWritten(stamptest.Reader(t, ""), line), line)
	}
	require.Equal(t, "2024-06-14T10:11:12+02:00", stamptest.FindWritten(stamptest.Reader(t, "Europe/Berlin"), "14.06.2024 10:11:12 [0:main] x"))
}

// TestTagsEnd: in a line a stamp ends before a word in brackets that is no suffix of RFC 9557.
func TestTagsEnd(t *testing.T) {
	for text, stamp := range map[string]string{
		"2024-06-14T10:11:12[Europe/Berlin][main] x":       "2024-06-14T10:11:12[Europe/Berlin]",
		"2024-06-14T10:11:12Z[main] x":                     "2024-06-14T10:11:12Z",
		"2024-06-14T10:11:12Z[UTC] x":                      "2024-06-14T10:11:12Z[UTC]",
		"2024-06-14T12:11:12+02:00[+02:00][u-ca=iso] x":    "2024-06-14T12:11:12+02:00[+02:00][u-ca=iso]",
		"2024-06-14T12:11:12+02:00[GMT+02:00][Thread-1] x": "2024-06-14T12:11:12+02:00[GMT+02:00]",
	} {
		_, start, end, reason := line.Find(stamptest.Reader(t, ""), []byte(text), &read.Context{Now: stamptest.Now})
		require.Equal(t, timestamp.Read, reason, text)
		require.Equal(t, stamp, text[start:end], text)
	}
}
