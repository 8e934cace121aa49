package main

/*
#include "host.h"
#include "metrics.h"
*/
import "C"

import (
	"sync"
	"time"
	"unsafe"

	"timesync/filter"
	"timesync/filter/timestamp"
	"timesync/offsets"
	"timesync/offsets/ntp"
	"timesync/offsets/timemap"
)

// metrics publishes the state of one instance in Fluent Bit's own metrics. A
// goroutine sets all values once a second; stop waits for it, because the host
// frees what it sets as soon as the instance has ended.
type metrics struct {
	series []published
	done   chan struct{}
	ended  sync.WaitGroup
}

// published is one series and where its value comes from.
type published struct {
	series *C.struct_series
	value  func(*reading) float64
}

// reading is what one round of publishing looks at.
type reading struct {
	clock    offsets.Status
	segments timemap.Opened
	totals   *totals
}

// Every second: what Prometheus scrapes is never older.
const publishEvery = time.Second

// startMetrics creates all metrics of the instance and begins to publish them.
// Where the host has none, one line says so and the result publishes nothing.
func startMetrics(ins *C.struct_flb_filter_instance, i *instance) *metrics {
	m := &metrics{done: make(chan struct{})}
	context := C.metrics_context(ins)
	if context == nil {
		i.log.infof("this host offers no metrics to plugins; none are published")
		return m
	}
	b := metricsBuilder{metrics: m, context: context, instance: C.host_filter_name(ins)}
	b.clockMetrics()
	status := i.clock.Status()
	b.serverMetrics(status.Servers)
	b.disagreementMetrics(status.Disagreements)
	b.recordMetrics()
	if b.missing > 0 {
		i.log.warnf("%d metrics cannot be created and are not published", b.missing)
	}
	m.publish(i)
	m.ended.Add(1)
	go m.run(i)
	return m
}

// stop publishes the last values and ends publishing; nothing is set after it
// returns.
func (m *metrics) stop(i *instance) {
	close(m.done)
	m.ended.Wait()
	m.publish(i)
	for _, p := range m.series {
		C.series_free(p.series)
	}
}

func (m *metrics) run(i *instance) {
	defer m.ended.Done()
	defer i.log.survive("publishing metrics")
	tick := time.NewTicker(publishEvery)
	defer tick.Stop()
	for {
		select {
		case <-m.done:
			return
		case <-tick.C:
			m.publish(i)
		}
	}
}

func (m *metrics) publish(i *instance) {
	r := reading{clock: i.clock.Status(), segments: i.timeline.Segments(), totals: i.totals}
	for _, p := range m.series {
		C.series_set(p.series, C.double(p.value(&r)))
	}
}

// metricsBuilder creates metrics and their series.
type metricsBuilder struct {
	metrics  *metrics
	context  *C.struct_cmt
	instance *C.char // the label name
	missing  int
}

// labels are the second and third label of a series, or of a metric; empty: none.
type labels [2]string

// metric is one metric that series are added to; its series are dropped where it
// could not be created.
type metric struct {
	builder *metricsBuilder
	handle  unsafe.Pointer
	kind    C.enum_metric_kind
}

func (b *metricsBuilder) gauge(name, help string, keys ...string) metric {
	return b.metric(C.METRIC_GAUGE, name, help, keys)
}

func (b *metricsBuilder) counter(name, help string, keys ...string) metric {
	return b.metric(C.METRIC_COUNTER, name, help, keys)
}

func (b *metricsBuilder) metric(kind C.enum_metric_kind, name, help string, keys []string) metric {
	handle := C.metric_new(b.context, kind, cText(name), cText(help), cLabel(keys, 0), cLabel(keys, 1))
	if handle == nil {
		b.missing++
	}
	return metric{b, handle, kind}
}

// series adds one label set, whose value is asked for each time.
func (m metric) series(value func(*reading) float64, values ...string) {
	if m.handle == nil {
		return
	}
	s := C.series_new(m.handle, m.kind, m.builder.instance, cLabel(values, 0), cLabel(values, 1))
	if s != nil {
		m.builder.metrics.series = append(m.builder.metrics.series, published{s, value})
	}
}

// cText is a NUL terminated copy that C may read during one call. It lives in
// Go's memory, as C.CString would end the process without any.
func cText(text string) *C.char {
	bytes := append([]byte(text), 0)
	return (*C.char)(unsafe.Pointer(&bytes[0]))
}

func cLabel(values []string, i int) *C.char {
	if i >= len(values) {
		return nil
	}
	return cText(values[i])
}

func (b *metricsBuilder) clockMetrics() {
	b.gauge("offset_seconds", "Measured offset of the host clock: true time minus host time").
		series(func(r *reading) float64 { return seconds(r.clock.Offset) })
	b.gauge("bound_seconds", "Largest error of the offset that the evidence allows").
		series(func(r *reading) float64 { return seconds(r.clock.Bound) })
	b.gauge("frequency_ppm", "Drift of the host's oscillator against true time").
		series(func(r *reading) float64 { return r.clock.FrequencyPPM })
	b.gauge("synchronized", "1 while a majority of servers agrees on a fresh measurement").
		series(func(r *reading) float64 { return truth(r.clock.State == timemap.Synced) })
	b.gauge("verified", "1 while two sources or more agree; one alone may be wrong").
		series(func(r *reading) float64 { return truth(r.clock.Verified) })
	b.gauge("stratum", "Distance of the best server from a reference clock, in servers").
		series(func(r *reading) float64 { return float64(r.clock.Stratum) })
	b.gauge("last_measurement_timestamp_seconds", "Host time of the newest measurement").
		series(func(r *reading) float64 { return seconds(r.clock.LastMeasurement) })
	b.gauge("build_info", "Always 1; the label names the plugin's version", "version").
		series(func(*reading) float64 { return 1 }, version)
	segments := b.counter("segments_total", "Discontinuities of the applied correction", "reason")
	for reason := range timemap.Reason(timemap.Reasons) {
		segments.series(func(r *reading) float64 { return float64(r.segments[reason]) }, reason.String())
	}
}

func (b *metricsBuilder) serverMetrics(servers []offsets.ServerStatus) {
	reachable := b.gauge("server_reachable", "1 while the server answers", "server")
	offset := b.gauge("server_offset_seconds", "Offset of the host clock against this server", "server")
	rejected := b.counter("server_rejected_total", "Queries that gave no sample", "server", "reason")
	for at, server := range servers {
		reachable.series(func(r *reading) float64 { return truth(r.clock.Servers[at].Reachable) }, server.Name)
		offset.series(func(r *reading) float64 { return seconds(r.clock.Servers[at].Offset) }, server.Name)
		for reason := 1; reason < ntp.Rejections; reason++ {
			rejected.series(func(r *reading) float64 { return float64(r.clock.Servers[at].Rejected[reason]) },
				server.Name, ntp.Rejection(reason).String())
		}
	}
}

func (b *metricsBuilder) disagreementMetrics(witnesses []offsets.Disagreement) {
	disagreement := b.gauge("disagreement", "1 while this host's chronyd or kernel contradicts the servers", "with")
	for at, witness := range witnesses {
		disagreement.series(func(r *reading) float64 { return truth(r.clock.Disagreements[at].Disagrees) }, witness.With)
	}
}

func (b *metricsBuilder) recordMetrics() {
	records := b.counter("records_total", "Records by what became of them", "outcome")
	for _, outcome := range filter.Outcomes() {
		records.series(func(r *reading) float64 { return float64(r.totals.outcomes[outcome].Load()) }, outcome.String())
	}
	refused := b.counter("refused_total", "Records whose timestamp was refused", "reason")
	for _, reason := range timestamp.Refusals() {
		refused.series(func(r *reading) float64 { return float64(r.totals.reasons[reason].Load()) }, reason.String())
	}
	b.counter("leap_seconds_total", "Records whose timestamp named a leap second, second 60").
		series(func(r *reading) float64 { return float64(r.totals.leapSeconds.Load()) })
	b.gauge("zone_offset_seconds", "How far timestamps without zone are behind their arrival, of the stream last found in another zone than assumed").
		series(func(r *reading) float64 { return seconds(r.totals.zoneBehind.Load()) })
}

func seconds(nanos int64) float64 { return float64(nanos) / 1e9 }

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
