package ntpserver

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// The instants and bit patterns are those of RFC 5905 figure 4 and its text.
func TestWireTime(t *testing.T) {
	for _, c := range []struct {
		at   time.Time
		want uint64
	}{
		{time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), 0},
		{time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), 2_208_988_800 << 32},
		{time.Date(1972, 1, 1, 0, 0, 0, 0, time.UTC), 2_272_060_800 << 32},
		{time.Date(1999, 12, 31, 23, 59, 59, 500_000_000, time.UTC), 3_155_673_599<<32 | 1<<31},
		{time.Date(2036, 2, 7, 6, 28, 15, 999_999_999, time.UTC), 0xffffffff_fffffffb},
		{time.Date(2036, 2, 7, 6, 28, 16, 0, time.UTC), 0}, // era 1
		{time.Date(2036, 2, 7, 6, 28, 16, 250_000_000, time.UTC), 1 << 30},
	} {
		assert.Equal(t, c.want, wireTime(c.at), "%v", c.at)
	}
}

func TestWireShort(t *testing.T) {
	assert.Equal(t, uint32(0), wireShort(0))
	assert.Equal(t, uint32(1), wireShort(time.Second/65536+1))
	assert.Equal(t, uint32(0x10000), wireShort(time.Second))
	assert.Equal(t, uint32(0x28000), wireShort(2500*time.Millisecond))
}
