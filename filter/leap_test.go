package filter

import (
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp"
)

// Records of a leap second are counted, each once, whatever becomes of them.
func TestLeapSeconds(t *testing.T) {
	f := newFilter(t, nil)
	chunk := forms[0].append(nil, ingested, noMetadata, pairs("time", "2016-12-31T23:59:60.5Z"))
	chunk = forms[0].append(chunk, ingested, noMetadata, pairs("time", "2024-03-05T10:11:60Z"))
	chunk = forms[0].append(chunk, ingested, noMetadata, pairs("log", "2016-12-31 23:59:60 x"))
	chunk = forms[0].append(chunk, ingested, noMetadata, pairs("time", "2016-12-31T23:59:59Z"))
	f.Rewrite(chunk, testTag, fixedView(testOffset), LocalClock)
	require.EqualValues(t, 2, f.Tally().LeapSeconds)
	require.EqualValues(t, 1, f.Tally().Reasons[timestamp.Impossible])
	f.Rewrite(chunk, testTag, fixedView(testOffset), RemoteClock)
	require.EqualValues(t, 2, f.Tally().LeapSeconds, "of one chunk")
}
