package main

import (
	"math"
	"strconv"
	"time"

	"timesync/offsets"
	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
	"timesync/test/clock/world"
)

const (
	burst         = 4 // queries at the start, as the poller's
	burstInterval = 2 * time.Second
	pollInterval  = 64 * time.Second
	pollSpread    = 0.02 // random part of the interval, to either side
)

// scenario is a simulated run.
type scenario struct {
	name       string
	oscillator world.Oscillator
	servers    []world.Server
	offset     time.Duration // by which the host's clock is behind at first
	length     time.Duration
	from       time.Duration // when judging begins
	every      time.Duration // between marks; 0: a mark after each exchange
	out        func(age time.Duration) bool
	act        func(w *world.World, age time.Duration)      // called each second
	meddle     func(w *world.World, n int) func()           // what happens while the reply to the n-th query is under way
	leap       uint8                                        // what the servers say of a leap second to come
	check      func(s *simulated, age time.Duration) string // called each second; what is wrong, if anything
	limit      limit
}

// limit is what a scenario must keep in its worst run, ns; 0: no limit. Bounds must hold in all.
type limit struct {
	rms, max, bound float64
	nothing         bool // there is no majority: nothing may be corrected
}

// simulated is a run under way.
type simulated struct {
	*scenario
	*judging
	world   *world.World
	due     []int64 // age of each server's next query, ns
	asked   []int
	queries int
	wrong   string // the first thing that a check found
}

// start is true time at the start of a run, in 2027.
const start = 1_800_000_000 * int64(time.Second)

func (sc *scenario) begin(seed uint64, now int64) *simulated {
	s := &simulated{scenario: sc, world: world.New(seed, now, int64(sc.offset), sc.oscillator)}
	s.world.Servers = sc.servers
	var names []string
	for i := range sc.servers {
		names = append(names, strconv.Itoa(i))
		s.due = append(s.due, int64(i+1)*int64(10*time.Millisecond))
	}
	s.asked = make([]int, len(names))
	s.judging = newJudging(names, offsets.Policy{Correct: offsets.CorrectAlways}, func() hostclock.Reading { return reading(s.world.Clocks()) })
	s.clock.Tick()
	return s
}

// readingWidth is the width of the simulated host's readings, ns.
const readingWidth = 300

func reading(c world.Clocks) hostclock.Reading {
	return hostclock.Reading{Real: c.Real, Raw: c.Raw, Mono: c.Mono, Boot: c.Boot, Width: readingWidth}
}

// run lets the whole scenario happen.
func (s *simulated) run() *simulated {
	for tick := int64(time.Second); tick <= int64(s.length); tick += int64(time.Second) {
		for i := s.next(tick); i >= 0; i = s.next(tick) {
			s.ask(i)
		}
		if left := tick - s.world.Age(); left > 0 {
			s.world.Pass(left)
		}
		s.second(time.Duration(tick))
	}
	return s
}

// next is the server to be asked first before the age, -1 if none is.
func (s *simulated) next(until int64) int {
	first := -1
	for i, due := range s.due {
		if due < until && (first < 0 || due < s.due[first]) {
			first = i
		}
	}
	return first
}

func (s *simulated) second(age time.Duration) {
	if s.act != nil {
		s.act(s.world, age)
	}
	s.clock.Tick()
	if s.check != nil && s.wrong == "" {
		s.wrong = s.check(s, age)
	}
	if s.every > 0 && age >= s.from && (age-s.from)%s.every == 0 {
		s.mark(float64(s.world.Truth()))
	}
}

func (s *simulated) ask(i int) {
	if wait := s.due[i] - s.world.Age(); wait > 0 {
		s.world.Pass(wait)
	}
	interval := float64(pollInterval) * (1 + pollSpread*(2*s.world.Random.Float64()-1))
	if s.asked[i]++; s.asked[i] < burst {
		interval = float64(burstInterval)
	}
	s.due[i] += int64(interval)
	if s.out != nil && s.out(time.Duration(s.world.Age())) {
		return
	}
	var meddle func()
	if s.meddle != nil {
		meddle = s.meddle(s.world, s.queries)
	}
	s.queries++
	reply, ok := s.world.Ask(&s.world.Servers[i], meddle)
	if !ok {
		return
	}
	s.exchange(ntp.Exchange{Server: strconv.Itoa(i), T1: reply.T1, T2: reply.T2, T3: reply.T3, T4: reply.T4,
		Stratum: 1, Precision: 119, Leap: s.leap}, reading(reply.Before), reading(reply.After))
	if s.every == 0 && s.world.Age() >= int64(s.from) {
		s.mark(float64(s.world.Truth()))
	}
}

// seeds of the runs of each scenario.
const seeds = 4

// simulatedRow runs a scenario with all seeds. chronyd takes no part.
func simulatedRow(sc *scenario) *row {
	r := &row{name: sc.name, worst: true}
	var missed []string
	miss := func(is bool, what string) {
		if is && len(missed) == 0 {
			missed = append(missed, what)
		}
	}
	for seed := uint64(1); seed <= seeds; seed++ {
		s := sc.begin(seed, start).run()
		r.newest.add(s.byNewest)
		r.low8.add(s.byLow8)
		r.us.add(s.us)
		miss(s.wrong != "", s.wrong)
	}
	if sc.limit.nothing {
		miss(r.us.runs > 0, "an estimate without majority")
	} else {
		miss(r.us.runs < seeds, "no estimate")
		over := func(is, limit float64) bool { return limit > 0 && !(is <= limit) }
		miss(over(r.us.highest, sc.limit.rms), "rms")
		miss(over(r.us.worst, sc.limit.max), "max")
		miss(over(r.us.bound(), sc.limit.bound), "bound")
		miss(r.us.violations > 0, "violations")
	}
	r.conclude(missed)
	return r
}

// sine is the oscillator of a host whose temperature swings.
func sine(wander, swing float64, period time.Duration) world.Oscillator {
	return world.Oscillator{Wander: wander, Swing: swing, Period: int64(period)}
}

// ms is a duration in the world's unit.
func ms(n float64) float64 { return math.Round(n * 1e6) }
