//go:build fault

package main

import "bytes"

// fault panics on a chunk that asks for it. Only the object that the tests build
// with the tag "fault" has it: it shows what a bug in the filter would do.
func fault(chunk []byte) {
	if bytes.Contains(chunk, []byte("timesync-fault")) {
		panic("a fault that the record asked for")
	}
}
