package offsets

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"
)

// Log receives the package's messages, one line each without newline. A nil function is silent.
type Log struct {
	Errorf, Warnf, Infof, Debugf func(format string, args ...any)
}

type level uint8

const (
	levelError level = iota
	levelWarn
	levelInfo
	levelDebug
)

func (l Log) function(at level) func(string, ...any) {
	return [...]func(string, ...any){l.Errorf, l.Warnf, l.Infof, l.Debugf}[at]
}

// maxQueued and maxPerMinute keep a clock that is stepped every second from flooding the host's
// log.
const (
	maxQueued    = 64
	maxPerMinute = 30
)

type message struct {
	at   level
	text string
}

// reporter queues messages where a lock is held and hands them to the Log from goroutines that Stop
// waits for, so that a Log is never called after the Stop or Start that replaced it has returned.
type reporter struct {
	mu       sync.Mutex // protects the queue
	queue    []message
	dropped  int
	calling  sync.Mutex // held while a Log function runs
	log      Log
	panicked bool
	minute   time.Time
	inMinute int
}

func (r *reporter) say(at level, format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.queue) == maxQueued {
		r.dropped++
		return
	}
	r.queue = append(r.queue, message{at, fmt.Sprintf(format, args...)})
}

// replace waits for a running call of the old Log and installs the new one.
func (r *reporter) replace(log Log) {
	r.calling.Lock()
	defer r.calling.Unlock()
	r.log = log
}

// flush hands what is queued to the Log, at most maxPerMinute lines a minute; a line says how many
// were left out.
func (r *reporter) flush(now time.Time) {
	r.calling.Lock()
	defer r.calling.Unlock()
	for _, m := range r.take(now) {
		if f := r.log.function(m.at); f != nil {
			f("%s", m.text)
		}
	}
}

func (r *reporter) take(now time.Time) []message {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now.Sub(r.minute) >= time.Minute {
		if r.dropped > 0 {
			r.queue = append(r.queue, message{levelWarn, fmt.Sprintf("%d messages about the clock left out", r.dropped)})
		}
		r.minute, r.inMinute, r.dropped = now, 0, 0
	}
	said := min(len(r.queue), maxPerMinute-r.inMinute)
	taken := r.queue[:said:said]
	r.dropped += len(r.queue) - said
	r.inMinute += said
	r.queue = nil
	return taken
}

// once reports the first panic; a second one would be the same.
func (r *reporter) once(text string) {
	r.mu.Lock()
	said := r.panicked
	r.panicked = true
	r.mu.Unlock()
	if !said {
		r.say(levelError, "%s", text)
	}
}

// protect keeps a panic in a goroutine from ending the process and reports it with its place.
func (r *reporter) protect(f func()) {
	defer func() {
		if p := recover(); p != nil {
			r.once(fmt.Sprintf("panic: %v in %s", p, panicPlace()))
		}
	}()
	f()
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
