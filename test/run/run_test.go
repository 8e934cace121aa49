package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const ahead = 2500 * time.Millisecond

var moment = time.Date(2026, 11, 23, 8, 26, 57, 789_012_345, time.UTC)

func made(t *testing.T) []sample {
	t.Helper()
	local, err := time.LoadLocation(zoneOfLocalStamps)
	require.NoError(t, err)
	return samples(moment, local)
}

// corrected is the record a perfect filter makes of a sample.
func corrected(s sample, offset time.Duration) map[string]any {
	stamp := s.at.Add(offset).Format(time.RFC3339Nano)
	var value any = stamp
	for i := len(s.path) - 1; i >= 0; i-- {
		value = map[string]any{s.path[i]: value}
	}
	record := value.(map[string]any)
	record[eventTimeKey] = stamp
	return record
}

func TestSamplesAreWhatTheyClaim(t *testing.T) {
	all := made(t)
	assert.GreaterOrEqual(t, len(all), 10)
	seen := map[string]bool{}
	for _, s := range all {
		assert.False(t, seen[s.format], "%s twice", s.format)
		seen[s.format] = true
		assert.Equal(t, 1, strings.Count(s.line, s.stamp), "%s must hold its stamp once", s.line)
		assert.Less(t, moment.Sub(s.at), time.Minute)
		assert.False(t, s.at.After(moment))
		if strings.HasPrefix(s.line, "{") {
			assert.True(t, json.Valid([]byte(s.line)), s.line)
		}
	}
}

func TestReportAcceptsOnlyTheOffset(t *testing.T) {
	all := made(t)
	pass := func(offset time.Duration) int {
		var out []map[string]any
		for _, s := range all {
			out = append(out, corrected(s, offset))
		}
		return report(&bytes.Buffer{}, all, out, ahead)
	}
	assert.Zero(t, pass(ahead))
	assert.Zero(t, pass(ahead+tolerance))
	assert.Equal(t, len(all), pass(ahead+tolerance+time.Millisecond))
	assert.Equal(t, len(all), pass(0), "an uncorrected log must not pass")
	assert.Equal(t, len(all), pass(-ahead))
}

func TestReportCountsMissingAndExtraRecords(t *testing.T) {
	all := made(t)
	assert.Equal(t, len(all), report(&bytes.Buffer{}, all, nil, ahead))
	one := corrected(all[0], ahead)
	assert.Equal(t, 2, report(&bytes.Buffer{}, all[:1], []map[string]any{one, one, one}, ahead))
}

func TestJudgeRefusesWhatIsNotISO8601(t *testing.T) {
	s := made(t)[0]
	for _, value := range []any{
		nil, 1795422417.5, "2026-11-23 08:27:00.289Z", "2026-11-23T08:27:00.289", "2026-11-23T08:27:00.289+0000", "23/11/2026",
	} {
		record := corrected(s, ahead)
		record["time"] = value
		assert.Error(t, judge(s, record, ahead).err, "%v", value)
	}
	record := corrected(s, ahead)
	record[eventTimeKey] = s.at.Format(time.RFC3339Nano)
	assert.ErrorContains(t, judge(s, record, ahead).err, "event time")
}

func TestRecordsSkipsWhatIsNoRecord(t *testing.T) {
	assert.Len(t, records("Fluent Bit v5\n{\"a\":1}\n[0] x\n{\"b\":\n{\"c\":2}\n"), 2)
}

func TestOffsetFlag(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"2.5": ahead, "-7.25": -7250 * time.Millisecond, "2500ms": ahead, "+3": 3 * time.Second, "0.1s": 100 * time.Millisecond,
	} {
		var flag offsetFlag
		require.NoError(t, flag.Set(text))
		assert.Equal(t, want, flag.Duration, text)
	}
	var flag offsetFlag
	assert.Error(t, flag.Set("soon"))
	assert.Equal(t, "0s", fmt.Sprint(&flag))
}
