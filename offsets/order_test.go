package offsets

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/timemap"
)

// instantsWanted is how many host instants the property test looks up; TIMESYNC_INSTANTS=1000000
// for a long run. The race detector, which has nothing to find in it, gets a fifth.
func instantsWanted(t *testing.T) int {
	text := os.Getenv("TIMESYNC_INSTANTS")
	switch {
	case text == "" && underRace:
		return 40_000
	case text == "":
		return 200_000
	}
	wanted, err := strconv.Atoi(text)
	require.NoError(t, err)
	return wanted
}

// TestOrderAndMapping looks at the map as records get it: in random scenarios of steps, slews,
// suspends, outages, liars and a kernel that changes its mind, no instant is mapped before an
// earlier one of its segment, a mapped instant keeps its mapping, and the truth is within the
// bound.
func TestOrderAndMapping(t *testing.T) {
	policies := []Policy{
		{},
		{Correct: CorrectAlways},
		{Correct: CorrectAlways, MinSources: 3, MaxError: 30 * time.Millisecond},
		{MaxCorrection: 2 * time.Second, MaxError: 100 * time.Millisecond},
	}
	wanted, looked := instantsWanted(t), 0
	outcomes := map[timemap.Outcome]int{}
	var opened timemap.Opened
	for seed := uint64(1); looked < wanted; seed++ {
		run := newOrderRun(t, seed, policies[seed%uint64(len(policies))])
		for range 60 {
			run.act()
			run.look(20)
		}
		run.requireOrder()
		looked += run.looked
		for outcome, n := range run.outcomes {
			outcomes[outcome] += n
		}
		for reason, n := range run.line.Segments() {
			opened[reason] += n
		}
	}
	t.Logf("%d instants, outcomes %v, segments %v", looked, outcomes, opened)
	for _, reason := range []timemap.Reason{timemap.First, timemap.Stepped, timemap.Suspend, timemap.Lost, timemap.Regained, timemap.Judged} {
		require.NotZero(t, opened[reason], "no scenario opened a segment by %s", reason)
	}
}

type orderRun struct {
	*simulation
	t        *testing.T
	name     string
	line     *Timeline
	handed   map[int64]timemap.Correction
	keys     []int64
	looked   int
	outcomes map[timemap.Outcome]int
}

func newOrderRun(t *testing.T, seed uint64, policy Policy) *orderRun {
	offsets := []time.Duration{-3 * time.Second, -100 * time.Millisecond, 0, 10 * time.Millisecond, 200 * time.Millisecond, time.Minute}
	s := newSimulation(seed, offsets[seed%uint64(len(offsets))], 3+int(seed%3))
	return &orderRun{simulation: s, t: t, name: fmt.Sprintf("seed %d", seed), line: s.clock.Timeline(policy),
		handed: map[int64]timemap.Correction{}, outcomes: map[timemap.Outcome]int{}}
}

// act lets something random happen.
func (r *orderRun) act() {
	switch r.random.IntN(14) {
	case 0:
		r.flow(1 + r.random.Int64N(1e9))
		r.step(r.upTo(20 * time.Second))
		r.flow(1 + r.random.Int64N(1e6))
	case 1:
		r.step(r.upTo(30 * time.Millisecond))
		r.flow(1000)
	case 2:
		r.slew = []float64{0, 0, 500e-6, -500e-6, 0.08, -0.08}[r.random.IntN(6)]
	case 3:
		if r.random.IntN(4) == 0 {
			r.suspend(time.Duration(20e6+r.random.Int64N(3600e9)), r.upTo(time.Second))
			r.flow(1000)
		}
	case 4:
		r.kernel = !r.kernel
	case 5:
		silent := r.random.IntN(2) == 0
		for i := range r.servers { // all or none: a liar left alone would be believed
			r.servers[i].silent = silent
		}
	case 6:
		r.lie()
	case 7:
		r.pass(time.Duration(r.random.Int64N(int64(3 * time.Hour))))
	default:
		r.polls(1+r.random.IntN(6), []time.Duration{2 * time.Second, 64 * time.Second}[r.random.IntN(2)])
	}
}

func (r *orderRun) upTo(limit time.Duration) time.Duration {
	return time.Duration(r.random.Int64N(2*int64(limit))) - limit
}

// lie makes a minority of the servers wrong, so that the truth stays provable.
func (r *orderRun) lie() {
	for i := range r.servers {
		r.servers[i].err = constant(0)
	}
	r.servers[0].err = constant(int64(r.upTo(2 * time.Second)))
}

// look takes a view and looks instants up: now, the past, stamps handed out before, and a stamp ten
// years ahead.
func (r *orderRun) look(n int) {
	view := r.line.View()
	now := view.HostNow()
	view.Lookup(now + int64(10*365*24*time.Hour))
	r.hand(&view, now)
	c := view.Now()
	if c.Outcome != timemap.Unsynced {
		require.LessOrEqual(r.t, abs(c.Offset-r.truth()), c.Bound, r.name)
	}
	for range n {
		r.hand(&view, now-int64(float64(r.random.Int64N(int64(time.Hour)))*r.random.Float64()*r.random.Float64()))
		if len(r.keys) > 0 {
			if h := r.keys[r.random.IntN(len(r.keys))]; h <= now {
				r.hand(&view, h)
			}
		}
	}
}

func (r *orderRun) hand(view *timemap.View, h int64) {
	c := view.Lookup(h)
	r.looked++
	r.outcomes[c.Outcome]++
	if c.Segment == 0 {
		return
	}
	before, known := r.handed[h]
	if !known {
		r.keys = append(r.keys, h)
	} else if !c.Ambiguous && !before.Ambiguous {
		require.Equal(r.t, before.Offset, c.Offset, "%s: instant %d was mapped otherwise before: %+v, now %+v", r.name, h, before, c)
		require.Equal(r.t, before.Segment, c.Segment, "%s: instant %d", r.name, h)
	}
	r.handed[h] = c
}

func (r *orderRun) requireOrder() {
	bySegment := map[uint32][]int64{}
	for h, c := range r.handed {
		if !c.Ambiguous {
			bySegment[c.Segment] = append(bySegment[c.Segment], h)
		}
	}
	for id, instants := range bySegment {
		slices.Sort(instants)
		require.True(r.t, slices.IsSortedFunc(instants, func(a, b int64) int {
			return cmp.Compare(a+r.handed[a].Offset, b+r.handed[b].Offset)
		}), "%s: order lost in segment %d", r.name, id)
	}
}
