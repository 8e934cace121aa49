package offsets

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
	f.Add(int64(standstill), int64(1))
	f.Add(int64(-1), int64(1))
	f.Add(int64(1), int64(-1))
	f.Add(int64(steepest), int64(1e12))
	f.Fuzz(func(t *testing.T, rate, span int64) {
		rate = clamp(rate, standstill, steepest)
		span %= 1 << 52 // 52 days: more than any piece
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

// TestTrack: whatever is wanted, the map never decreases, what is fixed stays, and each wanted point is met as well as
// order allows.
func TestTrack(t *testing.T) {
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 3))
		track := newTrack(1e18, point{offset: random.Int64N(1e9)}, pace{})
		fixed := map[int64]int64{}
		for range 100 {
			h := track.frontier + random.Int64N(2e9)
			want := point{offset: track.present() + random.Int64N(1e7) - 5e6, bound: random.Int64N(1e9)}
			tolerance := random.Int64N(5000)
			before := track.frontier + track.present()
			track.advance(h, want, pace{random.Float64()*1e-3 - 5e-4, random.Float64() * 1e-3}, tolerance)
			require.Equal(t, h, track.frontier)
			if reachable := max(h+want.offset, before); reachable-h-want.offset <= tolerance {
				require.InDelta(t, want.offset, track.present(), float64(tolerance+1))
				require.GreaterOrEqual(t, track.last().boundAt(h), want.bound-tolerance/8-1)
			}
			sample := track.start + random.Int64N(h-track.start+1)
			fixed[sample] = track.find(sample).offsetAt(sample)
		}
		requireOrdered(t, &track, random)
		for h, offset := range fixed {
			require.Equal(t, offset, track.find(h).offsetAt(h))
		}
	}
}

// requireOrdered compares neighbours a nanosecond apart at all joints, and random instants.
func requireOrdered(t *testing.T, track *track, random *rand.Rand) {
	value := func(h int64) int64 { return h + track.find(h).offsetAt(h) }
	for i := range track.pieces[1:] {
		joint := track.pieces[i+1].start
		require.LessOrEqual(t, value(max(track.start, joint-1)), value(joint))
		require.LessOrEqual(t, value(joint), value(min(joint+1, track.frontier)))
	}
	for range 100 {
		a := track.start + random.Int64N(track.frontier-track.start)
		b := a + random.Int64N(track.frontier-a+1)
		require.LessOrEqual(t, value(a), value(b))
	}
}

func TestTrackForgets(t *testing.T) {
	track := newTrack(0, point{}, pace{})
	for h := int64(1); track.start == 0; h++ {
		track.advance(h*1e9, point{offset: h % 2 * 1e6}, pace{}, 0)
		snapshot := track
		track.forget(100)
		require.LessOrEqual(t, len(track.pieces), 100)
		require.Equal(t, snapshot.find(h*1e9).offsetAt(h*1e9), track.find(h*1e9).offsetAt(h*1e9))
		require.Zero(t, snapshot.pieces[0].start)
	}
	require.Equal(t, track.pieces[0].start, track.start)
}

func TestUnboundedStaysUnbounded(t *testing.T) {
	track := newTrack(0, point{bound: Unbounded}, pace{bound: 1e-3})
	require.Equal(t, Unbounded, track.last().boundAt(1e18))
	track.advance(1e9, point{offset: 5, bound: 100}, pace{}, 0)
	require.Equal(t, Unbounded, track.find(5e8).boundAt(5e8))
	require.EqualValues(t, 100, track.last().boundAt(1e9))
	require.Equal(t, Unbounded, addBounds(Unbounded, 5))
	require.Equal(t, Unbounded, addBounds(5, Unbounded))
}
