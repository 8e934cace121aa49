package filter

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter/internal/mutation"
	"timesync/filter/timestamp/entry"
	"timesync/filter/timestamp/keys"
	"timesync/filter/timestamp/read"
	"timesync/offsets/timemap"
)

// chunkInput is what FuzzRewrite is given.
type chunkInput struct {
	chunk  string
	offset int64
}

// mutationOffsets are few, since to make a view takes longer than to rewrite a record.
var mutationOffsets = []int64{0, 0, 1, -1, 999_999, int64(testOffset), -int64(testOffset), int64(time.Hour), -int64(time.Hour), 7}

// TestMutations runs the body of FuzzRewrite on random chunks whose texts are changed stamps; see
// package mutation.
func TestMutations(t *testing.T) {
	prototype, views := newFilter(t, nil), map[int64]*timemap.View{}
	for _, offset := range mutationOffsets {
		views[offset] = fixedView(time.Duration(offset))
	}
	seeds := []string{
		"2024-06-14T10:11:12.123Z", "2024-06-14T10:11:12.123456789+02:00", "2024-06-14 10:11:12,123 INFO  [main] x", "2024-06-14",
		"<34>Jun 14 10:11:12 host sshd[42]: x", "Fri Jun 14 10:11:12.123456 2024", "Fri, 14 Jun 2024 10:11:12 +0200",
		`10.0.0.1 - - [14/Jun/2024:10:11:12 +0200] "GET / HTTP/1.1" 200 5`, "02/03/2024 10:11:12", "13/03/2024 10:11:12", "1718359872.123456",
		"1718359872123", "1718359872123456", "no stamp", "", "10:11:12 x", `{"time":"2024-06-14T10:11:12Z"}`, "2024-06-14T10:11:60Z",
	}
	mutation.Run(t, 5_000, seeds, randomChunk, func(t testing.TB, x chunkInput) bool {
		return checkRewrite(t, unused(t, prototype), views[x.offset], []byte(x.chunk), x.offset)
	})
}

// unused is a filter like a prototype that has rewritten nothing, made in less time than by New.
func unused(t testing.TB, prototype *Filter) *Filter {
	f := *prototype
	find := &f.finder
	var err error
	if find.reader, err = read.New(f.config.reading(nil)); err != nil {
		t.Fatal(err)
	}
	find.sought = slices.Clone(find.sought)
	for i := range find.sought {
		if find.sought[i].reader == prototype.finder.reader {
			find.sought[i].reader = find.reader
		}
	}
	find.streams, find.zones.reader = newStreams(len(find.sought)), find.reader
	f.found, find.inner = newPlaces(len(f.keys.roles)), newPlaces(len(f.keys.roles))
	return &f
}

// randomChunk is one of a few events, most often as Fluent Bit would write them.
func randomChunk(m *mutation.Mutator) chunkInput {
	var chunk []byte
	for range 1 + m.IntN(4) {
		at := ingested
		if m.IntN(16) == 0 {
			at = time.Unix(math.MaxUint32-int64(m.IntN(3)), 0) // a mark of groups
		}
		chunk = forms[m.IntN(len(forms))].append(chunk, at, randomMetadata(m), randomBody(m))
	}
	x := chunkInput{string(chunk), mutationOffsets[m.IntN(len(mutationOffsets))]}
	if m.IntN(4) == 0 {
		x.chunk = m.Change(x.chunk)
	}
	return x
}

func randomMetadata(m *mutation.Mutator) []byte {
	if m.IntN(2) == 0 {
		return noMetadata
	}
	var entries []any
	for range m.IntN(3) {
		entries = append(entries, []string{"otlp", "timesync", "schema", "x"}[m.IntN(4)], []any{1, -5, "otlp", nil, int64(1) << 40}[m.IntN(5)])
	}
	return pairs(entries...)
}

func randomBody(m *mutation.Mutator) []byte {
	if m.IntN(16) == 0 {
		return [][]byte{appendValue(nil, []any{1, 2}), appendValue(nil, nil), appendValue(nil, m.Text())}[m.IntN(3)]
	}
	var entries []any
	for range m.IntN(5) {
		key := randomKey(m)
		if m.IntN(5) == 0 {
			entries = append(entries, anyCase(m, keys.Containers[m.IntN(len(keys.Containers))].Name), msgp.Raw(pairs(randomKey(m), randomValue(m), randomKey(m), randomValue(m))))
			continue
		}
		entries = append(entries, key, randomValue(m))
	}
	return pairs(entries...)
}

func randomKey(m *mutation.Mutator) string {
	return []string{anyCase(m, keys.Times[m.IntN(len(keys.Times))].Name), keys.Lines[m.IntN(len(keys.Lines))], "time", "log", "a",
		anyCase(m, entry.Marks[m.IntN(len(entry.Marks))].Name), entry.Things[m.IntN(len(entry.Things))]}[m.IntN(7)]
}

// anyCase changes the case of a name, or how its words are joined.
func anyCase(m *mutation.Mutator, name string) string {
	all := keys.Spellings(name)
	name = all[m.IntN(len(all))]
	switch m.IntN(6) {
	case 0:
		return strings.ToLower(name)
	case 1:
		return strings.ToUpper(name)
	case 2:
		return strings.ToUpper(name[:1]) + name[1:]
	}
	return name
}

func randomValue(m *mutation.Mutator) any {
	switch m.IntN(12) {
	case 0:
		return []int64{1718359872, 1718359872123, 1718359872123456, 1718359872123456789, 0, -1, math.MaxInt64, int64(m.Uint64())}[m.IntN(8)]
	case 1:
		return []float64{1718359872.5, 1718359872123.25, math.NaN(), math.Inf(1), 1e300, -0.5}[m.IntN(6)]
	case 2:
		return []any{nil, true, []byte("2024-06-14"), map[string]any{"time": m.Text()}, []any{m.Text()}, msgp.Raw(ingestedExt)}[m.IntN(6)]
	}
	return m.Text()
}

// ingestedExt is an event time as a value.
var ingestedExt = binary.BigEndian.AppendUint64([]byte{0xd7, 0}, 1718359872<<32|5)
