package main

/*
#include <stdlib.h>
#include "flb_abi.h"
#include "host.h"
*/
import "C"

import (
	"fmt"
	"unsafe"

	"timesync/filter"
	"timesync/plugin/settings"
)

// inputs knows whose clock wrote the times of each of the host's inputs. All that it knows of them
// the host was asked for by functions that it exports: their layouts differ by version.
type inputs struct {
	log    *hostLog
	owners map[unsafe.Pointer]filter.ClockOwner
	warned bool
}

// owner is asked for each chunk and settled once for each input.
func (s *inputs) owner(config *C.struct_flb_config, input *C.struct_flb_input_instance) filter.ClockOwner {
	owner, known := s.owners[unsafe.Pointer(input)]
	if !known {
		name, found := judge(config, input)
		owner = found
		s.owners[unsafe.Pointer(input)] = owner
		s.report(name, owner)
	}
	return owner
}

// judge finds an input among those of the host. An output stands in its place where this filter is a
// processor of it, and sees records of any input.
func judge(config *C.struct_flb_config, input *C.struct_flb_input_instance) (name string, owner filter.ClockOwner) {
	var all []settings.Input
	at := -1
	for number := range C.int(C.HOST_INSTANCES) {
		one := C.host_input(config, number)
		if one == nil {
			continue
		}
		if one == input {
			at = len(all)
		}
		all = append(all, describeInput(config, one, int(number)))
	}
	switch {
	case at >= 0:
		return C.GoString(C.host_input_name(input)), all[at].Owner(all)
	case C.host_is_output(config, unsafe.Pointer(input)) != 0:
		return "of any name", settings.CommonOwner(all)
	}
	return "of an unknown name", filter.UnknownClock
}

// describeInput asks for what settings.Input needs. The name is an alias where there is one, but the
// host also knows each input by its plugin's name and its number, which no other input has.
func describeInput(config *C.struct_flb_config, input *C.struct_flb_input_instance, number int) settings.Input {
	of := settings.Input{Properties: map[string]string{}}
	name := C.GoString(C.host_input_name(input))
	for _, plugin := range settings.InputNames() {
		if !hasInput(config, fmt.Sprintf("%s.%d", plugin, number)) {
			continue
		}
		if of.Plugin != "" { // one of the two is an alias
			of.Plugin = ""
			return of
		}
		of.Plugin = plugin
	}
	if of.Plugin == "" {
		of.Plugin = settings.PluginOf(name, number)
	}
	for _, property := range settings.AskedProperties {
		of.Properties[property] = inputProperty(input, property)
	}
	return of
}

func hasInput(config *C.struct_flb_config, name string) bool {
	text := C.CString(name)
	defer C.free(unsafe.Pointer(text))
	return C.host_has_input(config, text) != 0
}

func inputProperty(input *C.struct_flb_input_instance, property string) string {
	text := C.CString(property)
	defer C.free(unsafe.Pointer(text))
	return C.GoString(C.host_input_property(input, text)) // of NULL it is empty
}

// report says once for each input how its records are taken, and once what to do where nothing tells.
func (s *inputs) report(name string, owner filter.ClockOwner) {
	switch {
	case owner == filter.LocalClock:
		s.log.infof("input %s: this host's clock wrote its timestamps", name)
	case owner == filter.RemoteClock:
		s.log.infof("input %s: another machine's clock wrote its timestamps; they are formatted, not corrected", name)
	case owner == filter.RemoteStamps:
		s.log.infof("input %s: another machine's clock wrote its timestamps; they are formatted, not corrected. "+
			"Arrival times are this host's", name)
	case s.warned:
		s.log.infof("input %s: nothing tells whose clock wrote its timestamps; they are formatted, not corrected", name)
	default:
		s.warned = true
		s.log.warnf("input %s: nothing tells whose clock wrote its timestamps; they are formatted, not corrected. "+
			"Set clock to local or remote", name)
	}
}
