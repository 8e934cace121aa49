package offsets

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"timesync/offsets/journal"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// UseJournal names the journal, before Start and before the first Timeline that is to profit from it. A running clock
// keeps the one it has.
func (c *Clock) UseJournal(j journal.Folder) {
	if j.Path == "" {
		return
	}
	j = j.WithDefaults()
	c.poller.lifecycle.Lock()
	defer c.poller.lifecycle.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.poller.cancel != nil && c.journal.Path != "" {
		if c.journal.Path != j.Path {
			c.reports.say(levelWarn, "journal %s is not used: the clock of these servers keeps its own in %s", j.Path, c.journal.Path)
		}
		return
	}
	c.journal = j
}

// recall reads what the journal knows of the time before this clock, for a timeline that does not have it yet.
func (c *Clock) recall(p Policy) *journal.History {
	c.mu.Lock()
	j, t := c.journal, c.timelines[p]
	c.mu.Unlock()
	if j.Path == "" || c.given || t != nil && t.recalled {
		return nil
	}
	return j.Read(journalKey(c.names, p))
}

// restore puts the past before the timeline's own segments. What the journal tells of this process's own watch is left
// out: the timeline has it, or maps it anew.
func (t *Timeline) restore(past *journal.History) {
	if past == nil || t.recalled {
		return
	}
	t.recalled = true
	boot, watched := t.clock.journal.Boot, t.clock.watched
	var closed []timemap.Segment
	foreign := 0
	for _, mine := range []bool{false, true} { // earlier boots first
		for i := range past.Segments {
			p := &past.Segments[i]
			ofThisBoot := p.Boot == boot && boot != ""
			if ofThisBoot != mine || mine && p.Start-p.Zero >= watched.Mono {
				continue
			}
			closed = append(closed, p.Segment)
		}
		if !mine {
			foreign = len(closed)
		}
	}
	t.segments.Restore(closed, foreign, past.Highest)
	if past.Damaged > 0 {
		t.clock.reports.say(levelWarn, "journal %s: %d lines are damaged; what they held is not known", t.clock.journal.Path, past.Damaged)
	}
	if len(closed) > 0 {
		t.clock.reports.say(levelInfo, "journal %s: %d stretches of the past are known, %d of them from before the last boot",
			t.clock.journal.Path, len(closed), foreign)
	}
}

// journalKey is the key of the journal of those servers under a policy. Its text stays as it is whatever the policy's fields
// are called, and however fmt prints them: another one would hide the journals that are there.
func journalKey(servers string, p Policy) string {
	return journal.Key(fmt.Sprintf("%s {Correct:%s MinSources:%d MaxCorrection:%s MaxError:%s BacklogHoldover:%s MaxDriftPPM:%s}", servers,
		p.Correct, p.MinSources, p.MaxCorrection, p.MaxError, p.BacklogHoldover, strconv.FormatFloat(p.MaxDriftPPM, 'g', -1, 64)))
}

// journaling writes what is new once a second until ctx ends, and once more then. It alone touches the disk, so neither
// records nor measurements ever wait for it.
func (c *Clock) journaling(ctx context.Context) {
	recorders := map[*Timeline]*journal.Recorder{}
	write := func() {
		c.guarded(func() ntp.Rejection { c.record(recorders, time.Now()); return ntp.Accepted })
	}
	defer func() {
		for _, r := range recorders {
			r.Close()
		}
	}()
	ticker := time.NewTicker(tickInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			write()
			return
		case <-ticker.C:
			write()
		}
	}
}

func (c *Clock) newRecorder(t *Timeline) *journal.Recorder {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.journal.Recorder(journalKey(c.names, t.policy), &t.written, journal.Report{
		Warnf: func(format string, args ...any) { c.reports.say(levelWarn, format, args...) },
		Infof: func(format string, args ...any) { c.reports.say(levelInfo, format, args...) },
	})
}

// record writes what every timeline has that its journal has not.
func (c *Clock) record(recorders map[*Timeline]*journal.Recorder, now time.Time) {
	for t, news := range c.news() {
		if recorders[t] == nil {
			recorders[t] = c.newRecorder(t)
		}
		recorders[t].Keep(news, now)
	}
}

func (c *Clock) news() map[*Timeline]journal.Snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := map[*Timeline]journal.Snapshot{}
	if c.journal.Path == "" || c.given {
		return all
	}
	trueNow := int64(0)
	if c.estimated {
		trueNow = c.last.Real + offsetAt(&c.estimate, c.last)
	}
	for _, t := range c.timelines {
		closed, current := t.segments.Segments()
		all[t] = journal.Snapshot{Closed: closed, Current: current, TrueNow: trueNow}
	}
	return all
}
