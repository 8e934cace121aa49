package main

import (
	"fmt"
	"time"

	"timesync/offsets/timemap"
	"timesync/test/clock/world"
)

const (
	steadyLength = 30_000 * time.Second // as the recorded runs
	steadyFrom   = 3_000 * time.Second
)

// quiet is the oscillator of most scenarios.
var quiet = world.Oscillator{Wander: 1e-9}

// path is a constant delay and an exponential one of a mean, both in ms.
func path(constant, mean float64) world.Path {
	return world.Path{Constant: ms(constant), Mean: ms(mean)}
}

// servers are n alike, whose clocks are off by errors in ms: as many as are given, the others not.
func servers(n int, constant, mean float64, errors ...float64) []world.Server {
	all := make([]world.Server, n)
	for i := range all {
		all[i] = world.Server{Up: path(constant, mean), Down: path(constant, mean)}
		if i < len(errors) && errors[i] != 0 {
			off := int64(ms(errors[i]))
			all[i].Error = func(int64) int64 { return off }
		}
	}
	return all
}

func oneWay(up, down world.Path) []world.Server { return []world.Server{{Up: up, Down: down}} }

func lossy(chance float64) []world.Server {
	all := servers(1, 10, 1)
	all[0].Loss = chance
	return all
}

// unlike are four right servers whose paths are asymmetric, so that their samples are off by -2, 0,
// 1 and 3 ms.
func unlike() []world.Server {
	all := servers(4, 10, 1)
	for i, shift := range []float64{-2, 0, 1, 3} {
		all[i].Up, all[i].Down = path(10+shift, 1), path(10-shift, 1)
	}
	return all
}

// stepping is three servers, the first of which steps by 1 s at 10 000 s.
func stepping() []world.Server {
	all := servers(3, 10, 1)
	all[0].Error = func(now int64) int64 {
		if now-start < 9_999*int64(time.Second) {
			return 0
		}
		return int64(time.Second)
	}
	return all
}

// smeared is four servers, the first of which smears a leap second over the whole run: up to 0.5 s
// off.
func smeared() []world.Server {
	all := servers(4, 10, 1)
	all[0].Error = func(now int64) int64 { return (now - start) / (2 * int64(steadyLength/time.Second)) }
	return all
}

// steady are the scenarios S1 to S12: one kind of path, oscillator and set of servers for a whole
// run. Limits are of the worst run: those measured for chronyd's worst on the same kind of packets,
// times 1.10 or a little more where its few runs say little; for near liars, which chronyd
// believes, what four honest servers give.
func steady() []*scenario {
	all := []*scenario{
		{name: "S1 lan", servers: servers(1, 0.1, 0.1), oscillator: quiet, limit: limit{rms: ms(0.03), bound: ms(0.3)}},
		{name: "S2 regional", servers: servers(1, 10, 1), oscillator: quiet, limit: limit{rms: ms(0.16)}},
		{name: "S3 far", servers: servers(1, 40, 10), oscillator: quiet, limit: limit{rms: ms(1.3)}},
		{name: "S4 heavy jitter", servers: servers(1, 0.1, 100), oscillator: quiet, limit: limit{rms: ms(7.8)}},
		{name: "S5 one-way jitter", servers: oneWay(path(10, 20), path(10, 0.1)), oscillator: quiet, limit: limit{rms: ms(0.15)}},
		{name: "S6 asymmetric route", servers: oneWay(path(30, 1), path(10, 1)), oscillator: quiet, limit: limit{bound: ms(22)}},
		{name: "S7 loss", servers: lossy(0.33), oscillator: quiet, limit: limit{rms: ms(0.19)}},
		{name: "S8 wander", servers: servers(1, 0.1, 0.1), oscillator: world.Oscillator{Wander: 1e-7}, limit: limit{rms: ms(0.095)}},
		{name: "S9 temperature", servers: servers(1, 10, 1), oscillator: sine(1e-9, 5e-6, time.Hour), limit: limit{rms: ms(0.56)}},
		{name: "S10 two false of five", servers: servers(5, 10, 1, 1000, 2000), oscillator: quiet, limit: limit{rms: ms(0.088)}},
		{name: "S10 two colluding of five", servers: servers(5, 10, 1, 1000, 1000), oscillator: quiet, limit: limit{rms: ms(0.088)}},
		{name: "S10 one false by 50 ms", servers: servers(4, 10, 1, 50), oscillator: quiet, limit: limit{rms: ms(0.088)}},
		{name: "S10 one steps", servers: stepping(), oscillator: quiet, limit: limit{rms: ms(0.1)}},
		{name: "S11 one false by 5 ms", servers: servers(4, 10, 1, 5), oscillator: quiet, limit: limit{rms: ms(0.1), max: ms(0.5)}},
		{name: "S11 one false by -5 ms", servers: servers(4, 10, 1, -5), oscillator: quiet, limit: limit{rms: ms(0.1), max: ms(0.5)}},
		{name: "S11 two false by 5 ms", servers: servers(5, 10, 1, 5, 5), oscillator: quiet, limit: limit{rms: ms(0.1), max: ms(0.5)}},
		{name: "S11 two false by -5 ms", servers: servers(5, 10, 1, -5, -5), oscillator: quiet, limit: limit{rms: ms(0.1), max: ms(0.5)}},
		{name: "S11 one false by 18 ms", servers: servers(4, 10, 1, 18), oscillator: quiet, limit: limit{rms: ms(0.1), max: ms(0.5)}},
		{name: "S11 one of three false by -18 ms", servers: servers(3, 10, 1, -18), oscillator: quiet, limit: limit{rms: ms(0.1), max: ms(0.5)}},
		{name: "S11 two false by 18 ms", servers: servers(5, 10, 1, 18, 18), oscillator: quiet, limit: limit{rms: ms(0.1), max: ms(0.5)}},
		{name: "S11 two false by -22 ms", servers: servers(5, 10, 1, -22, -22), oscillator: quiet, limit: limit{rms: ms(0.1), max: ms(0.5)}},
		{name: "S11 unlike paths", servers: unlike(), oscillator: quiet, limit: limit{rms: ms(0.6)}},
		{name: "S12 two disagree", servers: servers(2, 10, 1, 1000), oscillator: quiet, limit: limit{nothing: true}},
		{name: "S12 three false of five", servers: servers(5, 10, 1, 1000, 2000, 3000), oscillator: quiet, limit: limit{nothing: true}},
		{name: "S18 one smears a leap second", servers: smeared(), oscillator: quiet, limit: limit{rms: ms(0.15)}},
	}
	for _, s := range all {
		s.offset, s.length, s.from = 250*time.Millisecond, steadyLength, steadyFrom
	}
	return all
}

// startups are S15: the first sixteen minutes of a host whose oscillator is 20 ppm off.
func startups() []*scenario {
	fast := world.Oscillator{Drift: 20e-6, Wander: 1e-9}
	all := []*scenario{
		{name: "S15 start-up", servers: servers(1, 10, 1), limit: limit{rms: ms(0.9)}},
		{name: "S15 start-up, far", servers: servers(1, 40, 10), limit: limit{rms: ms(8.9)}},
		{name: "S15 start-up, four servers", servers: servers(4, 10, 1), limit: limit{rms: ms(0.5)}},
	}
	for _, s := range all {
		s.oscillator, s.offset = fast, 250*time.Millisecond
		s.length, s.from, s.every = 990*time.Second, time.Second, time.Second
	}
	return all
}

const (
	outagePeriod = 10_000 * time.Second
	outageFrom   = 1_200 * time.Second
)

// outages are S16: packets pass only in the first 1200 s of each 10 000 s. How far the oscillator
// wanders meanwhile is luck: the limits only tell a line carried on from none, and what counts is
// that bounds and states hold.
func outages() []*scenario {
	all := []*scenario{
		{name: "S16 outage", oscillator: quiet, limit: limit{max: ms(4)}},
		{name: "S16 outage, wander 1e-8", oscillator: world.Oscillator{Wander: 1e-8}, limit: limit{max: ms(40)}},
		{name: "S16 outage, 5 ppm a day", oscillator: sine(1e-9, 5e-6, 24*time.Hour), limit: limit{max: ms(40)}},
		{name: "S16 outage, 2 ppm in 2 h", oscillator: sine(1e-9, 2e-6, 2*time.Hour), limit: limit{max: ms(40)}},
	}
	for _, s := range all {
		s.servers, s.offset = servers(1, 10, 1), 250*time.Millisecond
		s.length, s.from, s.every = steadyLength, steadyFrom, time.Minute
		s.out = func(age time.Duration) bool { return age%outagePeriod > outageFrom }
		s.check = checkHoldover
	}
	return all
}

// checkHoldover: SYNCED while packets pass, HOLDOVER once the newest sample is older than eight
// polls.
func checkHoldover(s *simulated, age time.Duration) string {
	want, into := timemap.Synced, age%outagePeriod
	switch {
	case age < time.Minute, into > outageFrom && into < outageFrom+10*pollInterval, into < 2*pollInterval:
		return "" // either
	case into > outageFrom:
		want = timemap.Holdover
	}
	if view := s.line.View(); view.Now().State != want {
		return fmt.Sprintf("%s at %s, wanted %s", view.Now().State, age, want)
	}
	return ""
}

// steps are S13: the host clock is stepped, once or every 500 s, and the first record after it must
// be right.
func steps() []*scenario {
	var all []*scenario
	for _, size := range []time.Duration{time.Millisecond, 200 * time.Millisecond, 5 * time.Second, 100 * time.Second, 10_000 * time.Second} {
		for _, signed := range []time.Duration{size, -size} {
			all = append(all, &scenario{name: fmt.Sprintf("S13 stepped by %s at 5000 s", signed), length: 6000 * time.Second, act: stepAt(5000*time.Second, 0, signed)})
		}
	}
	all = append(all,
		&scenario{name: "S13 stepped by 5s every 500 s", length: 10_000 * time.Second, act: stepAt(500*time.Second, 500*time.Second, 5*time.Second)},
		&scenario{name: "S13 stepped by -200ms every 500 s", length: 10_000 * time.Second, act: stepAt(500*time.Second, 500*time.Second, -200*time.Millisecond)},
	)
	for _, s := range all {
		s.servers, s.oscillator, s.limit = servers(4, 10, 1), quiet, limit{rms: ms(0.15), max: ms(0.6)}
		s.from, s.every = steadyFrom, time.Second
	}
	return all
}

func stepAt(first, every, size time.Duration) func(*world.World, time.Duration) {
	return func(w *world.World, age time.Duration) {
		if age == first || every > 0 && age%every == 0 {
			w.Step(int64(size))
		}
	}
}

// stepsInFlight are S14: the host clock is stepped while a reply is under way, in every tenth
// query.
func stepsInFlight() []*scenario {
	var all []*scenario
	for _, size := range []time.Duration{5 * time.Second, -5 * time.Second, 15 * time.Millisecond, -15 * time.Millisecond} {
		all = append(all, &scenario{
			name:    fmt.Sprintf("S14 stepped by %s in flight", size),
			servers: servers(4, 10, 1), oscillator: quiet, limit: limit{rms: ms(0.15), max: ms(0.6)},
			length: 10_000 * time.Second, from: steadyFrom,
			meddle: func(w *world.World, n int) func() {
				if n%10 != 9 {
					return nil
				}
				return func() { w.Step(int64(size)) }
			},
		})
	}
	return all
}

// extremes are S18: leap flags, and a host without battery clock that is fifty years off.
func extremes() []*scenario {
	const fiftyYears = 50 * 365 * 24 * time.Hour
	all := []*scenario{
		{name: "S18 a leap second is announced", leap: 1},
		{name: "S18 a leap second less is announced", leap: 2},
		{name: "S18 fifty years behind", offset: fiftyYears},
		{name: "S18 fifty years ahead", offset: -fiftyYears},
	}
	for _, s := range all {
		s.servers, s.oscillator, s.limit = servers(3, 10, 1), quiet, limit{rms: ms(0.15), max: ms(0.6)}
		s.length, s.from = 10_000*time.Second, steadyFrom
	}
	return all
}

// scenarios is all of them but S17, a day's backlog, which is read only when the day is over.
func scenarios() []*scenario {
	var all []*scenario
	for _, group := range []func() []*scenario{steady, steps, stepsInFlight, startups, outages, extremes} {
		all = append(all, group()...)
	}
	return all
}
