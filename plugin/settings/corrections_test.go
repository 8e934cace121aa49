package settings

import (
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/offsets/timemap"
)

func writeCorrections(t *testing.T, text string) (path string) {
	path = filepath.Join(t.TempDir(), "corrections.csv")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestCorrections(t *testing.T) {
	windows, err := parseCorrections(strings.NewReader(`
# the week the battery was flat
from, to, offset
2024-03-05T10:00:00Z, 2024-03-05T12:00:00+01:00, +2.5s   # one hour
1709636400,1709636400.000000001,-300ms

2024-03-06T00:00:00.5Z,2024-03-07T00:00:00Z,7d
2024-03-07T00:00:00Z,2024-03-08T00:00:00Z,0
`))
	require.NoError(t, err)
	require.Equal(t, timemap.Corrections{
		{From: 1709632800e9, To: 1709636400e9, Offset: 2.5e9},
		{From: 1709636400e9, To: 1709636400e9 + 1, Offset: -0.3e9},
		{From: 1709683200e9 + 5e8, To: 1709769600e9, Offset: 7 * 86400e9},
		{From: 1709769600e9, To: 1709856000e9},
	}, windows)
	windows, err = parseCorrections(strings.NewReader("# nothing yet\n"))
	require.NoError(t, err)
	require.Empty(t, windows)
}

func TestBadCorrections(t *testing.T) {
	for text, want := range map[string]string{
		"1,2,3s\n\n5,6\n":                   "line 3: '5,6' has 2 fields, not 3",
		"1,2,3s,4\n":                        "line 1: '1,2,3s,4' has 4 fields, not 3",
		"1,2,3s\n1,2,3s\n":                  "line 2: the window overlaps the one before it",
		"1,3,3s\n2,4,3s\n":                  "line 2: the window overlaps the one before it",
		"#\n5,6,3s\n1,2,3s\n":               "line 3: the window is earlier than the one before it",
		"2,2,3s\n":                          "line 1: the window does not end after it begins",
		"x,2,3s\n":                          "line 1: 'x' is no instant",
		"1,2024-03-05,3s\n":                 "line 1: '2024-03-05' is no instant",
		"1,2.0000000001,3s\n":               "line 1: '2.0000000001' is no instant",
		"-1,2,3s\n":                         "line 1: '-1' is no instant",
		"1,2,soon\n":                        "line 1: 'soon' is no offset",
		"1,2,1000000h\n":                    "line 1: '1000000h' is no offset",
		"1,2,3s\nfrom,to,offset\n":          "line 2: 'from' is no instant",
		"2024-03-05T10:00:00,9999999999,1s": "line 1: '2024-03-05T10:00:00' is no instant",
	} {
		_, err := parseCorrections(strings.NewReader(text))
		require.EqualError(t, err, want, "%q", text)
		_, err = parse("corrections_file", writeCorrections(t, text))
		require.ErrorContains(t, err, want)
		require.ErrorContains(t, err, "property corrections_file: value '")
	}
}

// FuzzCorrections: what is read is in order, without overlap, and its seconds are those of
// arithmetic without limits.
func FuzzCorrections(f *testing.F) {
	f.Add("1,2.000000001,-3s\n2024-03-05T10:00:00Z,1909636400.5,1ms")
	f.Fuzz(func(t *testing.T, text string) {
		windows, err := parseCorrections(strings.NewReader(text))
		if err != nil {
			require.Nil(t, windows)
		}
		for i, w := range windows {
			require.Less(t, w.From, w.To)
			if i > 0 {
				require.LessOrEqual(t, windows[i-1].To, w.From)
			}
		}
		if nanos, ok := exactInstant(text); ok && !strings.Contains(text, "T") && !strings.Contains(text, "t") {
			exact, known := new(big.Rat).SetString(text)
			require.True(t, known, text)
			require.Zero(t, exact.Mul(exact, big.NewRat(1e9, 1)).Cmp(new(big.Rat).SetInt64(nanos)), text)
		}
	})
}
