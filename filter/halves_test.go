package filter

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A date and a time of day under two time keys are one stamp; anything else beside a date leaves it alone.
func TestHalves(t *testing.T) {
	for name, test := range map[string]struct {
		body []byte
		want any // the value of date, or the reason of a refusal
	}{
		"ISO":             {pairs("date", "2024-03-05", "time", "10:11:12"), "2024-03-05T10:11:12Z"},
		"time first":      {pairs("time", "10:11:12.123", "date", "2024-03-05"), "2024-03-05T10:11:12.123Z"},
		"proven order":    {pairs("date", "25/03/2024", "time", "1:11:12 PM"), "2024-03-25T13:11:12Z"},
		"open order":      {pairs("date", "02/03/2024", "time", "10:11:12"), "ambiguous_date"},
		"with a zone":     {pairs("date", "2024-03-05", "time", "10:11:12+01:00"), "2024-03-05T09:11:12Z"},
		"no time of day":  {pairs("date", "2024-03-05", "time", "n/a"), "2024-03-05T00:00:00Z"},
		"nothing beside":  {pairs("date", "2024-03-05"), "2024-03-05T00:00:00Z"},
		"hour 25":         {pairs("date", "2024-03-05", "time", "25:11:12"), "impossible"},
		"a ratio":         {pairs("date", "2024-03-05", "time", "10:11:12:13:14"), "malformed"},
		"a date and time": {pairs("date", "2024-03-05 01:02:03", "time", "10:11:12"), "2024-03-05T01:02:03Z"},
	} {
		got := rewritten(t, newFilter(t, nil), name, test.body)
		if body, read := got.(map[string]any); read {
			got = body["date"]
		}
		require.Equal(t, test.want, got, name)
	}
}
