package stream_test

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/stream"
)

// sighting is what a stream was told of one stamp.
type sighting struct {
	now     uint8
	arrival int64
}

// slowlyShown reports whether the arrivals have shown what a reading assumes: of all stamps since
// the last that was not now under it, some row lasts ten minutes. Only stamps that no other reading
// makes now are a proof, and as many as it takes, six seconds apart.
func slowlyShown(history []sighting, assumed uint8, needed int) bool {
	begin := len(history)
	for begin > 0 && history[begin-1].now>>assumed&1 == 1 {
		begin--
	}
	for first := begin; first < len(history); first++ {
		if history[first].now != 1<<assumed {
			continue
		}
		count, last := 1, history[first].arrival
		for _, x := range history[first+1:] {
			if x.arrival < last-int64(time.Second) {
				break // the clock stepped back
			}
			if x.now == 1<<assumed && x.arrival-last >= 6e9 {
				count, last = count+1, x.arrival
			}
			if x.now == 1<<assumed && count >= needed && x.arrival-history[first].arrival >= 600e9 {
				return true
			}
		}
	}
	return false
}

// TestSight compares what is shown with the slow way.
func TestSight(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	shownOften := 0
	for range 2000 {
		var a stream.Arrivals
		var history []sighting
		arrival := int64(1e18)
		usual := uint8(1) << random.IntN(3)
		for range 60 {
			arrival += random.Int64N(60e9)
			now := usual
			switch random.IntN(120) {
			case 0:
				now = 0
			case 1:
				now = 1 << random.IntN(3)
			case 2, 3, 4, 5:
				now = usual | 1<<random.IntN(3)
			case 6:
				arrival -= random.Int64N(300e9)
			}
			history = append(history, sighting{now, arrival})
			assumed, shown := a.Sight(stream.AskOrder|3, now, arrival)
			for i := range uint8(3) {
				want := slowlyShown(history, i, 3)
				require.Equal(t, want, shown && assumed == i, "%d of %v", i, history)
			}
			if shown {
				shownOften++
			}
		}
	}
	require.NotZero(t, shownOften)
}

// TestSightZone: a quarter of an hour that stays is shown, another begins anew.
func TestSightZone(t *testing.T) {
	const quarter, minute = int64(15 * time.Minute), int64(time.Minute)
	var a stream.Arrivals
	arrival := int64(1e18)
	minutes := func(count int, behind int64) (quarters int16, isNews bool) {
		for range count {
			arrival += minute
			q, news := a.NoteZone(behind, arrival)
			if news {
				quarters, isNews = q, true
			}
		}
		return quarters, isNews
	}
	_, isNews := minutes(10, 8*quarter)
	require.False(t, isNews)
	quarters, isNews := minutes(1, 8*quarter+4e9)
	require.True(t, isNews)
	require.Equal(t, int16(8), quarters)
	_, isNews = minutes(100, 8*quarter)
	require.False(t, isNews, "said twice")
	_, isNews = minutes(100, 8*quarter+6e9)
	require.False(t, isNews, "late")
	_, isNews = minutes(11, 8*quarter)
	require.False(t, isNews, "said twice")
	quarters, _ = minutes(11, -23*quarter-1e9)
	require.Equal(t, int16(-23), quarters)
	require.False(t, a.IsLive())
	_, isNews = minutes(11, 0)
	require.False(t, isNews, "the assumed zone")
	require.True(t, a.IsLive())
	_, isNews = minutes(200, 27*4*quarter)
	require.False(t, isNews, "no zones are so far apart")
	require.False(t, a.IsLive())
	for range 50 { // reports of the hour before
		arrival += 60 * minute
		_, isNews = a.NoteZone(4*quarter, arrival)
		require.False(t, isNews)
	}
}

// TestQuestions: more questions than are remembered cost what was shown of the oldest, no more.
func TestQuestions(t *testing.T) {
	var a stream.Arrivals
	arrival := int64(1e18)
	for range 12 {
		arrival += 60e9
		for thing := range uint8(3) {
			assumed, _ := a.Sight(stream.AskOrder|stream.Question(thing), 1<<1, arrival)
			require.Equal(t, uint8(1), assumed)
		}
	}
	_, shown := a.Sight(stream.AskMeaning, 1, arrival+1)
	require.False(t, shown)
	shownOf := 0
	for thing := range uint8(3) {
		if _, shown := a.Sight(stream.AskOrder|stream.Question(thing), 1<<1|1<<2, arrival+2); shown {
			shownOf++
		}
	}
	require.Equal(t, 2, shownOf)
}

// TestSize: a stream that leaves nothing open is small, as there is one for each key and tag.
func TestSize(t *testing.T) {
	require.LessOrEqual(t, reflect.TypeFor[stream.Stream]().Size(), uintptr(96))
}
