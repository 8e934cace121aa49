// Package journal keeps maps on disk, append-only, so that a later process knows the offsets of the
// past.
//
//	Folder     where journals are kept, one for each key
//	Recorder   writes what is new in one map, a line a knot
//	History    what the journals tell of the past, read back
//
// It knows lines, checksums, days, locks and what to make of damage. It knows nothing of how a map
// comes about, of policies or servers (a key stands for them), and reads no clock.
package journal
