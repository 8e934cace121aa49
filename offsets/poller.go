package offsets

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
)

const tickInterval = time.Second

// poller is the goroutines of a running clock: one for each server and one that ticks.
type poller struct {
	lifecycle sync.Mutex // held by Start and Stop from end to end
	cancel    context.CancelFunc
	running   sync.WaitGroup
}

// Start begins to ask the servers, or resumes it, with a burst; what was measured before stays, and what happened to the
// clocks meanwhile is noticed. On a running clock it takes over the settings and the log.
func (c *Clock) Start(p Polling, log Log) {
	c.poller.lifecycle.Lock()
	defer c.poller.lifecycle.Unlock()
	c.reports.replace(log)
	c.configure(c.host.polling(p.withDefaults()))
	if c.poller.cancel != nil || len(c.associations) == 0 {
		return
	}
	c.tick()
	ctx, cancel := context.WithCancel(context.Background())
	c.poller.cancel = cancel
	c.launch(ctx)
	c.poller.running.Go(func() { c.ticking(ctx) })
	c.poller.running.Go(func() { c.crossCheck(ctx) })
	if c.seams.noticeSteps != nil {
		c.poller.running.Go(func() { c.noticing(ctx) })
	}
	c.poller.running.Go(func() { c.journaling(ctx) })
}

func (c *Clock) configure(p Polling) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.polling = p
	if c.poller.cancel != nil {
		return
	}
	for _, s := range c.associations {
		s.open = c.last.Mono >= s.deniedUntil
		s.interval = p.Min
	}
}

// Stop ends all queries, closes all sockets and waits until all goroutines have ended: milliseconds, also when servers
// are silent. The history stays; the log given to Start is not called any more.
func (c *Clock) Stop() {
	c.poller.lifecycle.Lock()
	defer c.poller.lifecycle.Unlock()
	if c.poller.cancel != nil {
		c.poller.cancel()
		c.poller.running.Wait()
		c.poller.cancel = nil
		c.landed()
	}
	c.reports.flush(time.Now())
	c.reports.replace(Log{})
}

// hasten asks a server at once and quickly, and waits for its answer before others may form a majority without it.
func (c *Clock) hasten(s *association) {
	if c.last.Mono < s.deniedUntil {
		return
	}
	s.open = true
	select {
	case s.hurry <- struct{}{}:
	default:
	}
}

func (c *Clock) ticking(ctx context.Context) {
	ticker := time.NewTicker(tickInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			c.guarded(func() ntp.Rejection { c.tick(); return ntp.Accepted })
			c.reports.flush(time.Now())
		}
	}
}

// noticing ticks at once when the host clock is stepped. Where that cannot be noticed the ticks of each second serve.
func (c *Clock) noticing(ctx context.Context) {
	err := c.seams.noticeSteps(ctx, func() {
		c.guarded(func() ntp.Rejection { c.tick(); return ntp.Accepted })
		c.reports.flush(time.Now())
	})
	if err != nil {
		c.reports.say(levelDebug, "steps of the host clock are looked for each second only: %v", err)
	}
}

// poll asks one server until ctx ends.
func (c *Clock) poll(ctx context.Context, s *association) {
	plan := newSchedule()
	wait := c.denial(s)
	for pause(ctx, wait, s.hurry, &plan) {
		if wait = c.denial(s); wait > 0 {
			continue
		}
		result, kiss := c.ask(ctx, s)
		if ctx.Err() != nil {
			return
		}
		c.launch(ctx) // what was resolved may have more addresses
		wait = c.plan(s, &plan, result, kiss)
		c.reports.flush(time.Now())
	}
}

// denial is how long the server still wants to be left alone.
func (c *Clock) denial(s *association) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Duration(max(0, s.deniedUntil-c.last.Mono))
}

func (c *Clock) plan(s *association, plan *schedule, result ntp.Rejection, kiss string) time.Duration {
	random := c.seams.random()
	c.mu.Lock()
	defer c.mu.Unlock()
	if result == ntp.Accepted {
		plan.adapt(s.estimator.EaseAt(plan.interval(c.polling)), c.polling)
	}
	wait := plan.next(result, kiss, c.polling, random)
	s.interval = plan.interval(c.polling)
	if wait == denialTime {
		s.deniedUntil = c.last.Mono + int64(denialTime)
	}
	return wait
}

// ask makes one query and takes in what came of it. What ends because ctx ended is not held against the server.
func (c *Clock) ask(ctx context.Context, s *association) (result ntp.Rejection, kiss string) {
	limited, cancel := context.WithTimeout(ctx, c.sending(s))
	defer cancel()
	var e ntp.Exchange
	var before, after hostclock.Reading
	result = c.guarded(func() ntp.Rejection {
		to, why := c.locate(limited, s)
		if why == ntp.Accepted {
			e, before, after, why = c.seams.query(limited, to)
		}
		return why
	})
	if ctx.Err() != nil {
		return result, ""
	}
	defer func() { c.heardFrom(s, result.Answered()) }()
	return c.guarded(func() ntp.Rejection {
		if result != ntp.Accepted {
			c.missed(s, result)
			return result
		}
		return c.add(e, before, after)
	}), e.KissCode
}

func (c *Clock) sending(s *association) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	s.sent++
	return c.polling.Timeout
}

// guarded keeps a panic in a goroutine from ending the process and reports it with its place.
func (c *Clock) guarded(f func() ntp.Rejection) (result ntp.Rejection) {
	defer func() {
		if p := recover(); p != nil {
			result = ntp.Panicked
			c.reports.once(fmt.Sprintf("panic: %v in %s", p, panicPlace()))
		}
	}()
	return f()
}

// panicPlace names the function and line that panicked; call it in the deferred function.
func panicPlace() string {
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for panicking := false; ; {
		frame, more := frames.Next()
		inRuntime := strings.HasPrefix(frame.Function, "runtime.")
		if panicking && !inRuntime {
			return fmt.Sprintf("%s:%d", frame.Function, frame.Line)
		}
		panicking = panicking || inRuntime
		if !more {
			return "an unknown place"
		}
	}
}

// pause waits; it tells whether to go on. A burst asked for ends it early and starts the plan anew.
func pause(ctx context.Context, wait time.Duration, hurry <-chan struct{}, plan *schedule) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-hurry:
		plan.burst, plan.misses, plan.longer = burstQueries-1, 0, 0
	case <-timer.C:
	}
	return ctx.Err() == nil
}
