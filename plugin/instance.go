package main

/*
#include "flb_abi.h"
#include "host.h"
*/
import "C"

import (
	"fmt"
	"time"
	"unsafe"

	"timesync/filter"
	"timesync/offsets"
	"timesync/offsets/hostclock"
	"timesync/offsets/timemap"
	"timesync/plugin/settings"
)

// instance is one configured filter. Fluent Bit calls it serially; instances run
// in parallel.
type instance struct {
	settings *settings.Settings
	log      *hostLog
	filter   *filter.Filter
	clock    *sharedClock
	timeline *offsets.Timeline
	totals   *totals
	metrics  *metrics

	view   timemap.View // of the present chunk
	inputs inputs
	zones  int // tags that were said to be of another zone
}

// newInstance makes and starts an instance. The first of the process waits for
// the first measurement, so that the first record is corrected already.
func newInstance(ins *C.struct_flb_filter_instance, log *hostLog) (*instance, error) {
	s, err := readSettings(ins)
	if err != nil {
		return nil, err
	}
	s.Filter.BuiltAt = builtAt()
	rewriter, err := filter.New(s.Filter)
	if err != nil {
		return nil, err
	}
	i := &instance{
		settings: s,
		log:      log,
		filter:   rewriter,
		clock:    pollers.acquire(s, log),
		totals:   pollers.totalsOf(C.GoString(C.host_filter_name(ins))),
		inputs:   inputs{log: log, owners: map[unsafe.Pointer]filter.ClockOwner{}},
	}
	i.timeline = i.clock.Timeline(s.Policy)
	i.start(ins)
	return i, nil
}

func (i *instance) start(ins *C.struct_flb_filter_instance) {
	began := time.Now()
	switch i.settings.Source {
	case settings.SourceNTP:
		pollers.wait(i.clock, i.settings.StartupWait)
	case settings.SourceChrony, settings.SourceKernel: // on this host: the answer, or that there is none, is known at once
		i.clock.WaitFirst(i.settings.StartupWait)
	}
	i.log.infof("%s", i.describe(time.Since(began)))
	i.metrics = startMetrics(ins, i)
}

// close ends everything that belongs to the instance.
func (i *instance) close() {
	i.metrics.stop(i)
	pollers.release(i.clock, i.log)
	i.log.close()
}

// rewrite takes one chunk that came at that moment through the filter. The result
// holds until the next call.
func (i *instance) rewrite(chunk, tag []byte, now hostclock.Reading, owner filter.ClockOwner) (rewritten []byte, changed bool) {
	fault(chunk)
	i.view = i.timeline.ViewAt(now)
	i.view.Override(i.settings.Corrections)
	rewritten, changed = i.filter.Rewrite(chunk, tag, &i.view, owner)
	i.totals.add(i.filter.Tally())
	if found := i.filter.Tally().Zone; found.Behind != 0 {
		i.sayZone(string(tag), found)
	}
	return rewritten, changed
}

// mostZones is how many tags are said to be of another zone, of those that are.
const mostZones = 20

// sayZone says that the stamps of a tag were written in another zone than assumed.
func (i *instance) sayZone(tag string, found filter.ZoneFinding) {
	if i.zones++; i.zones > mostZones {
		return
	}
	way := "behind"
	if found.Behind < 0 {
		way = "ahead of"
	}
	i.log.warnf("timestamps of tag %s are %g h %s their arrival: time_zone %s?", tag, found.Behind.Abs().Hours(), way, offsetName(found.Offset))
	if i.zones == mostZones {
		i.log.warnf("further tags whose timestamps are of another zone are not named")
	}
}

// offsetName writes seconds east of UTC as time_zone takes them.
func offsetName(offset int) string {
	return time.Unix(0, 0).In(time.FixedZone("", offset)).Format("-07:00")
}

// readSettings fetches the properties of an instance and reads them.
func readSettings(ins *C.struct_flb_filter_instance) (*settings.Settings, error) {
	var properties []settings.Property
	var name, value *C.char
	for n := C.size_t(0); C.host_property(ins, n, &name, &value) != 0; n++ {
		properties = append(properties, settings.Property{Name: C.GoString(name), Value: C.GoString(value)})
	}
	return settings.Parse(properties)
}

// owner returns whose clock wrote the times of an input's records.
func (i *instance) owner(config *C.struct_flb_config, input *C.struct_flb_input_instance) filter.ClockOwner {
	switch i.settings.Clock {
	case settings.ClockLocal:
		return filter.LocalClock
	case settings.ClockRemote:
		return filter.RemoteClock
	}
	return i.inputs.owner(config, input)
}

// describe is the instance's line at start.
func (i *instance) describe(waited time.Duration) string {
	s := i.settings
	line := fmt.Sprintf("version %s, clock %s, correct %s, zone %s, offset source %s", version, s.Clock, s.Policy.Correct,
		zoneName(s), s.Source)
	if s.Source == settings.SourceNTP {
		line += fmt.Sprintf(" (servers: %d)", len(s.Servers))
	}
	if n := len(s.Corrections); n > 0 {
		line += fmt.Sprintf(", %d manual corrections", n)
	}
	return line + ": " + describeState(i.clock.Status(), waited)
}

func zoneName(s *settings.Settings) string {
	if s.Filter.GuessZone {
		return "guess"
	}
	return s.Filter.Zone.String()
}

// describeState says in words what the clock knows.
func describeState(status offsets.Status, waited time.Duration) string {
	if status.State != timemap.Synced {
		return fmt.Sprintf("%s after %.1f s", status.State, waited.Seconds())
	}
	line := fmt.Sprintf("synchronised in %.1f s, offset %+.6f s ± %.3f ms, %d of %d agree", waited.Seconds(),
		time.Duration(status.Offset).Seconds(), float64(status.Bound)/1e6, status.Agree, status.Of)
	if !status.Verified {
		line += ", not verified: it is one source's word"
	}
	return line
}
