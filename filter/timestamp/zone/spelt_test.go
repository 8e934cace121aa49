package zone_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/internal/stamptest"
	"timesync/filter/timestamp/zone"
)

// TestSpeltHomes: every zone in the table exists and has used the names beside it since 2000.
func TestSpeltHomes(t *testing.T) {
	for _, row := range zone.SpeltRegions() {
		home, err := time.LoadLocation(row.Home)
		require.NoError(t, err)
		names := map[string]bool{"": true}
		for _, p := range stamptest.PeriodsOf(home, 2000, 2038) {
			names[p.Name] = true
		}
		require.True(t, names[row.Standard], row.Name)
		require.True(t, names[row.Summer], row.Name)
	}
}
