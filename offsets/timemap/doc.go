// Package timemap is the map from host time to true time.
//
//	Map        segments between discontinuities of the host clock, under construction
//	Segment    a chain of knots; within one, order is kept
//	Knot       where a straight line begins that leads to the next knot
//	View       an immutable snapshot of a Map; its Lookup is pure, lock-free and allocates nothing
//
// It knows instants, offsets, bounds and what to say of an instant that lies in two segments, in
// none, or before all of them. It knows nothing of servers, measurements or policies, reads no
// clock and writes no file.
//
// Units: instants and durations are integer nanoseconds, instants of host and true time since the
// Unix epoch. An offset is true time minus host time: add it to a host reading. A bound is the
// largest error the evidence allows.
package timemap
