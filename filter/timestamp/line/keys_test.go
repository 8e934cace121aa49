package line_test

import (
	"slices"
	"strings"
	"testing"

	"timesync/filter/timestamp/line"
)

// The table names each key once, the surer first.
func TestTimeKeys(t *testing.T) {
	if !slices.IsSortedFunc(line.TimeKeys, func(a, b line.TimeKey) int { return int(a.Trust) - int(b.Trust) }) {
		t.Error("the names are not in the order of trust")
	}
	seen := map[string]bool{}
	for _, key := range line.TimeKeys {
		if name := strings.ToLower(key.Name); seen[name] {
			t.Errorf("%s stands there twice", key.Name)
		} else {
			seen[name] = true
		}
	}
}
