package offsets

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"timesync/offsets/journal"

	"github.com/stretchr/testify/require"
)

// The defaults that only this package knows are those that Fluent Bit shows.
func TestShownDefaults(t *testing.T) {
	text, err := os.ReadFile("../plugin/properties.def")
	require.NoError(t, err)
	for name, is := range map[string]time.Duration{
		"poll_min": Polling{}.withDefaults().Min, "poll_max": Polling{}.withDefaults().Max,
		"ntp_timeout": Polling{}.withDefaults().Timeout, "journal_retention": journal.Folder{}.WithDefaults().Retention,
	} {
		m := regexp.MustCompile(`\nPROPERTY\(` + name + `, TEXT, "([^"]+)"`).FindStringSubmatch(string(text))
		require.NotNil(t, m, name)
		days := time.Duration(1)
		if strings.HasSuffix(m[1], "d") {
			m[1], days = strings.TrimSuffix(m[1], "d")+"h", 24
		}
		shown, err := time.ParseDuration(m[1])
		require.NoError(t, err, name)
		require.Equal(t, shown*days, is, name)
	}
}
