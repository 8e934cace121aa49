package offsets

import (
	"context"
	"sync"
	"time"

	"timesync/offsets/hostclock"
	"timesync/offsets/ntp"
)

const (
	tickInterval      = time.Second
	missesToReresolve = 3 // a minute after the first one: a name's machine was replaced, or the network is gone
)

// poller is the goroutines of a running clock: one for each association, one that ticks, and one
// for each of its helpers.
type poller struct {
	clock     *Clock
	lifecycle sync.Mutex // held by Start and Stop from end to end
	cancel    context.CancelFunc
	running   sync.WaitGroup
}

func (p *poller) start() {
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	p.launch(ctx)
	p.running.Go(func() { p.tick(ctx) })
	p.running.Go(func() { p.clock.crossCheck.run(ctx) })
	if p.clock.seams.noticeSteps != nil {
		p.running.Go(func() { p.noticeSteps(ctx) })
	}
	p.running.Go(func() { p.clock.keeper.run(ctx) })
}

func (p *poller) stop() {
	p.cancel()
	p.running.Wait()
	p.cancel = nil
	p.landed()
}

// launch starts a goroutine for each association that has none.
func (p *poller) launch(ctx context.Context) {
	p.clock.mu.Lock()
	defer p.clock.mu.Unlock()
	for _, a := range p.clock.pool.associations {
		if !a.running {
			a.running = true
			p.running.Go(func() { p.poll(ctx, a) })
		}
	}
}

// landed notes that no goroutine runs any more.
func (p *poller) landed() {
	p.clock.mu.Lock()
	defer p.clock.mu.Unlock()
	for _, a := range p.clock.pool.associations {
		a.running = false
	}
}

func (p *poller) tick(ctx context.Context) {
	ticker := time.NewTicker(tickInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			p.clock.reports.protect(p.clock.Tick)
			p.clock.reports.flush(time.Now())
		}
	}
}

// noticeSteps ticks at once when the host clock is stepped. Where that cannot be noticed the ticks
// of each second serve.
func (p *poller) noticeSteps(ctx context.Context) {
	err := p.clock.seams.noticeSteps(ctx, func() {
		p.clock.reports.protect(p.clock.Tick)
		p.clock.reports.flush(time.Now())
	})
	if err != nil {
		p.clock.reports.say(levelDebug, "steps of the host clock are looked for each second only: %v", err)
	}
}

// poll asks one server until ctx ends.
func (p *poller) poll(ctx context.Context, a *association) {
	plan := newSchedule()
	wait := p.denial(a)
	for pause(ctx, wait, a.hurry, &plan) {
		if wait = p.denial(a); wait > 0 {
			continue
		}
		result, kiss := p.ask(ctx, a)
		if ctx.Err() != nil {
			return
		}
		p.launch(ctx) // what was resolved may have more addresses
		wait = p.plan(a, &plan, result, kiss)
		p.clock.reports.flush(time.Now())
	}
}

// pause waits; it reports whether to go on. A burst asked for ends it early and starts the plan
// anew.
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

// denial is how long the server still wants to be left alone.
func (p *poller) denial(a *association) time.Duration {
	p.clock.mu.Lock()
	defer p.clock.mu.Unlock()
	return time.Duration(max(0, a.deniedUntil-p.clock.watch.last.Mono))
}

func (p *poller) plan(a *association, plan *schedule, result ntp.Rejection, kiss string) time.Duration {
	random := p.clock.seams.random()
	p.clock.mu.Lock()
	defer p.clock.mu.Unlock()
	polling := p.clock.pool.polling
	if result == ntp.Accepted {
		plan.adapt(a.estimator.EaseAt(plan.interval(polling)), polling)
	}
	wait := plan.next(result, kiss, polling, p.clock.pool.deaf(), random)
	a.interval = plan.interval(polling)
	if wait == denialTime {
		a.deniedUntil = p.clock.watch.last.Mono + int64(denialTime)
	}
	return wait
}

// ask makes one query and takes in what came of it. What ends because ctx ended is not held against
// the server.
func (p *poller) ask(ctx context.Context, a *association) (result ntp.Rejection, kiss string) {
	limited, cancel := context.WithTimeout(ctx, p.sending(a))
	defer cancel()
	var e ntp.Exchange
	var before, after hostclock.Reading
	result = ntp.Panicked
	p.clock.reports.protect(func() {
		to, reason := p.locate(limited, a)
		if reason == ntp.Accepted {
			e, before, after, reason = p.clock.seams.query(limited, to)
		}
		result = reason
	})
	if ctx.Err() != nil {
		return result, ""
	}
	defer func() { p.heardFrom(a, result.Answered()) }()
	queried := result
	result = ntp.Panicked
	p.clock.reports.protect(func() {
		if queried != ntp.Accepted {
			p.clock.missed(a, queried)
			result = queried
			return
		}
		result = p.clock.add(e, before, after)
	})
	return result, e.KissCode
}

func (p *poller) sending(a *association) time.Duration {
	p.clock.mu.Lock()
	defer p.clock.mu.Unlock()
	a.sent++
	return p.clock.pool.polling.Timeout
}

// locate finds out where to ask: it resolves the server's name at the first query and after
// missesToReresolve queries without an answer, and gives each further address of the name an
// association.
func (p *poller) locate(ctx context.Context, a *association) (ntp.Endpoint, ntp.Rejection) {
	resolve := p.clock.seams.resolve
	if resolve == nil || !p.unsure(a) {
		return p.destination(a)
	}
	addresses, err := lookUp(ctx, a.server.host, resolve)
	p.clock.mu.Lock()
	if err == nil {
		a.server.addresses = addresses
		p.clock.pool.assignAddresses(a)
	}
	p.clock.mu.Unlock()
	if err != nil && !a.address.IsValid() { // else the old address may do, it is the name server that is gone
		return ntp.Endpoint{}, ntp.NoAddress
	}
	return p.destination(a)
}

func (p *poller) unsure(a *association) bool {
	p.clock.mu.Lock()
	defer p.clock.mu.Unlock()
	return !a.address.IsValid() || a.misses >= missesToReresolve
}

// destination is the association's endpoint, if it has one of its own.
func (p *poller) destination(a *association) (ntp.Endpoint, ntp.Rejection) {
	p.clock.mu.Lock()
	defer p.clock.mu.Unlock()
	if p.clock.seams.resolve != nil && !a.address.IsValid() {
		return ntp.Endpoint{}, ntp.Duplicate
	}
	return a.endpoint(), ntp.Accepted
}

// heardFrom notes whether the association's address answered. One that never did is left at once
// for another.
func (p *poller) heardFrom(a *association, answered bool) {
	p.clock.mu.Lock()
	defer p.clock.mu.Unlock()
	if answered {
		a.heard, a.misses = true, 0
		return
	}
	a.misses++
	if !a.heard && a.address.IsValid() {
		misses := a.misses
		p.clock.pool.move(a)
		a.misses = misses
	}
}
