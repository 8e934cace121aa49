package read_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/internal/stamptest"
)

// One to nineteen digits of a fraction survive, after a full stop or a comma; further ones are cut.
func TestFractionDigits(t *testing.T) {
	const digits = "1234567890987654321"
	for n := 1; n <= len(digits); n++ {
		for _, separator := range []string{".", ","} {
			for _, zone := range []string{"Z", "+02:00"} {
				text := "2024-06-14T10:11:12" + separator + digits[:n] + zone
				require.Equal(t, strings.Replace(text, ",", ".", 1), stamptest.ReadWritten(stamptest.Reader(t, ""), text))
			}
		}
	}
	require.Equal(t, "2024-06-14T10:11:12."+digits+"Z", stamptest.ReadWritten(stamptest.Reader(t, ""), "2024-06-14T10:11:12."+digits+"999Z"))
}

// The offsets that are written unusually, and names that contradict theirs.
func TestUnusualOffsets(t *testing.T) {
	for text, want := range map[string]string{
		"2024-06-14T10:11:12-00:00":                "2024-06-14T10:11:12Z", // RFC 3339 section 4.3: UTC, the place unknown
		"2024-06-14T10:11:12.5-0000":               "2024-06-14T10:11:12.5Z",
		"Fri, 14 Jun 2024 10:11:12 -0000":          "2024-06-14T10:11:12Z", // RFC 5322 section 3.3
		"2024-06-14T10:11:12\u221207:00":           "2024-06-14T10:11:12-07:00",
		"2024-06-14 10:11:12 \u22120730":           "2024-06-14T10:11:12-07:30",
		"2024-06-14T10:11:12\u221200:00":           "2024-06-14T10:11:12Z",
		"2024-06-14T10:11:12+02:00[Europe/Paris]":  "2024-06-14T10:11:12+02:00",
		"2024-06-14T10:11:12+01:00[Europe/Paris]":  "ambiguous_zone",
		"2024-06-14T10:11:12+01:00[!Europe/Paris]": "ambiguous_zone",
		"2024-06-14T10:11:12Z[Europe/Paris]":       "2024-06-14T10:11:12Z", // RFC 9557 section 2.2: Z says nothing of the place
		"2024-06-14T10:11:12-00:00[Europe/Paris]":  "2024-06-14T10:11:12Z",
		"2024-10-27T02:30:00+01:00[Europe/Paris]":  "2024-10-27T02:30:00+01:00", // the offset tells the pass
		"2024-10-27T02:30:00+02:00[Europe/Paris]":  "2024-10-27T02:30:00+02:00",
		"2024-06-14T10:11:12[!Europe/Paris]":       "2024-06-14T10:11:12+02:00",
		"2024-06-14T10:11:12+01:00[Mars/Olympus]":  "2024-06-14T10:11:12+01:00", // a comment
		"2024-06-14T10:11:12+02:00[!u-ca=hebrew]":  "malformed",
		"2024-06-14T10:11:12+02:00[u-ca=hebrew]":   "2024-06-14T10:11:12+02:00",
	} {
		require.Equal(t, want, stamptest.ReadWritten(stamptest.Reader(t, ""), text), text)
	}
}
