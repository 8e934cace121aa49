package settings

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timesync/filter/timestamp/keys"
	"timesync/offsets"
)

// shown is what properties.def says of a property.
type shown struct{ name, value, description string }

// shownProperties reads properties.def. The value is empty where it is NULL.
func shownProperties(t *testing.T) (all []shown) {
	t.Helper()
	text, err := os.ReadFile("../properties.def")
	require.NoError(t, err)
	property := regexp.MustCompile(`(?s)\nPROPERTY\((\w+), \w+, (NULL|"[^"]*"),\s+(.*?)"\)`)
	for _, m := range property.FindAllStringSubmatch(string(text), -1) {
		description := regexp.MustCompile(`"\s*"`).ReplaceAllString(m[3], "")
		all = append(all, shown{m[1], strings.Trim(strings.TrimPrefix(m[2], "NULL"), `"`), description})
	}
	require.Len(t, all, len(rules))
	return all
}

// Each default that Fluent Bit shows, read by the rule of its property, changes nothing, and README
// has the same.
func TestShownDefaults(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	unset, err := parse()
	require.NoError(t, err)
	for _, p := range shownProperties(t) {
		if p.value == "" {
			continue
		}
		set, err := parse(p.name, p.value)
		require.NoError(t, err, p.name)
		require.Equal(t, unset, set, p.name)
		require.Contains(t, string(readme), "\n| `"+p.name+"` | "+p.value+" |", p.name)
	}
}

// The defaults of lists stand in the descriptions.
func TestShownLists(t *testing.T) {
	var first []string
	for _, key := range keys.Times[:6] {
		first = append(first, key.Name)
	}
	for _, p := range shownProperties(t) {
		switch p.name {
		case "time_key":
			require.Contains(t, p.description, "Default: "+strings.Join(first, ", ")+" and other")
		case "scan_key":
			require.Contains(t, p.description, "Default: "+strings.Join(keys.Lines, ", "))
		}
	}
}

// What settings fill in is what package offsets takes for fields that are zero: an equal policy has
// the same timeline.
func TestPolicyDefaults(t *testing.T) {
	unset, err := parse()
	require.NoError(t, err)
	clock := offsets.NewClock(nil)
	require.Same(t, clock.Timeline(offsets.Policy{}), clock.Timeline(unset.Policy))
	require.NotSame(t, clock.Timeline(offsets.Policy{MinSources: 2}), clock.Timeline(unset.Policy))
}
