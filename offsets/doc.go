// Package offsets measures the host clock against NTP servers and keeps the map from host time to true time.
//
// What is estimated is theta, true time minus CLOCK_MONOTONIC_RAW, which nobody steps or slews. The exact map from
// the host clock to RAW is read each second, around each query and at each View, so a step or slew of the host clock
// needs no new measurement: the correction of a host reading is theta plus RAW minus host.
//
//	exchange -> sample -> source (line fit, interval) -> selection (majority) -> estimate -> timeline -> View.Lookup
//
// A Clock is one set of servers with its poller and outlives whoever uses it. A Timeline is the map under one Policy.
// A View is an immutable snapshot of it, taken once per chunk; its Lookup is pure, lock-free and allocates nothing.
//
// With a Journal each timeline's map is kept on disk too: a recorder appends to it, and a later process reads it back.
//
// Units: instants and durations are integer nanoseconds, instants of host and true time since the Unix epoch. An
// offset is true time minus host time: add it to a host reading. A bound is the largest error the evidence allows.
// The package never sets a clock and asks for no privilege.
package offsets
