package timemap

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWindowSearch compares the search with a plain walk over all windows.
func TestWindowSearch(t *testing.T) {
	random := rand.New(rand.NewPCG(81, 1))
	for range 200 {
		var windows Corrections
		for at := int64(0); len(windows) < random.IntN(8); {
			from := at + random.Int64N(3)
			at = from + 1 + random.Int64N(4)
			windows = append(windows, Window{from, at, random.Int64N(100)})
		}
		for h := int64(-2); h < 60; h++ {
			c, ok := windows.lookup(h)
			walked := false
			for _, w := range windows {
				if w.From <= h && h < w.To {
					walked = true
					require.Equal(t, w.Offset, c.Offset)
				}
			}
			require.Equal(t, walked, ok)
		}
	}
	windows := Corrections{{1, 2, 3}, {4, 5, 6}}
	require.Zero(t, testing.AllocsPerRun(100, func() { windows.lookup(4) }))
}
