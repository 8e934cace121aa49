package doubt_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/doubt"
)

// TestDecide: whatever evidence strikes, what is decided is the one value that is left, and nothing
// else is decided. The oracle goes over the evidence with a list of values.
func TestDecide(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	decided := 0
	for range 20_000 {
		var r doubt.Readings
		var values []int64
		for i := range random.IntN(doubt.Most + 1) {
			values = append(values, int64(random.IntN(3)))
			r.Add(doubt.Reading{Value: values[i], Assumes: uint8(i)})
		}
		var by []doubt.Evidence[int]
		var strikes []doubt.Set
		for range random.IntN(4) {
			struck := doubt.Set(random.IntN(8))
			strikes = append(strikes, struck)
			by = append(by, func(int, doubt.Readings) doubt.Set { return struck })
		}
		kind := doubt.Kind[int]{Reason: timestamp.AmbiguousDate, By: by}
		x, reason := kind.Decide(0, r)
		want, ok := slowly(values, strikes)
		require.Equal(t, ok, reason == timestamp.Read, "%v %v", values, strikes)
		if ok {
			decided++
			require.Equal(t, want, x.Value, "%v %v", values, strikes)
		} else {
			require.Equal(t, timestamp.AmbiguousDate, reason)
		}
	}
	require.NotZero(t, decided)
}

func slowly(values []int64, strikes []doubt.Set) (value int64, ok bool) {
	left := map[int]int64{}
	for i, v := range values {
		left[i] = v
	}
	for i := -1; i < len(strikes); i++ {
		if i >= 0 {
			for at := range values {
				if strikes[i]>>at&1 == 1 {
					delete(left, at)
				}
			}
		}
		different := map[int64]bool{}
		for _, v := range left {
			different[v], value = true, v
		}
		if len(different) == 1 {
			return value, true
		}
	}
	return 0, false
}

// TestSets: Where and But are each other's rest.
func TestSets(t *testing.T) {
	r := doubt.Of(doubt.Reading{Value: 1, Assumes: 7}, doubt.Reading{Value: 2, Assumes: 8})
	require.Equal(t, doubt.All, r.Where(7)|r.But(7))
	require.Equal(t, doubt.None, r.Where(7)&r.But(7))
	x, ok := r.At(8)
	require.True(t, ok)
	require.Equal(t, int64(2), x.Value)
	_, ok = r.At(9)
	require.False(t, ok)
}
