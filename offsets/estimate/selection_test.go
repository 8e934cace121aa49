package estimate

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func vote(low, high int64) Candidate {
	return Candidate{of: &Estimator{line: line{skew: 1e-6}}, theta: low + (high-low)/2, low: low, high: high, radius: (high - low) / 2}
}

func TestAgreement(t *testing.T) {
	tests := []struct {
		name           string
		votes          []Candidate
		voters         int
		best, majority interval
		ok             bool
	}{
		{"none", nil, 0, interval{}, interval{}, false},
		{"one", []Candidate{vote(1, 3)}, 1, interval{1, 3}, interval{1, 3}, true},
		{"one, another awaited", []Candidate{vote(1, 3)}, 2, interval{1, 3}, interval{}, false},
		{"two, overlapping", []Candidate{vote(1, 5), vote(4, 9)}, 2, interval{4, 5}, interval{4, 5}, true},
		{"two, touching", []Candidate{vote(1, 5), vote(5, 9)}, 2, interval{5, 5}, interval{5, 5}, true},
		{"two, apart", []Candidate{vote(1, 4), vote(5, 9)}, 2, interval{}, interval{}, false},
		{"two of three", []Candidate{vote(1, 5), vote(4, 9), vote(20, 30)}, 3, interval{4, 5}, interval{4, 5}, true},
		{"two of four", []Candidate{vote(1, 5), vote(4, 9), vote(20, 30), vote(40, 50)}, 4, interval{}, interval{}, false},
		{"two of three awaited in all", []Candidate{vote(1, 5), vote(4, 9)}, 3, interval{4, 5}, interval{4, 5}, true},
		{"a wide one over two apart", []Candidate{vote(0, 100), vote(1, 5), vote(90, 95)}, 3, interval{1, 95}, interval{1, 95}, true},
		{"majority wider than the best", []Candidate{vote(0, 10), vote(2, 12), vote(4, 6)}, 3, interval{4, 6}, interval{2, 10}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			best, majority, ok := agreement(test.votes, test.voters)
			require.Equal(t, test.ok, ok)
			require.Equal(t, test.majority, majority)
			if ok {
				require.Equal(t, test.best, best)
			}
		})
	}
}

// TestChooseKnowsTheEdge: falsetickers by one to two half round trips, alone or together, overlap
// with the edge of the right servers' intervals and do not draw the estimate there, nor do they
// push a right server out.
func TestChooseKnowsTheEdge(t *testing.T) {
	server := func(low, high, bias int64) Candidate {
		c := vote(low, high)
		c.theta, c.bias = bias, interval{bias - 1, bias + 1}
		return c
	}
	right := []Candidate{server(-10, 9, 0), server(-10, 11, 0), server(-9, 12, 0)}
	for name, liars := range map[string][]Candidate{
		"one":                      {server(8, 28, 18)},
		"two":                      {server(8, 28, 18), server(8, 27, 18)},
		"two that meet only some":  {server(10, 30, 20), server(10, 29, 20)},
		"two below that meet some": {server(-30, -10, -20), server(-29, -10, -20)},
	} {
		t.Run(name, func(t *testing.T) {
			all := slices.Concat(liars, right)
			estimate, ok := Choose(all, len(all), 0)
			require.True(t, ok)
			require.Zero(t, estimate.Theta)
			require.Equal(t, len(right), estimate.Agree)
			for _, c := range liars {
				require.NotEqual(t, Truechimer, c.of.Standing())
			}
			for _, c := range right {
				require.Equal(t, Truechimer, c.of.Standing())
			}
		})
	}
}

// slowMajority tries every end as a point: the hull of those that more than half of voters lie
// over.
func slowMajority(votes []Candidate, voters int) (hull interval, ok bool) {
	for _, v := range votes {
		for _, at := range []int64{v.low, v.high} {
			depth := 0
			for _, other := range votes {
				if other.low <= at && at <= other.high {
					depth++
				}
			}
			if 2*depth <= voters {
				continue
			}
			if !ok {
				hull, ok = interval{at, at}, true
			}
			hull = interval{min(hull.low, at), max(hull.high, at)}
		}
	}
	return hull, ok
}

// FuzzSelection: the sweep agrees with the slow one, and if more than half of the voters are honest
// the truth is within the estimate's bound.
func FuzzSelection(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, uint8(seed), uint8(seed/2))
	}
	f.Fuzz(func(t *testing.T, seed uint64, servers, lies uint8) {
		random := rand.New(rand.NewPCG(seed, 7))
		n := 1 + int(servers)%9
		liars := int(lies) % (n + 1)
		truth := random.Int64N(2e18) - 1e18
		votes := make([]Candidate, n)
		for i := range votes {
			radius := 1 + random.Int64N(1<<(1+random.IntN(30)))
			center := truth + random.Int64N(2*radius+1) - radius
			if i < liars {
				center = truth + random.Int64N(1<<32) - 1<<31
			}
			votes[i] = vote(center-radius, center+radius)
			votes[i].theta = center - radius + random.Int64N(2*radius+1)
			votes[i].deviation = random.Float64() * float64(radius)
			low := random.Int64N(100)
			votes[i].bias = interval{low, low + random.Int64N(60)}
		}
		random.Shuffle(n, func(i, j int) { votes[i], votes[j] = votes[j], votes[i] })
		hull, want := slowMajority(votes, n)
		_, majority, ok := agreement(votes, n)
		require.Equal(t, want, ok)
		require.Equal(t, hull, majority)
		estimate, ok := Choose(votes, n, 0)
		require.Equal(t, want, ok)
		if 2*(n-liars) > n {
			require.True(t, ok)
			require.LessOrEqual(t, abs(truth-estimate.Theta), estimate.Bound)
			require.True(t, hull.low <= truth && truth <= hull.high)
		}
		if ok {
			require.Greater(t, 2*estimate.Agree, n)
		}
	})
}

func TestCombineLeavesOutTheFarOnes(t *testing.T) {
	near, far := vote(-1e6, 1e6), vote(-50e6, 50e6)
	near.theta, far.theta = 0, 40e6
	estimate, ok := Choose([]Candidate{near, far}, 2, 0)
	require.True(t, ok)
	require.Zero(t, estimate.Theta)
	require.Equal(t, 2, estimate.Agree)
	require.EqualValues(t, 1e6, estimate.Bound)
}
