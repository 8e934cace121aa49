// Package timestamp is the vocabulary of the packages below it: a Stamp that was read, the Reason
// why a text was not read, and where a stamp's zone came from. A text is read right or not at all;
// instants are int64 nanoseconds since 1970-01-01 UTC, never floats.
//
// Reading is in layers, each of which knows the ones to its right and none to its left:
//
//	line -> read -> internal/strptime -> internal/form
//	     -> stream, internal/doubt, internal/epoch -> zone -> internal/scan, internal/calendar
//
// Package iso writes stamps. None of them knows msgpack, NTP, or the records that stamps stand in,
// and a recognised stamp costs no allocation.
package timestamp
