package keys_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"timesync/filter/timestamp/keys"
)

// The table names each key once, the surer first.
func TestTimes(t *testing.T) {
	trust := func(a, b keys.Name) int { return int(a.Trust) - int(b.Trust) }
	assert.True(t, slices.IsSortedFunc(keys.Times, trust), "the names are not in the order of trust")
	seen := map[string]bool{}
	for _, key := range keys.Times {
		name := strings.ToLower(key.Name)
		assert.False(t, seen[name], "%s stands there twice", name)
		seen[name] = true
	}
}

// What says when something was changed or ceases to hold is never the time of a record.
func TestNever(t *testing.T) {
	never := strings.Fields("updated updated_at update_time last_updated modified modified_at mtime last_seen last_login first_seen " +
		"expires expires_at expiry valid_until not_before not_after next_run deleted_at closed_at resolved_at scheduled_at due_date birthdate")
	for _, key := range keys.Times {
		for _, spelling := range keys.Spellings(key.Name) {
			assert.NotContains(t, never, strings.ToLower(spelling))
		}
	}
}

func TestSpellings(t *testing.T) {
	for name, want := range map[string]string{
		"event_time":                 "event_time eventtime event-time",
		"EdgeStartTimestamp":         "EdgeStartTimestamp Edge_Start_Timestamp Edge-Start-Timestamp",
		"time":                       "time",
		"@timestamp":                 "@timestamp",
		"_time":                      "_time",
		"_SOURCE_REALTIME_TIMESTAMP": "_SOURCE_REALTIME_TIMESTAMP",
		"@metadata":                  "@metadata",
		"日時":                         "日時",
		"event.time":                 "event.time",
		"time_iso8601":               "time_iso8601 timeiso8601 time-iso8601",
	} {
		assert.Equal(t, want, strings.Join(keys.Spellings(name), " "))
	}
}

// Each place and trust has one step, and a payload is asked after what is around it.
func TestOrder(t *testing.T) {
	seen := map[keys.Step]bool{}
	for _, step := range keys.Order {
		assert.False(t, seen[step], "%v stands there twice", step)
		seen[step] = true
		if step.Place == keys.Payload {
			assert.True(t, seen[keys.Step{Place: keys.Top, Trust: step.Trust}], "%v comes before the same on the top level", step)
		}
	}
	assert.Len(t, seen, 3*int(keys.Reception+1))
}
