package filter

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/tinylib/msgp/msgp"
)

// mixedChunk has all that a chunk may hold, in both forms and header sizes.
func mixedChunk() []byte {
	bodies := [][]byte{
		pairs("time", "2024-03-05T10:11:12.123Z", "log", "x"),
		pairs("log", "2024-03-05 10:11:12,123 INFO x", "deep", map[string]any{"a": []any{1, "b", nil, 2.5}}),
		pairs("time", "02/03/2024 10:11:12"),
		pairs("a", msgp.Raw{0xc4, 2, 1, 2}, "b", msgp.Raw{0xd4, 5, 1}, "c", msgp.Raw{0xc7, 3, 7, 1, 2, 3}, "d", true),
		appendValue(nil, []any{1, 2}),
		appendValue(nil, nil),
		pairs(),
	}
	var chunk []byte
	for i, body := range bodies {
		chunk = forms[i%len(forms)].append(chunk, ingested, noMetadata, body)
	}
	return chunk
}

// A chunk may end anywhere: what is whole is rewritten, the rest passes as it is.
func TestEveryTruncation(t *testing.T) {
	chunk, f := mixedChunk(), newFilter(t, nil)
	for n := range len(chunk) + 1 {
		whole, rest := decode(chunk[:n])
		out, changed := f.Rewrite(chunk[:n], testTag, fixedView(testOffset), LocalClock)
		require.EqualValues(t, len(whole), f.Tally().Records(), "cut at %d", n)
		if !changed {
			continue
		}
		require.True(t, bytes.HasSuffix(out, rest), "cut at %d", n)
		events, _ := decode(out[:len(out)-len(rest)])
		require.Len(t, events, len(whole), "cut at %d", n)
	}
}

// What is not changed is the same byte for byte, and nothing changed is nothing
// written.
func TestUntouched(t *testing.T) {
	f := newFilter(t, func(c *Config) { c.SetEventTime, c.TimeKeys, c.ScanKeys = false, []Path{}, nil; c.OutputKey = "a" })
	at := time.Date(2024, 3, 5, 10, 11, 12, 0, time.UTC)
	var chunk []byte
	for _, form := range forms {
		chunk = form.append(chunk, at, noMetadata, pairs("a", "2024-03-05T10:11:12.000000000Z", "x", 1))
		chunk = form.append(chunk, at, noMetadata, appendValue(nil, "no map"))
	}
	out, changed := f.Rewrite(chunk, testTag, fixedView(0), LocalClock)
	require.False(t, changed)
	require.Nil(t, out)
	require.EqualValues(t, 8, f.Tally().Outcomes[Untouched])
}

// A chunk costs no allocation once the buffers have their size.
func TestNoAllocations(t *testing.T) {
	chunk, f, view := mixedChunk(), newFilter(t, func(c *Config) { c.Details, c.KeepOriginal, c.RewriteLine = true, "was", true }), fixedView(testOffset)
	rewrite := func() {
		if _, changed := f.Rewrite(chunk, testTag, view, LocalClock); !changed {
			t.Fatal("nothing was rewritten")
		}
	}
	rewrite()
	require.Zero(t, testing.AllocsPerRun(100, rewrite))
}

// skip agrees with another library on every object, whole and cut.
func TestSkip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		object := randomObject(random, 4)
		require.Equal(t, len(object), skip(object, 0))
		require.Equal(t, -1, skip(object[:random.IntN(len(object))], 0))
	}
	for lead := range 256 {
		for _, fill := range []byte{1, 0xff} { // 0xff: lengths up to 4 GiB, which are only declared
			b := append([]byte{byte(lead)}, bytes.Repeat([]byte{fill}, 300)...)
			rest, err := msgp.Skip(b)
			want := len(b) - len(rest)
			if err != nil {
				want = -1
			}
			require.Equal(t, want, skip(b, 0), "lead byte %#x before %#x", lead, fill)
		}
	}
}

// lengths lie on both sides of each border of a size class. What needs four bytes takes the time of
// all others together, and is rare.
var lengths = []int{0, 1, 31, 32, 33, 127, 255, 256, 300, 65535, 65536, 70000}

func randomLength(random *rand.Rand) int {
	if random.IntN(64) == 0 {
		return lengths[random.IntN(len(lengths))]
	}
	return random.IntN(lengths[len(lengths)-4])
}

// randomObject is one msgpack object with all kinds of objects inside.
func randomObject(random *rand.Rand, depth int) []byte {
	switch kind := random.IntN(11); {
	case kind == 0 && depth > 0:
		b := msgp.AppendArrayHeader(nil, 3)
		for range 3 {
			b = append(b, randomObject(random, depth-1)...)
		}
		return b
	case kind == 1 && depth > 0:
		b := msgp.AppendMapHeader(nil, 20)
		for range 40 {
			b = append(b, randomObject(random, depth-2)...)
		}
		return b
	case kind == 2:
		return msgp.AppendString(nil, string(make([]byte, randomLength(random))))
	case kind == 3:
		return msgp.AppendBytes(nil, make([]byte, randomLength(random)))
	case kind == 4:
		return append([]byte{0xc8, 0, 2, 9}, 1, 2)
	case kind == 5:
		return msgp.AppendFloat64(nil, random.Float64())
	case kind == 6:
		return msgp.AppendNil(nil)
	}
	return msgp.AppendInt64(nil, int64(random.Uint64())>>random.IntN(64))
}

// Whatever the clock's offset does that keeps true time from going back, what is written never goes
// back, and the mark gives back what was read: rounded, cut, moved and not.
func TestOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, precision := range []Precision{PrecisionKeep, 0, 3, 6, 9} {
		f := newFilter(t, func(c *Config) { c.Precision, c.Reference, c.Window = precision, 0, Window{} })
		at, offset, last := ingested, time.Duration(0), time.Time{}
		for range 5000 {
			step := time.Duration(random.Int64N(int64(2 * time.Millisecond)))
			switch slew := min(step/2, offset.Abs()); random.IntN(4) {
			case 0: // the offset goes back to nothing
				offset -= slew * time.Duration(1-2*min(1, 1&int64(offset>>63)))
			case 1:
				offset += time.Duration(random.Int64N(int64(step)+1)) - step/2
			}
			at = at.Add(step)
			out, changed := f.Rewrite(forms[0].append(nil, at, noMetadata, pairs("n", 1)), testTag, fixedView(offset), LocalClock)
			require.True(t, changed)
			events, _ := decode(out)
			written := events[0].at()
			require.False(t, written.Before(last), "precision %d: %v is written before %v", precision, written, last)
			last = written
			mark, marked := events[0].Metadata.(map[string]any)["timesync"].(int64)
			require.Equal(t, offset != 0, marked)
			if marked {
				require.Equal(t, at, written.Add(-time.Duration(mark)))
			}
		}
	}
}
