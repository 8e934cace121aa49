package filter

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"
)

// TestUsual: what the ways for usual records write is what the general way does, byte for byte.
func TestUsual(t *testing.T) {
	random, view := rand.New(rand.NewPCG(25, 26)), fixedView(testOffset)
	for range 100 {
		configure := randomOutput(random)
		usual, general := newFilter(t, configure), newFilter(t, configure)
		general.emitter.usual = false
		for range 100 {
			chunk, owner := usualChunk(random), ClockOwner(random.IntN(4))
			want, wantChanged := general.Rewrite(chunk, testTag, view, owner)
			out, changed := usual.Rewrite(chunk, testTag, view, owner)
			require.Equal(t, want, out, "%q", chunk)
			require.Equal(t, wantChanged, changed)
			require.Equal(t, general.Tally(), usual.Tally())
		}
	}
}

// randomOutput says what is written, within what usual ways serve.
func randomOutput(random *rand.Rand) func(*Config) {
	precision, isRetimed, rewritesLine, marks := Precision(random.IntN(11)-1), random.IntN(2) == 0, random.IntN(4) == 0, random.IntN(4) > 0
	return func(c *Config) {
		c.Precision, c.RewriteLine, c.Mark = precision, rewritesLine, marks
		if isRetimed {
			c.OnError = RetimeRecord
		}
	}
}

// usualChunk is one of a few records that are usual, or nearly.
func usualChunk(random *rand.Rand) (chunk []byte) {
	for range 1 + random.IntN(3) {
		metadata := [][]byte{noMetadata, noMetadata, {map32, 0, 0, 0, 0}, pairs("a", 1)}[random.IntN(4)]
		chunk = forms[random.IntN(len(forms))].append(chunk, ingested, metadata, usualBody(random))
	}
	return chunk
}

// usualBody is a body with a stamp under one key or none, and up to 17 others.
func usualBody(random *rand.Rand) []byte {
	stamps := []string{"2024-03-05 10:11:12", "2024-03-05T10:11:12.123Z", "2024-03-05T10:11:12.000000Z", "2024-03-05T10:11:12.123456789012+02:00", "2024-02-30T10:11:12Z", "1709633472123", "none"}
	key, stamp := []string{"time", "log", "a", "timestamp", "Timestamp", "__REALTIME_TIMESTAMP"}[random.IntN(6)], stamps[random.IntN(len(stamps))]
	if key == "log" {
		stamp += " INFO served in 12 ms"
	}
	entries := make([]any, 0, 40)
	for range []int{random.IntN(4), 13, 14, 15, 16}[random.IntN(5)] {
		entries = append(entries, "n", random.IntN(1000))
	}
	for range 1 + random.IntN(9)/8 {
		entries = slices.Insert(entries, random.IntN(len(entries)/2+1)*2, any(key), written(random, stamp))
	}
	if random.IntN(8) == 0 {
		entries = append(entries, "timestamp", 5)
	}
	return withHeader(pairs(entries...), random.IntN(3))
}

// written is a text with its shortest header, or a longer one.
func written(random *rand.Rand, text string) any {
	if random.IntN(6) == 0 {
		return msgp.Raw(append([]byte{str8, byte(len(text))}, text...))
	}
	return text
}

// withHeader gives a map another header: 0 leaves it, 1 makes it that of 2.2 to 5.1, 2 one of two bytes.
func withHeader(body []byte, which int) []byte {
	count, rest, _ := msgp.ReadMapHeaderBytes(body)
	switch which {
	case 1:
		return append(binary.BigEndian.AppendUint32([]byte{map32}, count), rest...)
	case 2:
		return append(binary.BigEndian.AppendUint16([]byte{map16}, uint16(count)), rest...)
	}
	return body
}
