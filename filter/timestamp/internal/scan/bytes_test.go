package scan_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/internal/scan"
)

// TestStringEnd compares the search by words with one byte by byte, at every place of random texts.
func TestStringEnd(t *testing.T) {
	random := rand.New(rand.NewPCG(27, 28))
	for range 20_000 {
		text := make([]byte, random.IntN(90))
		for i := range text {
			text[i] = `ab!#\""\`[random.IntN(8)]
			if random.IntN(4) > 0 {
				text[i] = byte(random.IntN(256))
			}
		}
		for at := range len(text) + 1 {
			require.Equal(t, stringEndSlowly(text, at), scan.StringEnd(text, at), "%q from %d", text, at)
		}
	}
}

func stringEndSlowly(line []byte, at int) int {
	for ; at < len(line); at++ {
		switch line[at] {
		case '"':
			return at
		case '\\':
			at++
		}
	}
	return -1
}
