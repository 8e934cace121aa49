package offsets

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestPolicyDefaults(t *testing.T) {
	require.Equal(t, Policy{MinSources: 1, MaxError: time.Second, BacklogHoldover: 10 * time.Minute, MaxDriftPPM: 15}, Policy{}.withDefaults())
	set := Policy{CorrectNever, 3, time.Hour, time.Minute, -1, 50}
	require.Equal(t, set, set.withDefaults())
}

// TestJudge writes polls as letters: o zero outside a trusted majority's interval, f outside that
// of too few, s the offset small, i inside but not small. Upper case in the result: the host's time
// is overruled after that poll.
func TestJudge(t *testing.T) {
	evidences := map[rune]evidence{
		'o': {offset: -300, bound: 100, agree: 3},
		'f': {offset: 300, bound: 100, agree: 2},
		's': {offset: 49, bound: 100, agree: 3},
		'i': {offset: -80, bound: 100, agree: 3},
	}
	tests := []struct{ name, polls string }{
		{"right", "sisisi"},
		{"one outlier", "iiosii"},
		{"two in a row begin", "ioOOIIS"},
		{"two, not in a row", "oioioisoi"},
		{"too few never begin", "fffff"},
		{"too few do not end what a trusted majority began", "oOFFFF"},
		{"eight small ones end it", "oOSSSSSSSs"},
		{"eight, not in a row", "oOSSSSISSSSSSSs"},
		{"it may begin again", "oOSSSSSSSsoO"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var j judge
			for i, letter := range test.polls {
				lower := []rune(strings.ToLower(string(letter)))[0]
				j.poll(evidences[lower], true)
				require.Equal(t, letter != lower, j.against, "poll %d", i)
			}
		})
	}
}

// TestJudgeOnAHostThatGetsDisciplined: the measured time goes on until the host is right, or until
// too few contradict it.
func TestJudgeOnAHostThatGetsDisciplined(t *testing.T) {
	var j judge
	j.poll(evidence{300, 100, 2}, false)
	require.True(t, j.against)
	j.poll(evidence{300, 100, 2}, true)
	require.True(t, j.against)
	j.poll(evidence{300, 100, 2}, true)
	require.False(t, j.against, "two of them are too few to overrule the kernel")
}
