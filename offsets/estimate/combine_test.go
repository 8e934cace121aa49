package estimate

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

func measuredAt(theta int64, deviation float64) Candidate {
	c := vote(theta-10e6, theta+10e6)
	c.deviation = deviation
	return c
}

// TestCombineWeighs: sources that agree within their noise weigh by it, sources that do not weigh
// alike.
func TestCombineWeighs(t *testing.T) {
	agreeing := []Candidate{measuredAt(0, 1e5), measuredAt(0, 1e5), measuredAt(3e5, 1e6)}
	require.Less(t, combine(agreeing, 0).Theta, int64(5e3))
	unlike := []Candidate{measuredAt(-2e6, 1e4), measuredAt(0, 1e5), measuredAt(1e6, 5e4), measuredAt(3e6, 1e4)}
	require.InDelta(t, 5e5, combine(unlike, 0).Theta, 2e4)
}

// TestPathBias: of many sources with known noise and bias, the bias comes out.
func TestPathBias(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 16))
	for _, bias := range []float64{0, 1e6, 5e6} {
		sum := 0.0
		for range 2000 {
			all := make([]Candidate, 6)
			for i := range all {
				noise := 1e5 * (1 + random.Float64())
				all[i] = measuredAt(int64(1e15+bias*random.NormFloat64()+noise*random.NormFloat64()), noise)
			}
			sum += pathBias(all, all[0])
		}
		require.InDelta(t, bias, math.Sqrt(sum/2000), 1e5)
	}
	require.Zero(t, pathBias([]Candidate{measuredAt(7, 1)}, measuredAt(0, 1)))
}
