package timemap

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// slowScale is scale by arbitrary precision: floor(rate * span / 2^rateBits).
func slowScale(rate, span int64) int64 {
	product := new(big.Int).Mul(big.NewInt(rate), big.NewInt(span))
	return product.Rsh(product, rateBits).Int64() // Rsh floors
}

func FuzzScale(f *testing.F) {
	f.Add(standstill, int64(1))
	f.Add(int64(-1), int64(1))
	f.Add(int64(1), int64(-1))
	f.Add(steepest, int64(1e12))
	f.Fuzz(func(t *testing.T, rate, span int64) {
		rate = clamp(rate, standstill, steepest)
		span %= 1 << 52 // 52 days: more than any line between knots
		require.Equal(t, slowScale(rate, span), scale(rate, span))
	})
}

func TestRateOverHitsTheNanosecond(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		span := 1 + random.Int64N(1e12)
		rise := max(-span, random.Int64N(2e9)-1e9)
		if float64(rise)/float64(span) > 1000 {
			continue
		}
		require.Equal(t, rise, scale(rateOver(rise, span), span), "rise %d span %d", rise, span)
	}
}

// TestTrack: whatever is wanted, the map never decreases, what is fixed stays, and each wanted
// point is met as well as order allows.
func TestTrack(t *testing.T) {
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 3))
		track := NewTrack(1e18, Point{Offset: random.Int64N(1e9)}, Pace{})
		fixed := map[int64]int64{}
		for range 100 {
			h := track.Frontier + random.Int64N(2e9)
			want := Point{Offset: track.Present() + random.Int64N(1e7) - 5e6, Bound: random.Int64N(1e9)}
			tolerance := random.Int64N(5000)
			before := track.Frontier + track.Present()
			track.Advance(h, want, Pace{random.Float64()*1e-3 - 5e-4, random.Float64() * 1e-3}, tolerance)
			require.Equal(t, h, track.Frontier)
			if reachable := max(h+want.Offset, before); reachable-h-want.Offset <= tolerance {
				require.InDelta(t, want.Offset, track.Present(), float64(tolerance+1))
				require.GreaterOrEqual(t, track.last().boundAt(h), want.Bound-tolerance/8-1)
			}
			sample := track.Start + random.Int64N(h-track.Start+1)
			fixed[sample] = track.find(sample).offsetAt(sample)
		}
		requireOrdered(t, &track, random)
		for h, offset := range fixed {
			require.Equal(t, offset, track.find(h).offsetAt(h))
		}
	}
}

// requireOrdered compares neighbours a nanosecond apart at all joints, and random instants.
func requireOrdered(t *testing.T, track *Track, random *rand.Rand) {
	value := func(h int64) int64 { return h + track.find(h).offsetAt(h) }
	for i := range track.Knots[1:] {
		joint := track.Knots[i+1].Start
		require.LessOrEqual(t, value(max(track.Start, joint-1)), value(joint))
		require.LessOrEqual(t, value(joint), value(min(joint+1, track.Frontier)))
	}
	for range 100 {
		a := track.Start + random.Int64N(track.Frontier-track.Start)
		b := a + random.Int64N(track.Frontier-a+1)
		require.LessOrEqual(t, value(a), value(b))
	}
}

func TestTrackForgets(t *testing.T) {
	track := NewTrack(0, Point{}, Pace{})
	for h := int64(1); track.Start == 0; h++ {
		track.Advance(h*1e9, Point{Offset: h % 2 * 1e6}, Pace{}, 0)
		snapshot := track
		track.forget(100)
		require.LessOrEqual(t, len(track.Knots), 100)
		require.Equal(t, snapshot.find(h*1e9).offsetAt(h*1e9), track.find(h*1e9).offsetAt(h*1e9))
		require.Zero(t, snapshot.Knots[0].Start)
	}
	require.Equal(t, track.Knots[0].Start, track.Start)
}

func TestUnboundedStaysUnbounded(t *testing.T) {
	track := NewTrack(0, Point{Bound: Unbounded}, Pace{Bound: 1e-3})
	require.Equal(t, Unbounded, track.last().boundAt(1e18))
	track.Advance(1e9, Point{Offset: 5, Bound: 100}, Pace{}, 0)
	require.Equal(t, Unbounded, track.find(5e8).boundAt(5e8))
	require.EqualValues(t, 100, track.last().boundAt(1e9))
	require.Equal(t, Unbounded, AddBounds(Unbounded, 5))
	require.Equal(t, Unbounded, AddBounds(5, Unbounded))
}
