package line_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/line"
)

// TestEpochRows: the epoch of each row's example is found, and none in its counter-example.
func TestEpochRows(t *testing.T) {
	for _, row := range line.EpochRows() {
		got := findIn(t, row[0], "", line.Extent{}, nil)
		assert.True(t, got.isNamed(), "%q: %s", row[0], got.reason)
		assert.Equal(t, "1718359872", row[0][got.start:got.start+len("1718359872")])
		assert.Equal(t, timestamp.NoStamp, findIn(t, row[1], "", line.Extent{}, nil).reason, row[1])
	}
}
