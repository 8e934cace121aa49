package estimate

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func biased(low, high int64) Candidate {
	c := vote(-1e9, 1e9)
	c.bias = interval{low, high}
	return c
}

func TestCluster(t *testing.T) {
	tests := []struct {
		name   string
		biases []Candidate
		voters int
		kept   int
	}{
		{"two are no cluster", []Candidate{biased(0, 1), biased(5, 6)}, 2, 2},
		{"all agree", []Candidate{biased(0, 3), biased(1, 4), biased(2, 5)}, 3, 3},
		{"one of three lies", []Candidate{biased(0, 3), biased(1, 4), biased(9, 10)}, 3, 2},
		{"two of five lie", []Candidate{biased(0, 2), biased(9, 10), biased(1, 3), biased(8, 10), biased(0, 3)}, 5, 3},
		{"a noisy honest one does not save the liars", []Candidate{biased(0, 2), biased(9, 10), biased(1, 3), biased(8, 10), biased(-4, 5)}, 5, 3},
		{"one too noisy to tell: nobody is left out", []Candidate{biased(0, 2), biased(9, 10), biased(1, 3), biased(8, 10), biased(-9, 20)}, 5, 5},
		{"unlike paths", []Candidate{biased(-30, -20), biased(0, 1), biased(9, 10), biased(28, 30)}, 4, 4},
		{"too few of all voters would be left", []Candidate{biased(0, 3), biased(1, 4), biased(9, 10)}, 4, 3},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Len(t, cluster(test.biases, test.voters), test.kept)
		})
	}
}

// TestClusterKnowsNoSide: turning everything round leaves out the same sources.
func TestClusterKnowsNoSide(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	for range 2000 {
		n := 3 + random.IntN(5)
		here, turned := make([]Candidate, n), make([]Candidate, n)
		for i := range n {
			low := random.Int64N(40)
			high := low + random.Int64N(10)
			here[i], turned[i] = biased(low, high), biased(-high, -low)
			turned[i].of = here[i].of
		}
		var a, b []*Estimator
		for _, c := range cluster(here, n) {
			a = append(a, c.of)
		}
		for _, c := range cluster(turned, n) {
			b = append(b, c.of)
		}
		require.Equal(t, a, b)
	}
}

func TestBiasSpan(t *testing.T) {
	inside := 0
	for seed := range uint64(500) {
		var b bias
		for _, sample := range noisy(seed, 3*biasSamples, 64*time.Second, 0, 1e6) {
			b.add(sample, -5e6)
		}
		require.Len(t, b.misses, biasSamples)
		span := b.span(asymmetry{})
		require.Less(t, span.high-span.low, int64(2e6))
		if span.low <= 5e6 && 5e6 <= span.high {
			inside++
		}
	}
	require.Greater(t, inside, 490)
	var few bias
	few.add(Sample{}, 0)
	require.True(t, few.span(asymmetry{}).touches(Candidate{low: -1e18, high: -1e18}), "too few samples agree with everybody")
}
