// Package offsets measures the host clock against NTP servers and keeps the map from host time to
// true time.
//
// What is estimated is theta, true time minus CLOCK_MONOTONIC_RAW, which nobody steps or slews. The
// exact map from the host clock to RAW is read each second, around each query and at each View, so
// a step or slew of the host clock needs no new measurement: the correction of a host reading is
// theta plus RAW minus host.
//
//	poller -> association -> exchange -> estimator (line, interval) -> selection (majority) -> Timeline -> View
//
// A Clock is one set of servers with its poller and outlives whoever uses it. A Timeline is the map
// under one Policy, of which it hands out a timemap.View once per chunk. With a journal.Folder each
// timeline's map is kept on disk too.
//
// Below it stand, each knowing nothing of this package:
//
//	timemap     the map from host time to true time, and its snapshots
//	journal     maps on disk
//	estimate    samples of theta, their line, and the majority of several servers
//	ntp         exchanges with servers
//	chrony      the local chronyd's own estimate
//	hostclock   the clocks of this machine
//
// Units: instants and durations are integer nanoseconds, instants of host and true time since the
// Unix epoch. An offset is true time minus host time: add it to a host reading. A bound is the
// largest error the evidence allows. The package never sets a clock and asks for no privilege.
package offsets
