package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"timesync/test/ntpserver"
)

func TestParse(t *testing.T) {
	o, err := parse([]string{
		"-listen", "127.0.0.3:123", "-offset", "-7.25s", "-drift", "-3.5", "-delay", "10ms", "-delay-to", "5ms",
		"-jitter", "1ms", "-loss", "0.25", "-stratum", "16", "-leap", "3", "-kod", "RATE", "-malformed", "mode",
		"-root-delay", "2s", "-root-dispersion", "3s", "-precision", "-10", "-seed", "9", "-step", "1s", "-step-at", "4s",
	})
	require.NoError(t, err)
	assert.Equal(t, options{
		listen: "127.0.0.3:123", seed: 9, step: time.Second, stepAt: 4 * time.Second,
		settings: ntpserver.Settings{
			Offset: -7250 * time.Millisecond, DriftPPM: -3.5,
			DelayTo: 15 * time.Millisecond, DelayBack: 10 * time.Millisecond, Jitter: time.Millisecond, Loss: 0.25,
			Stratum: 16, Leap: 3, Precision: -10, RootDelay: 2 * time.Second, RootDispersion: 3 * time.Second,
			KissCode: "RATE", Malformed: ntpserver.WrongMode,
		},
	}, o)
}

func TestParseRefuses(t *testing.T) {
	for _, arguments := range [][]string{
		{"-loss", "1.5"}, {"-loss", "-1"}, {"-stratum", "0"}, {"-stratum", "256"}, {"-leap", "4"},
		{"-precision", "1"}, {"-kod", "NOPE"}, {"-malformed", "odd"}, {"-offset", "2.5"}, {"rest"},
	} {
		_, err := parse(arguments)
		assert.Error(t, err, "%v", arguments)
	}
}
