package epoch

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
)

// TestExponent: a number with an exponent is the same number without it, to its last digit.
func TestExponent(t *testing.T) {
	for text, want := range map[string]string{
		"1.718359872e+09": "1718359872", "1.687e+09": "1687000000", "1.7e9": "1700000000", "2e9": "2000000000", "1.7E+09": "1700000000",
		"1.718359872123456e+09": "1718359872.123456", "1.718359872123456789e+09": "1718359872.123456789",
		"1.718359872123e+12": "1718359872123", "1.718359872123456789e+18": "1718359872123456789", "1.7183598721234567e+09 x": "1718359872.1234567",
	} {
		stamp, _, end, reason := ReadExponent([]byte(text))
		plain, _, _ := Read([]byte(want), nil)
		require.Equal(t, timestamp.Read, reason, text)
		require.Equal(t, plain, stamp, text)
		require.LessOrEqual(t, end, len(text))
	}
	for _, text := range []string{"", "1", "1.", "1.5", "1.5e", "1.5e-9", "17.5e+08", "1.5e+999", "1.e+09", "e+09", "1.718359872e+05", "1.718359872e+31",
		"1.7183598721234567890123456e+09"} {
		_, _, _, reason := ReadExponent([]byte(text))
		require.Equal(t, timestamp.NoStamp, reason, text)
	}
	// Shortest decimals of float64 read back to the float they came from.
	for seconds := 1.6e9; seconds < 1.8e9; seconds += 12345678.9012345 {
		stamp, _, _, reason := ReadExponent(strconv.AppendFloat(nil, seconds, 'e', -1, 64))
		require.Equal(t, timestamp.Read, reason)
		require.InDelta(t, seconds, float64(stamp.Nanos)/1e9, 1e-6)
	}
}
