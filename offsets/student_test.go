package offsets

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestStudentPoint(t *testing.T) {
	require.True(t, math.IsInf(studentPoint(1), 1))
	require.Equal(t, 31.60, studentPoint(2))
	require.Equal(t, 8.610, studentPoint(4))
	require.Equal(t, 4.073, studentPoint(15))
	require.EqualValues(t, skewSigmas, studentPoint(16))
	for freedom := 2; freedom < 20; freedom++ {
		require.Less(t, studentPoint(freedom), studentPoint(freedom-1)+1e-9)
	}
}

// TestSkewOfFewSamples: three samples may agree by chance; the oscillator is then all that is known.
func TestSkewOfFewSamples(t *testing.T) {
	require.Equal(t, freshSkew+5e-6, skewOf(-5e-6, 0.5e-6, 3))
	require.InDelta(t, 31.6e-6, skewOf(0, 1e-6, 4), 1e-9)
	require.Equal(t, freshSkew, skewOf(0, 1, 64))
	require.Equal(t, minSkew, skewOf(0, 0, 64))
}
