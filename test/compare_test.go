package test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// usualTolerance is what a measurement over loopback may be off by on a busy machine.
const usualTolerance = 20 * time.Millisecond

// stampFunctions are what *.tmpl files may call. Durations are relative to the
// moment the case began.
//
//	stamp "-5s" "2006-01-02T15:04:05.000Z07:00"   that moment in this layout, in UTC
//	near "-2.5s"                                  any instant within 20 ms of that moment,
//	near "1s" "30s"                               or within 30 s: ISO 8601 or seconds.nanoseconds
func stampFunctions(moment time.Time) template.FuncMap {
	moment = moment.UTC().Truncate(time.Millisecond)
	return template.FuncMap{
		"stamp": func(relative, layout string) (string, error) {
			d, err := time.ParseDuration(relative)
			return moment.Add(d).Format(layout), err
		},
		"near": func(relative string, tolerance ...string) (string, error) {
			d, err := time.ParseDuration(relative)
			within := usualTolerance.String()
			if len(tolerance) > 0 {
				within = tolerance[0]
			}
			return fmt.Sprintf("\x01%s %s\x02", moment.Add(d).Format(time.RFC3339Nano), within), err
		},
	}
}

// nearMark is what near leaves in an expected line: an instant and a tolerance.
var nearMark = regexp.MustCompile("\x01(\\S+) (\\S+)\x02")

// compareLines wants every expected line, in order unless told otherwise, and no other.
func compareLines(t *testing.T, expected, got []string, unordered bool, said string) {
	t.Helper()
	if unordered {
		expected, got = slices.Sorted(slices.Values(expected)), slices.Sorted(slices.Values(got))
	}
	var problems []string
	for i := range min(len(expected), len(got)) {
		if problem := compareLine(expected[i], got[i]); problem != "" {
			problems = append(problems, fmt.Sprintf("line %d:\n%s", i+1, problem))
		}
	}
	for _, missing := range expected[min(len(expected), len(got)):] {
		problems = append(problems, "missing  "+missing)
	}
	for _, extra := range got[min(len(expected), len(got)):] {
		problems = append(problems, "too much "+extra)
	}
	if len(problems) > 0 {
		t.Error(strings.Join(problems, "\n") + said)
	}
}

// compareLine is empty when the line is as expected, else says what is wrong.
func compareLine(expected, got string) string {
	marks := nearMark.FindAllStringSubmatch(expected, -1)
	parts := nearMark.Split(expected, -1)
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	pattern := regexp.MustCompile("^" + strings.Join(parts, `([0-9TZ:+.-]+)`) + "$")
	found := pattern.FindStringSubmatch(got)
	if found == nil {
		return fmt.Sprintf("got      %s\nexpected %s", got, nearMark.ReplaceAllString(expected, "<$1 ± $2>"))
	}
	for i, mark := range marks {
		want, _ := time.Parse(time.RFC3339Nano, mark[1])
		tolerance, _ := time.ParseDuration(mark[2])
		at, err := readInstant(found[i+1])
		if err != nil {
			return err.Error()
		}
		if off := at.Sub(want); off.Abs() > tolerance {
			return fmt.Sprintf("%s is %v off %s, more than %v, in %s", found[i+1], off, mark[1], tolerance, got)
		}
	}
	return ""
}

// readInstant reads ISO 8601 with zone, or seconds and nine digits.
func readInstant(text string) (time.Time, error) {
	var seconds, nanoseconds int64
	if _, err := fmt.Sscanf(text, "%d.%09d", &seconds, &nanoseconds); err == nil && !strings.Contains(text, ":") {
		return time.Unix(seconds, nanoseconds), nil
	}
	return time.Parse(time.RFC3339Nano, text)
}

// compareSaid looks for what the case wants said and not said.
func compareSaid(t *testing.T, c pipelineCase, stdout, log string) {
	t.Helper()
	for _, pattern := range c.Stdout {
		assert.Regexp(t, pattern, stdout)
	}
	for _, pattern := range c.Log {
		assert.Regexp(t, pattern, log)
	}
	for _, pattern := range c.NotLog {
		assert.NotRegexp(t, pattern, log)
	}
}

func TestCompareLine(t *testing.T) {
	moment := time.Date(2026, 11, 23, 8, 26, 57, 789_000_000, time.UTC)
	near := stampFunctions(moment)["near"].(func(string, ...string) (string, error))
	mark, err := near("2.5s")
	require.NoError(t, err)
	expected := `t: [` + mark + `, {"time":"` + mark + `"}]`
	for _, c := range []struct {
		got  string
		same bool
	}{
		{`t: [1795422420.289000000, {"time":"2026-11-23T08:27:00.289Z"}]`, true},
		{`t: [1795422420.308999999, {"time":"2026-11-23T09:27:00.27+01:00"}]`, true},
		{`t: [1795422420.309000001, {"time":"2026-11-23T08:27:00.289Z"}]`, false},
		{`t: [1795422420.289000000, {"time":"2026-11-23T08:26:57.789Z"}]`, false},
		{`t: [1795422420.289000000, {"time":"2026-11-23T08:27:00.289"}]`, false},
		{`t: [1795422420.289000000, {"time":"2026-11-23T08:27:00.289Z"}] `, false},
		{`t: [1795422420.289000000, {"tame":"2026-11-23T08:27:00.289Z"}]`, false},
	} {
		assert.Equal(t, c.same, compareLine(expected, c.got) == "", c.got)
	}
}
