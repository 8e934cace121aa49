package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"

	"timesync/offsets"
	"timesync/plugin/settings"
)

// registry holds what outlives an instance: the measured clocks, by their set of
// servers, and the counters, by the name that their metric carries. A hot reload
// ends all instances and starts new ones; they find both here as they were left.
type registry struct {
	mu     sync.Mutex
	clocks map[string]*sharedClock
	totals map[string]*totals
	waited bool // startup_wait is once per process
}

// pollers is the only state of the package. Fluent Bit gives a filter no other
// place to leave something for the next instance.
var pollers = registry{clocks: map[string]*sharedClock{}, totals: map[string]*totals{}}

// sharedClock is a clock and the instances that use it.
type sharedClock struct {
	*offsets.Clock
	key string

	mu    sync.Mutex
	users []*hostLog // their logs; the first one speaks for the clock
}

// acquire returns the clock of the settings' servers for one more instance. The
// first one starts the measuring.
func (r *registry) acquire(s *settings.Settings, log *hostLog) *sharedClock {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := clockKey(s)
	clock := r.clocks[key]
	if clock == nil {
		clock = &sharedClock{Clock: newClock(s), key: key}
		r.clocks[key] = clock
	}
	clock.attach(log)
	clock.UseJournal(s.Journal)
	clock.Start(s.Polling, clock.log())
	return clock
}

// release takes an instance off its clock. After the last one no packet is sent
// and no goroutine runs; what was measured stays.
func (r *registry) release(clock *sharedClock, log *hostLog) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if clock.detach(log) == 0 {
		clock.Stop()
	}
}

// wait gives the clock so long for its first measurement, if nobody in this
// process has waited yet.
func (r *registry) wait(clock *sharedClock, d time.Duration) {
	r.mu.Lock()
	first := !r.waited
	r.waited = true
	r.mu.Unlock()
	if first {
		clock.WaitFirst(d)
	}
}

// totalsOf returns the counters of all instances of that name.
func (r *registry) totalsOf(name string) *totals {
	r.mu.Lock()
	defer r.mu.Unlock()
	t := r.totals[name]
	if t == nil {
		t = &totals{}
		r.totals[name] = t
	}
	return t
}

// clockKey is the same for the same servers with the same keys in any order, and for
// the same other source.
func clockKey(s *settings.Settings) string {
	switch s.Source {
	case settings.SourceNTP:
		var servers []string
		for _, server := range s.NTPServers() {
			servers = append(servers, server.Name)
			if server.Key != nil {
				servers[len(servers)-1] += ";" + server.Key.Fingerprint()
			}
		}
		sort.Strings(servers)
		return strings.Join(servers, ",")
	case settings.SourceFixed:
		return fmt.Sprintf("fixed %d", *s.Fixed)
	}
	return "host " + s.Source.String()
}

func newClock(s *settings.Settings) *offsets.Clock {
	switch s.Source {
	case settings.SourceNTP:
		return offsets.NewMeasured(s.NTPServers())
	case settings.SourceFixed:
		return offsets.NewFixed(*s.Fixed)
	case settings.SourceKernel:
		return offsets.NewKernel()
	}
	return offsets.NewChronyd()
}

func (c *sharedClock) attach(log *hostLog) {
	c.mu.Lock()
	c.users = append(c.users, log)
	c.mu.Unlock()
}

// detach returns how many users are left.
func (c *sharedClock) detach(log *hostLog) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, user := range c.users {
		if user == log {
			c.users = append(c.users[:i], c.users[i+1:]...)
			break
		}
	}
	return len(c.users)
}

// log passes the clock's messages to whichever instance is there.
func (c *sharedClock) log() offsets.Log {
	through := func(write func(*hostLog, string, ...any)) func(string, ...any) {
		return func(format string, args ...any) {
			if speaker := c.speaker(); speaker != nil {
				write(speaker, format, args...)
			}
		}
	}
	return offsets.Log{
		Errorf: through((*hostLog).errorf),
		Warnf:  through((*hostLog).warnf),
		Infof:  through((*hostLog).infof),
		Debugf: through((*hostLog).debugf),
	}
}

func (c *sharedClock) speaker() *hostLog {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.users) == 0 {
		return nil
	}
	return c.users[0]
}
