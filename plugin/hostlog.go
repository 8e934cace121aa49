package main

/*
#include "flb_abi.h"
#include "host.h"
*/
import "C"

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"unsafe"
)

// hostLog writes to Fluent Bit's log in the name and with the level of one
// instance. It may be used from any goroutine; after close it is silent, because
// what it refers to is gone.
type hostLog struct {
	prefix string
	level  C.int
	worker unsafe.Pointer // identity of the host's thread that made it

	mu     sync.Mutex
	closed bool
	places map[string]bool // of panics that were reported
}

func newHostLog(ins *C.struct_flb_filter_instance) *hostLog {
	return &hostLog{
		prefix: "[filter:timesync:" + C.GoString(C.host_filter_name(ins)) + "] ",
		level:  logLevel(ins),
		worker: C.host_log_worker(),
		places: map[string]bool{},
	}
}

// logLevel is the instance's level. In a check (dry run, hot reload) the host has
// not set it yet and it is negative; errors must be seen then.
func logLevel(ins *C.struct_flb_filter_instance) C.int {
	if ins.log_level < 0 {
		return C.FLB_LOG_INFO
	}
	return ins.log_level
}

// close ends the log: when it returns no line is being written.
func (l *hostLog) close() {
	l.mu.Lock()
	l.closed = true
	l.mu.Unlock()
}

func (l *hostLog) print(level C.int, format string, args ...any) {
	if l.level < level {
		return
	}
	line := append([]byte(l.prefix), oneLine(fmt.Sprintf(format, args...))...)
	line = append(line, 0)
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		C.host_log(l.worker, level, (*C.char)(unsafe.Pointer(&line[0])))
	}
}

func (l *hostLog) errorf(format string, args ...any) { l.print(C.FLB_LOG_ERROR, format, args...) }
func (l *hostLog) warnf(format string, args ...any)  { l.print(C.FLB_LOG_WARN, format, args...) }
func (l *hostLog) infof(format string, args ...any)  { l.print(C.FLB_LOG_INFO, format, args...) }
func (l *hostLog) debugf(format string, args ...any) { l.print(C.FLB_LOG_DEBUG, format, args...) }

// oneLine keeps a message on its line, and NUL bytes of a record out of C.
func oneLine(text string) string {
	return strings.NewReplacer("\n", " ", "\r", " ", "\x00", " ").Replace(text)
}

// survive ends a panic, to be deferred: the caller returns what it had set, and
// the log says once for each place where it happened.
func (l *hostLog) survive(doing string) {
	cause := recover()
	if cause == nil {
		return
	}
	place := panicPlace()
	l.mu.Lock()
	known := l.places[place]
	l.places[place] = true
	l.mu.Unlock()
	if !known {
		l.errorf("recovered from a panic during %s at %s: %v; please report it", doing, place, cause)
	}
}

// panicPlace is the function, file and line that panicked: the first frame below
// the runtime's own.
func panicPlace() string {
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	panicking := false
	for {
		frame, more := frames.Next()
		if inRuntime := strings.HasPrefix(frame.Function, "runtime."); inRuntime {
			panicking = true
		} else if panicking || !more {
			return fmt.Sprintf("%s (%s:%d)", frame.Function, frame.File, frame.Line)
		}
		if !more {
			return "an unknown place"
		}
	}
}
