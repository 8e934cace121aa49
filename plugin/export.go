package main

/*
#include "clocks.h"
#include "flb_abi.h"
#include "host.h"
*/
import "C"

import (
	"runtime/cgo"
	"unsafe"

	"timesync/offsets/hostclock"
)

// The functions that filter_timesync.c calls. They translate and decide nothing.
// None lets a panic out: beyond the boundary it would end Fluent Bit.

// timesyncCheck reads the instance's properties. It starts nothing: Fluent Bit
// calls it for a check as well as for a start. 0: all are right; -1: one is not,
// and a line in the log says which.
//
//export timesyncCheck
func timesyncCheck(ins *C.struct_flb_filter_instance) (status C.int) {
	log := newHostLog(ins)
	defer log.close()
	status = -1
	defer log.survive("check")
	if _, err := readSettings(ins); err != nil {
		log.errorf("%v", err)
		return -1
	}
	return 0
}

// timesyncInit starts an instance and returns its handle, 0 if it cannot.
//
//export timesyncInit
func timesyncInit(ins *C.struct_flb_filter_instance) (handle C.uintptr_t) {
	log := newHostLog(ins)
	defer log.survive("init")
	i, err := newInstance(ins, log)
	if err != nil {
		log.errorf("%v", err)
		log.close()
		return 0
	}
	return C.uintptr_t(cgo.NewHandle(i))
}

// timesyncFilter rewrites one chunk. Chunk, tag and the clocks' reading are borrowed for the call;
// *out, set only together with MODIFIED, is malloc'ed for the host to free.
//
//export timesyncFilter
func timesyncFilter(handle C.uintptr_t, chunk unsafe.Pointer, size C.size_t, tag unsafe.Pointer, tagLength C.int,
	now *C.struct_clock_reading, config *C.struct_flb_config, input *C.struct_flb_input_instance, out *unsafe.Pointer, outSize *C.size_t) (answer C.int) {
	answer = C.FLB_FILTER_NOTOUCH
	i := cgo.Handle(handle).Value().(*instance)
	defer i.log.survive("filter")
	rewritten, changed := i.rewrite(unsafe.Slice((*byte)(chunk), int(size)), unsafe.Slice((*byte)(tag), int(tagLength)), clocksOf(now), i.owner(config, input))
	if !changed {
		return answer
	}
	if len(rewritten) > 0 {
		buffer := C.host_alloc(C.size_t(len(rewritten)))
		if buffer == nil {
			i.log.errorf("no memory for a chunk of %d bytes; it passes unchanged", len(rewritten))
			return answer
		}
		copy(unsafe.Slice((*byte)(buffer), len(rewritten)), rewritten)
		*out = buffer
	}
	*outSize = C.size_t(len(rewritten))
	return C.FLB_FILTER_MODIFIED
}

func clocksOf(r *C.struct_clock_reading) hostclock.Reading {
	return hostclock.Reading{Real: int64(r.real), Raw: int64(r.raw), Mono: int64(r.mono), Boot: int64(r.boot), Width: int64(r.width)}
}

// timesyncExit ends an instance. When it returns, nothing of it runs any more.
//
//export timesyncExit
func timesyncExit(handle C.uintptr_t) {
	h := cgo.Handle(handle)
	i := h.Value().(*instance)
	defer h.Delete()
	defer i.log.survive("exit")
	i.close()
}
