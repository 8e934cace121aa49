package offsets

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"timesync/offsets/journal"
)

// journalKey is the key of the journal of those servers under a policy. Its text stays as it is
// whatever the policy's fields are called, and however fmt prints them: another one would hide the
// journals that are there.
func journalKey(servers string, p Policy) string {
	return journal.Key(fmt.Sprintf("%s {Correct:%s MinSources:%d MaxCorrection:%s MaxError:%s BacklogHoldover:%s MaxDriftPPM:%s}", servers,
		p.Correct, p.MinSources, p.MaxCorrection, p.MaxError, p.BacklogHoldover, strconv.FormatFloat(p.MaxDriftPPM, 'g', -1, 64)))
}

// keeper writes what is new in every timeline into its journal. It alone touches the disk, so
// neither records nor measurements ever wait for it.
type keeper struct {
	clock     *Clock
	recorders map[*Timeline]*journal.Recorder
}

// run writes once a second until ctx ends, and once more then.
func (k *keeper) run(ctx context.Context) {
	k.recorders = map[*Timeline]*journal.Recorder{}
	defer k.close()
	ticker := time.NewTicker(tickInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			k.clock.reports.protect(func() { k.write(time.Now()) })
			return
		case <-ticker.C:
			k.clock.reports.protect(func() { k.write(time.Now()) })
		}
	}
}

// write writes what every timeline has that its journal has not.
func (k *keeper) write(now time.Time) {
	for t, snapshot := range k.snapshots() {
		if k.recorders[t] == nil {
			k.recorders[t] = k.recorder(t)
		}
		k.recorders[t].Keep(snapshot, now)
	}
}

func (k *keeper) recorder(t *Timeline) *journal.Recorder {
	c := k.clock
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.journal.Recorder(journalKey(c.names, t.policy), &t.written, journal.Report{
		Warnf: func(format string, args ...any) { c.reports.say(levelWarn, format, args...) },
		Infof: func(format string, args ...any) { c.reports.say(levelInfo, format, args...) },
	})
}

func (k *keeper) snapshots() map[*Timeline]journal.Snapshot {
	c := k.clock
	c.mu.Lock()
	defer c.mu.Unlock()
	all := map[*Timeline]journal.Snapshot{}
	if c.journal.Path == "" || c.given {
		return all
	}
	trueNow := int64(0)
	if c.estimated {
		trueNow = c.watch.last.Real + offsetAt(&c.estimate, c.watch.last)
	}
	for _, t := range c.timelines {
		closed, current := t.segments.Segments()
		all[t] = journal.Snapshot{Closed: closed, Current: current, TrueNow: trueNow}
	}
	return all
}

func (k *keeper) close() {
	for _, r := range k.recorders {
		r.Close()
	}
}
