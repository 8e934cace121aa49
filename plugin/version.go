package main

import "time"

// version and built are set by the Makefile (-ldflags -X): the version, and the
// date of the newest change in it as RFC 3339. Neither changes afterwards.
var (
	version = "0.0.0-dev"
	built   = "2026-11-01T00:00:00Z"
)

// builtAt is built in ns since 1970: a clock that says less than that is wrong.
func builtAt() int64 {
	at, err := time.Parse(time.RFC3339, built)
	if err != nil {
		return 0
	}
	return at.UnixNano()
}
