package main

import (
	"slices"
	"time"

	"timesync/offsets/timemap"
	"timesync/test/clock/world"
)

// written is a record's stamp and the true instant at which it was written.
type written struct{ host, truth int64 }

// backlog is S17: what is found in a log of a day once the day is over.
type backlog struct {
	records   []written
	ambiguous int       // records whose stamp the clock showed twice, or never
	missed    int       // records without a correction
	outside   int       // records further from the truth than their bound
	unflagged int       // records of a stamp that was shown twice, off by more than a second and not called ambiguous
	errors    []float64 // of the others, ns
	live      []float64 // errors of the present, taken during the day, ns
	us        score     // of all that are not ambiguous
}

const (
	backlogLength  = 24 * time.Hour
	backlogRecords = 100_000
)

// backlogScenario is a day with three steps, one of them backward, a slew of 500 ppm for two hours,
// and a suspend.
func backlogScenario() *scenario {
	return &scenario{
		name: "S17 backlog", servers: servers(4, 10, 1), oscillator: quiet, offset: 250 * time.Millisecond, length: backlogLength,
		act: func(w *world.World, age time.Duration) {
			switch age {
			case 3 * time.Hour:
				w.Step(int64(20 * time.Second))
			case 7 * time.Hour:
				w.Step(-int64(300 * time.Second))
			case 9 * time.Hour:
				w.Slew(500e-6)
			case 11 * time.Hour:
				w.Slew(0)
			case 15 * time.Hour:
				w.Step(int64(time.Second))
			case 19 * time.Hour:
				w.Suspend(int64(30*time.Minute), int64(50*time.Millisecond))
			}
		},
	}
}

// readBacklog lets the day pass and looks all stamps up at its end.
func readBacklog(seed uint64) *backlog {
	var b backlog
	day := backlogScenario()
	day.check = func(s *simulated, _ time.Duration) string {
		b.write(s)
		return ""
	}
	view := day.begin(seed, start).run().line.View()
	for _, record := range b.records {
		b.judge(view.Lookup(record.host), record)
	}
	return &b
}

// write notes the stamps of this second's records, and how good the present correction is.
func (b *backlog) write(s *simulated) {
	due := int(s.world.Age() * backlogRecords / int64(backlogLength))
	for len(b.records) < due {
		host := s.world.Clocks().Real
		b.records = append(b.records, written{host, host + s.world.Truth()})
	}
	if now := s.line.View(); now.Now().State == timemap.Synced {
		b.live = append(b.live, miss(now.TrueNow(), now.HostNow()+s.world.Truth()))
	}
}

func (b *backlog) judge(c timemap.Correction, record written) {
	off := miss(record.host+c.Offset, record.truth)
	switch {
	case c.Outcome != timemap.Applied:
		b.missed++
		return
	case off > float64(c.Bound):
		b.outside++
	}
	switch {
	case c.Ambiguous:
		b.ambiguous++
	case off > float64(time.Second):
		b.unflagged++
	default:
		b.errors = append(b.errors, off)
		b.us.add(float64(c.Offset), float64(c.Bound), float64(record.truth-record.host))
	}
}

// medianMark is how much larger the median error of a backlog may be than that of the present.
const medianMark = 1.2

// backlogRow is S17 with all seeds. The naive clients know nothing of the past and take no part.
func backlogRow() *row {
	r := &row{name: backlogScenario().name, worst: true}
	var missed []string
	for seed := uint64(1); seed <= seeds; seed++ {
		b := readBacklog(seed)
		r.us.add(b.us)
		switch {
		case b.outside > 0:
			missed = []string{"violations"}
		case b.missed > 0 || b.ambiguous == 0 || b.unflagged > 0:
			missed = []string{"records without a correction or a flag"}
		case median(b.errors) > medianMark*median(b.live):
			missed = []string{"median"}
		}
	}
	r.conclude(missed)
	return r
}

func miss(got, truth int64) float64 { return max(float64(got-truth), float64(truth-got)) }

func median(values []float64) float64 {
	return slices.Sorted(slices.Values(values))[len(values)/2]
}
