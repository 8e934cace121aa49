package offsets

import (
	"context"
	"os"
	"strings"
	"time"

	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// Journal is where a clock's maps are kept on disk, so that a later process knows the offsets of the past.
type Journal struct {
	Folder    string        // made if it is not there; empty: no journal
	Retention time.Duration // days that ended longer ago are deleted; default 7 days
	Boot      string        // the boot whose clocks are read; empty: the kernel's boot id
}

const defaultRetention = 7 * 24 * time.Hour

// UseJournal names the journal, before Start and before the first Timeline that is to profit from it. A running clock
// keeps the one it has.
func (c *Clock) UseJournal(j Journal) {
	if j.Folder == "" {
		return
	}
	if j.Retention <= 0 {
		j.Retention = defaultRetention
	}
	if j.Boot == "" {
		j.Boot = bootID()
	}
	c.poller.lifecycle.Lock()
	defer c.poller.lifecycle.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.poller.cancel != nil && c.journal.Folder != "" {
		if c.journal.Folder != j.Folder {
			c.reports.say(levelWarn, "journal %s is not used: the clock of these servers keeps its own in %s", j.Folder, c.journal.Folder)
		}
		return
	}
	c.journal = j
}

// bootID is the kernel's name for the present boot (random(4)); empty where it does not tell, which is no other boot's.
func bootID() string {
	id, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(id))
}

// recall reads what the journal knows of the time before this clock, for a timeline that does not have it yet.
func (c *Clock) recall(p Policy) *history {
	c.mu.Lock()
	j, t := c.journal, c.timelines[p]
	c.mu.Unlock()
	if j.Folder == "" || c.given || t != nil && t.recalled {
		return nil
	}
	return readHistory(j.Folder, journalKey(c.names, p))
}

// restore puts the past before the timeline's own segments. What the journal tells of this process's own watch is left
// out: the timeline has it, or maps it anew.
func (t *Timeline) restore(past *history) {
	if past == nil || t.recalled {
		return
	}
	t.recalled = true
	boot, watched := t.clock.journal.Boot, t.clock.watched
	var closed []timemap.Segment
	foreign := 0
	for _, mine := range []bool{false, true} { // earlier boots first
		for i := range past.parts {
			p := &past.parts[i]
			ofThisBoot := p.boot == boot && boot != ""
			if ofThisBoot != mine || mine && p.Start-p.Zero >= watched.Mono {
				continue
			}
			closed = append(closed, p.Segment)
		}
		if !mine {
			foreign = len(closed)
		}
	}
	t.segments.Restore(closed, foreign, past.highest)
	if past.broken > 0 {
		t.clock.reports.say(levelWarn, "journal %s: %d lines are damaged; what they held is not known", t.clock.journal.Folder, past.broken)
	}
	if len(closed) > 0 {
		t.clock.reports.say(levelInfo, "journal %s: %d stretches of the past are known, %d of them from before the last boot",
			t.clock.journal.Folder, len(closed), foreign)
	}
}

// journaling writes what is new once a second until ctx ends, and once more then. It alone touches the disk, so neither
// records nor measurements ever wait for it.
func (c *Clock) journaling(ctx context.Context) {
	recorders := map[*Timeline]*recorder{}
	write := func() {
		c.guarded(func() ntp.Rejection { c.record(recorders, time.Now()); return ntp.Accepted })
	}
	defer func() {
		for _, r := range recorders {
			r.close()
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

// record writes what every timeline has that its journal has not.
func (c *Clock) record(recorders map[*Timeline]*recorder, now time.Time) {
	for t, news := range c.news() {
		if recorders[t] == nil {
			recorders[t] = newRecorder(news.journal, journalKey(c.names, t.policy), &t.written, &c.reports)
		}
		recorders[t].keep(news, now)
	}
}

// news is what a recorder is given: an immutable snapshot of a map.
type news struct {
	journal Journal
	closed  []timemap.Segment
	current timemap.Segment
	trueNow int64 // ns since the Unix epoch; 0 while it is not known
}

func (c *Clock) news() map[*Timeline]news {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := map[*Timeline]news{}
	if c.journal.Folder == "" || c.given {
		return all
	}
	trueNow := int64(0)
	if c.estimated {
		trueNow = c.last.Real + offsetAt(&c.estimate, c.last)
	}
	for _, t := range c.timelines {
		closed, current := t.segments.Segments()
		all[t] = news{c.journal, closed, current, trueNow}
	}
	return all
}
