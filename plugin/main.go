// Command plugin is the shared object flb-filter_timesync.so: it translates
// between Fluent Bit's C callbacks and the packages filter and offsets. All cgo
// and all unsafe code of the project is here.
//
//	filter_timesync.c	Fluent Bit's callbacks, its registration
//	export.go        	what they call in Go
//	instance.go      	one configured filter
//	registry.go      	the clocks that instances share
//	hostlog.go       	messages to Fluent Bit's log
//	metrics.go       	values to Fluent Bit's metrics
package main

// Only the registration is visible outside: a name of ours must not meet one of the host's.

// #cgo CFLAGS: -fvisibility=hidden
import "C"

// A c-shared object has no main of its own.
func main() {}
