package bench

import (
	"testing"
	"unsafe"

	"github.com/fluent/fluent-bit-go/output"
)

// decodeAll reads a chunk as plugins in Go usually do: by fluent-bit-go's decoder, which wants a C
// pointer.
func decodeAll(b *testing.B, chunk []byte, records int) {
	decoder := output.NewDecoder(unsafe.Pointer(&chunk[0]), len(chunk))
	for range records {
		if status, _, _ := output.GetRecord(decoder); status != 0 {
			b.Fatalf("decoding: status %d", status)
		}
	}
}
