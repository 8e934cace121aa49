package line_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/read"
)

// Forms that few write.
func TestScarceForms(t *testing.T) {
	const second = "2024-06-14T10:11:12Z"
	for text, want := range map[string]string{
		"2024-06-14T1011Z":          "2024-06-14T10:11:00Z",
		"2024-06-14T101112Z":        second,
		"2024-06-14T101112.5+05:30": "2024-06-14T10:11:12.5+05:30",
		"2024-06-14T101112-0300":    "2024-06-14T10:11:12-03:00",
		"2024-06-14T251112Z":        "impossible",
		"2024-06-14T10111Z":         "no_stamp",
		"2024-06-14 101112":         "no_stamp",
		"2024 Jun 14":               "2024-06-14T00:00:00Z",
		"Jun-14-24 10:11:12":        second,
	} {
		stamp, reason := stamptest.Reader(t, "").ReadText([]byte(text), &read.Context{Now: stamptest.Now})
		got := reason.String()
		if reason == timestamp.Read {
			got = stamptest.Written(stamp)
		}
		require.Equal(t, want, got, text)
	}
	for line, want := range map[string]string{
		"Jun-14-24 10:11:12 [SSL-out] x": second,
		"2024-06-14T101112Z x":           second,
		"Jun-14-2 10:11:12 x":            "no_stamp",
		"2024-06-14T1011 x":              "no_stamp",
		"2024 Jun 14 x":                  "no_stamp",
	} {
		require.Equal(t, want, stamptest.FindWritten(stamptest.Reader(t, ""), line), line)
	}
}
