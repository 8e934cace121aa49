package offsets

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestReporter(t *testing.T) {
	var lines []string
	keep := func(level string) func(string, ...any) {
		return func(format string, args ...any) { lines = append(lines, level+fmt.Sprintf(format, args...)) }
	}
	var r reporter
	r.replace(Log{Errorf: keep("E "), Warnf: keep("W "), Infof: keep("I ")})
	minute := time.Unix(1000, 0)
	r.say(levelError, "%d%%", 1)
	r.say(levelWarn, "b")
	r.say(levelInfo, "c")
	r.say(levelDebug, "nobody listens")
	r.flush(minute)
	require.Equal(t, []string{"E 1%", "W b", "I c"}, lines)

	lines = nil
	for range 100 {
		r.say(levelInfo, "again")
		r.flush(minute.Add(time.Second))
	}
	require.Len(t, lines, maxPerMinute-4)
	lines = nil
	r.flush(minute.Add(time.Minute))
	require.Equal(t, []string{"W 74 messages about the clock left out"}, lines)

	lines = nil
	r.once("panic")
	r.once("panic")
	r.flush(minute.Add(2 * time.Minute))
	require.Equal(t, []string{"E panic"}, lines)
	r.replace(Log{})
	r.say(levelError, "silent")
	r.flush(minute.Add(3 * time.Minute))
	require.Len(t, lines, 1)
}

func TestMessagesOfAClock(t *testing.T) {
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	s := newSimulation(60, 2500*time.Millisecond, 3)
	s.clock.reports.replace(Log{say, say, say, say})
	line := s.clock.Timeline(Policy{})
	s.polls(2, 64*time.Second)
	s.step(5 * time.Second)
	line.View()
	s.clock.reports.flush(time.Now())
	require.Len(t, lines, 3)
	require.Equal(t, "clock synced, was unknown", lines[0])
	require.Regexp(t, `^offset \+2\.\d{6} s ± \d+\.\d+ms, 2 of 3 servers agree$`, lines[1])
	require.Regexp(t, `^host clock stepped by \+5\.000000 s: offset -2\.\d{6} s ± \d+\.\d+ms, 3 of 3 servers agree$`, lines[2])
}

func TestAlarmOfTooFewServersIsGivenOnce(t *testing.T) {
	alarms := 0
	s := newSimulation(61, 2500*time.Millisecond, 2)
	s.kernel = true
	s.clock.reports.replace(Log{Warnf: func(format string, args ...any) {
		require.Contains(t, fmt.Sprintf(format, args...), "2 of 2 servers put it off by +2.")
		alarms++
	}})
	s.clock.Timeline(Policy{})
	s.pass(time.Second)
	s.polls(10, 64*time.Second)
	s.clock.reports.flush(time.Now())
	require.Equal(t, 1, alarms)
}
