package offsets

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
)

// simulation is a host with its clocks and a network of servers, driven by true time. Nothing in it
// depends on the machine: the same seed gives the same run.
type simulation struct {
	random *rand.Rand
	now    int64   // true time, ns since the Unix epoch
	raw    float64 // RAW, ns since simulated boot; whole nanoseconds are read
	speed  float64 // of RAW against true time, s/s beyond 1
	lead   int64   // REAL minus RAW
	slewed float64 // part of lead that MONOTONIC shares
	slew   float64 // s/s, at which REAL and MONOTONIC gain on RAW
	slept  int64
	kernel bool // what adjtimex says

	servers []simServer
	clock   *Clock
	ticked  int64
}

// simServer is a path and the clock at its end.
type simServer struct {
	err    func(now int64) int64 // of the server's clock, ns
	up     func() int64          // delay to the server, ns
	down   func() int64
	silent bool
}

const simStart = 1_800_000_000 * int64(1e9)

// newSimulation makes a host whose clock is behind true time by offset, with servers of 10 ms + exp
// 1 ms each way.
func newSimulation(seed uint64, offset time.Duration, servers int) *simulation {
	s := &simulation{random: rand.New(rand.NewPCG(seed, 1)), now: simStart, raw: 5e9, speed: 12e-6}
	s.lead = simStart - int64(offset) - int64(s.raw)
	var names []string
	for i := range servers {
		s.servers = append(s.servers, simServer{err: constant(0), up: s.delay(10e6, 1e6), down: s.delay(10e6, 1e6)})
		names = append(names, fmt.Sprint(i))
	}
	s.clock = newClock(names, seams{readClocks: s.reading, disciplined: func() bool { return s.kernel }})
	s.clock.configure(s.clock.pool.polling)
	return s
}

func constant(ns int64) func(int64) int64 { return func(int64) int64 { return ns } }

func (s *simulation) delay(fixed, mean float64) func() int64 {
	return func() int64 { return int64(fixed + mean*s.random.ExpFloat64()) }
}

func (s *simulation) reading() hostclock.Reading {
	raw := int64(math.Floor(s.raw))
	lead := s.lead + int64(s.slewed)
	mono := raw + int64(s.slewed)
	return hostclock.Reading{Real: raw + lead, Raw: raw, Mono: mono, Boot: mono + s.slept, Width: 300}
}

// truth is the offset of the host clock now.
func (s *simulation) truth() int64 { return s.now - s.reading().Real }

// pass lets true time pass, with the clock's tick each second.
func (s *simulation) pass(d time.Duration) {
	for left := int64(d); left > 0; {
		span := min(left, s.ticked+int64(time.Second)-s.now)
		if span <= 0 {
			s.ticked = s.now
			s.clock.Tick()
			continue
		}
		s.flow(span)
		left -= span
	}
}

// flow lets true time pass unobserved.
func (s *simulation) flow(ns int64) {
	s.now += ns
	before := math.Floor(s.raw)
	s.raw += float64(ns) * (1 + s.speed)
	s.slewed += (math.Floor(s.raw) - before) * s.slew
}

func (s *simulation) step(d time.Duration) { s.lead += int64(d) }

// suspend stops RAW and MONOTONIC; REALTIME is put right on waking as well as the battery clock
// knows, off by err.
func (s *simulation) suspend(d, err time.Duration) {
	s.now += int64(d)
	s.slept += int64(d)
	s.lead += int64(d + err)
}

// ask makes an exchange with a server; meddle, if any, happens while the reply is under way.
func (s *simulation) ask(i int, meddle func()) {
	server := &s.servers[i]
	if server.silent {
		s.clock.miss(fmt.Sprint(i), ntp.NoReply)
		return
	}
	before := s.reading()
	e := ntp.Exchange{Server: fmt.Sprint(i), T1: before.Real, Stratum: 1, Precision: 119, RootDispersion: 100_000}
	s.flow(server.up())
	e.T2 = s.now + server.err(s.now)
	s.flow(20_000)
	e.T3 = s.now + server.err(s.now)
	if meddle != nil {
		meddle()
	}
	s.flow(server.down())
	after := s.reading()
	e.T4 = after.Real
	s.clock.Add(e, before, after)
}

// poll asks every server once and lets the rest of the interval pass.
func (s *simulation) poll(interval time.Duration) {
	end := s.now + int64(interval)
	for i := range s.servers {
		s.ask(i, nil)
	}
	if left := end - s.now; left > 0 {
		s.pass(time.Duration(left))
	}
}

func (s *simulation) polls(n int, interval time.Duration) {
	for range n {
		s.poll(interval)
	}
}

// settle measures until the line is good.
func (s *simulation) settle() {
	s.polls(4, 2*time.Second)
	s.polls(20, 64*time.Second)
}

// miss notes a query of that source without an exchange.
func (c *Clock) miss(server string, reason ntp.Rejection) { c.missed(c.pool.find(server), reason) }
