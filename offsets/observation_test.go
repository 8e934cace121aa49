package offsets

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
)

// goodExchange is 20 ms under way, both ways alike, with a server 5 s ahead of a host clock that
// RAW lags by 1000 s.
func goodExchange() (e ntp.Exchange, before, after hostclock.Reading) {
	const host, raw = simStart, simStart - 1000e9
	const offset, way, held = 5e9, 10e6, 100e3
	e = ntp.Exchange{Server: "0", T1: host, T2: host + way + offset, T3: host + way + held + offset, T4: host + 2*way + held,
		Stratum: 2, Precision: 100, RootDelay: 30e6, RootDispersion: 2e6}
	before = hostclock.Reading{Real: host - 1000, Raw: raw - 1000, Mono: raw, Boot: raw, Width: 500}
	span := e.T4 - e.T1
	after = hostclock.Reading{Real: e.T4 + 1000, Raw: raw + span + 1000, Mono: raw + span + 2000, Boot: raw + span + 2000, Width: 500}
	return e, before, after
}

func TestSampleOfAnExchange(t *testing.T) {
	e, before, after := goodExchange()
	o := observation{e, before, after}
	require.Equal(t, ntp.Accepted, o.rejection())
	s := o.sample()
	require.EqualValues(t, 1005e9, s.Theta)
	require.EqualValues(t, 20e6, s.Delay)
	require.Equal(t, simStart-1000e9+(20e6+100e3)/2, s.At)
	require.EqualValues(t, 100+2000+301+1000, s.Error, "precision, host stamps, 15 ppm of 20.1 ms, widths")
	require.Equal(t, []int64{30e6, 2e6}, []int64{s.RootDelay, s.RootDispersion})
}

func TestRejectedExchanges(t *testing.T) {
	second := int64(time.Second)
	tests := []struct {
		name  string
		spoil func(e *ntp.Exchange, before, after *hostclock.Reading)
		want  ntp.Rejection
	}{
		{"kiss", func(e *ntp.Exchange, _, _ *hostclock.Reading) { e.Stratum, e.KissCode = 0, "RATE" }, ntp.Kiss},
		{"stratum 0 without a code", func(e *ntp.Exchange, _, _ *hostclock.Reading) { e.Stratum = 0 }, ntp.Kiss},
		{"stratum 16", func(e *ntp.Exchange, _, _ *hostclock.Reading) { e.Stratum = 16 }, ntp.Stratum},
		{"stratum 255", func(e *ntp.Exchange, _, _ *hostclock.Reading) { e.Stratum = 255 }, ntp.Stratum},
		{"leap alarm", func(e *ntp.Exchange, _, _ *hostclock.Reading) { e.Leap = 3 }, ntp.Leap},
		{"leap second to come", func(e *ntp.Exchange, _, _ *hostclock.Reading) { e.Leap = 1 }, ntp.Accepted},
		{"server ticked backwards", func(e *ntp.Exchange, _, _ *hostclock.Reading) { e.T3 = e.T2 - 1 }, ntp.Causality},
		{"held longer than the whole", func(e *ntp.Exchange, _, _ *hostclock.Reading) { e.T3 += 20e6 + 1 }, ntp.Causality},
		{"held 4 s", func(e *ntp.Exchange, _, a *hostclock.Reading) { e.T3 += 4 * second; late(e, a, 4*second) }, ntp.SlowServer},
		{"under way 3 s", func(e *ntp.Exchange, _, a *hostclock.Reading) { late(e, a, 3*second) }, ntp.Delay},
		{"under way 1 s", func(e *ntp.Exchange, _, a *hostclock.Reading) { late(e, a, second) }, ntp.Accepted},
		{"far from its reference", func(e *ntp.Exchange, _, _ *hostclock.Reading) { e.RootDispersion = 3 * second / 2 }, ntp.Distance},
		{"root delay", func(e *ntp.Exchange, _, _ *hostclock.Reading) { e.RootDelay = 3 * second }, ntp.Distance},
		{"coarse", func(e *ntp.Exchange, _, _ *hostclock.Reading) { e.Precision = 2 * second }, ntp.Unhealthy},
		{"step of +1 ms in flight", func(e *ntp.Exchange, _, a *hostclock.Reading) { stepInFlight(e, a, second/1000) }, ntp.Step},
		{"step of -1 ms in flight", func(e *ntp.Exchange, _, a *hostclock.Reading) { stepInFlight(e, a, -second/1000) }, ntp.Step},
		{"step of +5 s in flight", func(e *ntp.Exchange, _, a *hostclock.Reading) { stepInFlight(e, a, 5*second) }, ntp.Step},
		{"step of -5 s in flight", func(e *ntp.Exchange, _, a *hostclock.Reading) { stepInFlight(e, a, -5*second) }, ntp.Step},
		{"slewed by 11 ms in flight", func(e *ntp.Exchange, _, a *hostclock.Reading) { a.Real += 11e6; a.Mono += 11e6; a.Boot += 11e6 }, ntp.Step},
		{"slept in flight", func(e *ntp.Exchange, _, a *hostclock.Reading) { a.Boot += 11e6 }, ntp.Step},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e, before, after := goodExchange()
			test.spoil(&e, &before, &after)
			require.Equal(t, test.want.String(), (&observation{e, before, after}).rejection().String())
		})
	}
}

// late lets the reply come later, by all clocks.
func late(e *ntp.Exchange, after *hostclock.Reading, by int64) {
	e.T4 += by
	after.Real += by
	after.Raw += by
	after.Mono += by
	after.Boot += by
}

func stepInFlight(e *ntp.Exchange, after *hostclock.Reading, by int64) {
	e.T4 += by
	after.Real += by
}

// TestStepInFlight, on the map: a step between request and reply leaves no sample and no error.
func TestStepInFlight(t *testing.T) {
	for _, step := range []time.Duration{5 * time.Second, -5 * time.Second, time.Millisecond, -time.Millisecond, -20 * time.Millisecond} {
		t.Run(step.String(), func(t *testing.T) {
			s := newSimulation(40, time.Second, 1)
			line := s.clock.Timeline(Policy{})
			s.settle()
			newest, _ := s.clock.pool.associations[0].estimator.Newest()
			s.ask(0, func() { s.step(step) })
			after, _ := s.clock.pool.associations[0].estimator.Newest()
			require.Equal(t, newest, after)
			require.EqualValues(t, 1, s.clock.Status().Servers[0].Rejected[ntp.Step])
			s.flow(1000)
			requireRight(t, s, line, 2*normalError)
			s.polls(4, 64*time.Second)
			requireRight(t, s, line, 2*normalError)
		})
	}
}
