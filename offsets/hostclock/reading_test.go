package hostclock

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestReadClocks(t *testing.T) {
	last := Read()
	require.InDelta(t, time.Now().UnixNano(), last.Real, 1e9)
	require.GreaterOrEqual(t, last.Boot, last.Mono-last.Width)
	for range 1000 {
		now := Read()
		require.Greater(t, now.Raw, last.Raw)
		require.Positive(t, now.Width)
		require.False(t, now.SleptSince(last))
		last = now
	}
}

func TestSteps(t *testing.T) {
	at := Reading{Real: 1e18, Raw: 1e12, Mono: 2e12, Boot: 3e12, Width: 400}
	later := func(host, raw, mono, boot int64) Reading {
		return Reading{at.Real + host, at.Raw + raw, at.Mono + mono, at.Boot + boot, 600}
	}
	tests := []struct {
		name  string
		now   Reading
		step  int64
		slept bool
	}{
		{"nothing", later(1e9, 1e9, 1e9, 1e9), 0, false},
		{"slewed by 500 ppm", later(1e9+500e3, 1e9, 1e9+500e3, 1e9+500e3), 0, false},
		{"within the noise", later(1e9+2000, 1e9, 1e9, 1e9), 0, false},
		{"just a step", later(1e9+2001, 1e9, 1e9, 1e9), 2001, false},
		{"a step back", later(-99e9, 1e9, 1e9, 1e9), -100e9, false},
		{"suspend", later(61e9, 1e9, 1e9, 61e9), 60e9, true},
		{"suspend without the clock set", later(1e9, 1e9, 1e9, 61e9), 0, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.step, test.now.StepSince(at))
			require.Equal(t, test.slept, test.now.SleptSince(at))
		})
	}
}

func TestKernelVerdictNeedsNoPrivilege(t *testing.T) {
	before := Read()
	t.Logf("the kernel calls this host's clock synchronised: %v", Disciplined())
	require.Zero(t, Read().StepSince(before))
}
