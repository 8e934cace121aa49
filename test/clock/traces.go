package main

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"timesync/offsets"
	"timesync/offsets/hostclock"
)

// traceRows replays every run of a folder and returns a row for each scenario, in the order of the
// files' names.
func traceRows(folder string) ([]*row, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.exchanges.csv"))
	if err != nil {
		return nil, fmt.Errorf("listing recordings: %w", err)
	}
	bounds, err := protoBounds(folder)
	if err != nil {
		return nil, err
	}
	var rows []*row
	for _, file := range files {
		prefix := strings.TrimSuffix(file, ".exchanges.csv")
		run := filepath.Base(prefix)
		scenario := run[:max(0, strings.LastIndexByte(run, '-'))]
		recorded, err := readRecording(prefix, scenario)
		if err != nil {
			return nil, err
		}
		recorded.protoBound = bounds[run]
		at := slices.IndexFunc(rows, func(r *row) bool { return r.name == scenario })
		if at < 0 {
			at, rows = len(rows), append(rows, &row{name: scenario})
		}
		rows[at].addTrace(recorded)
	}
	for _, r := range rows {
		r.judgeTrace()
	}
	return rows, nil
}

// marking says when a run is judged: at each exchange (every 0) or at even times, in ns of the
// client's clock.
type marking struct{ from, to, every int64 }

// marking is what the traces' README says, except that start-up marks fall on whole seconds.
func (r *recording) marking() marking {
	switch {
	case strings.HasPrefix(r.scenario, "startup"):
		first := float64(r.exchanges[0].T1-epoch) / 1e9
		return marking{nanoseconds(math.Ceil(first) + 1), nanoseconds(math.Floor(first) + 989), int64(time.Second)}
	case strings.HasPrefix(r.scenario, "holdover"):
		return marking{nanoseconds(3000), nanoseconds(29_999), int64(time.Minute)}
	}
	return marking{nanoseconds(3000), nanoseconds(30_000), 0}
}

// live reports whether chronyd updates so rarely here that it is judged at all marks, not at its
// updates (traces' README).
func (r *recording) live() bool {
	return r.scenario == "one-way-jitter" || strings.HasPrefix(r.scenario, "startup") || strings.HasPrefix(r.scenario, "holdover")
}

// replay feeds the run to the clients, with the clocks read each second and at each exchange, and
// returns chronyd's score.
func (r *recording) replay() (*judging, score) {
	var now hostclock.Reading
	var servers []string
	for _, e := range r.exchanges {
		if !slices.Contains(servers, e.Server) {
			servers = append(servers, e.Server)
		}
	}
	now = unsteered(epoch)
	clients := newJudging(servers, offsets.Policy{Correct: offsets.CorrectAlways}, func() hostclock.Reading { return now })
	var chronyd score
	when := r.marking()
	mark := func() {
		truth := r.offsetAt(now.Real)
		clients.mark(truth)
		if r.live() {
			r.markChronyd(&chronyd, now.Real, truth)
		}
	}
	left := r.exchanges
	for second := epoch + int64(time.Second); second <= when.to; {
		if len(left) == 0 || left[0].T4 > second {
			now = unsteered(second)
			clients.clock.Tick()
			if when.every > 0 && second >= when.from && (second-when.from)%when.every == 0 {
				mark()
			}
			second += int64(time.Second)
			continue
		}
		e := left[0]
		left = left[1:]
		now = unsteered(e.T4)
		clients.exchange(e, unsteered(e.T1), now)
		if when.every == 0 && e.T4 >= when.from {
			mark()
		}
	}
	if !r.live() {
		for _, u := range r.chronyd {
			if u.at >= when.from && u.at <= when.to {
				chronyd.add(u.offset, u.bound, r.offsetAt(u.at))
			}
		}
	}
	return clients, chronyd
}

// chronydGrowth is the growth of chronyd's bound beside its skew, s/s: its default maxclockerror.
const chronydGrowth = 1e-6

// markChronyd judges chronyd's latest update carried on with its rate.
func (r *recording) markChronyd(s *score, at int64, truth float64) {
	i := len(r.chronyd) - 1
	for i >= 0 && r.chronyd[i].at > at {
		i--
	}
	if i < 0 {
		s.without++
		return
	}
	u := r.chronyd[i]
	age := float64(at - u.at)
	s.add(u.offset+u.rate*age, u.bound+(u.skew+chronydGrowth)*age, truth)
}

// unsteered is a client whose clock nobody steers: all its clocks run alike.
func unsteered(at int64) hostclock.Reading {
	return hostclock.Reading{Real: at, Raw: at, Mono: at, Boot: at}
}
