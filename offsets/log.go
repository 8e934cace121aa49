package offsets

import (
	"fmt"
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

// maxQueued and maxPerMinute keep a clock that is stepped every second from flooding the host's log.
const (
	maxQueued    = 64
	maxPerMinute = 30
)

type message struct {
	at   level
	text string
}

// reporter queues messages where a lock is held and hands them to the Log from goroutines that Stop waits for, so
// that a Log is never called after the Stop or Start that replaced it has returned.
type reporter struct {
	mu       sync.Mutex // guards the queue
	queue    []message
	dropped  int
	calling  sync.Mutex // held while a Log function runs
	log      Log
	panicked bool
	minute   time.Time
	inMinute int
}

func (j *reporter) say(at level, format string, args ...any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.queue) == maxQueued {
		j.dropped++
		return
	}
	j.queue = append(j.queue, message{at, fmt.Sprintf(format, args...)})
}

// replace waits for a running call of the old Log and installs the new one.
func (j *reporter) replace(log Log) {
	j.calling.Lock()
	defer j.calling.Unlock()
	j.log = log
}

// flush hands what is queued to the Log, at most maxPerMinute lines a minute; what is left out is counted aloud.
func (j *reporter) flush(now time.Time) {
	j.calling.Lock()
	defer j.calling.Unlock()
	for _, m := range j.take(now) {
		if f := j.log.function(m.at); f != nil {
			f("%s", m.text)
		}
	}
}

func (j *reporter) take(now time.Time) []message {
	j.mu.Lock()
	defer j.mu.Unlock()
	if now.Sub(j.minute) >= time.Minute {
		if j.dropped > 0 {
			j.queue = append(j.queue, message{levelWarn, fmt.Sprintf("%d messages about the clock left out", j.dropped)})
		}
		j.minute, j.inMinute, j.dropped = now, 0, 0
	}
	said := min(len(j.queue), maxPerMinute-j.inMinute)
	taken := j.queue[:said:said]
	j.dropped += len(j.queue) - said
	j.inMinute += said
	j.queue = nil
	return taken
}

// once reports the first panic; a second one would be the same.
func (j *reporter) once(text string) {
	j.mu.Lock()
	said := j.panicked
	j.panicked = true
	j.mu.Unlock()
	if !said {
		j.say(levelError, "%s", text)
	}
}
