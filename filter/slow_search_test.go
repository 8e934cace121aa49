package filter

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/tinylib/msgp/msgp"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/keys"
	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
	"timesync/filter/timestamp/stream"
)

// What the oracle of FuzzRewrite looks for, and where.

// slowKey is a key that the body or a container has and that may hold a stamp.
type slowKey struct {
	name  string // as the table has it
	step  keys.Step
	place slowPlace
	// ofEntry: the container has the time of a log entry, too.
	ofEntry bool
	value   []byte
}

// search returns the stamp and where it stands.
func (e *slowEvent) search(f *Filter, offset int64) (timestamp.Stamp, slowPlace, timestamp.Reason) {
	stamp, place, reason, memory := e.find(f)
	latest := f.config.Reference
	if memory == nil { // an event time
		latest = time.Now().UnixNano()
	}
	if reason == timestamp.Read && stamp.Nanos+offset > latest+int64(24*time.Hour) {
		reason = timestamp.OutsideWindow
	}
	if reason == timestamp.Read {
		memory.Note(stamp.Nanos)
	}
	return stamp, place, reason
}

func (e *slowEvent) find(f *Filter) (timestamp.Stamp, slowPlace, timestamp.Reason, *stream.Stream) {
	known := e.knownKeys()
	for i, key := range known {
		stamp, reason, memory := e.value(f, key)
		switch {
		case reason == timestamp.NoStamp, key.isWhole() && stamp.DateOnly, !e.owns(key) && !(reason == timestamp.Read && e.attests(stamp)):
		case reason == timestamp.Read && stamp.DateOnly:
			if stamp, place, reason, memory := e.complete(f, known, i, stamp, memory); reason != timestamp.NoStamp {
				return stamp, place, reason, memory
			}
			return e.eventTime(f)
		default:
			return stamp, key.written(), reason, memory
		}
	}
	return e.eventTime(f)
}

func (e *slowEvent) eventTime(f *Filter) (timestamp.Stamp, slowPlace, timestamp.Reason, *stream.Stream) {
	stamp, reason := slowValue(f, f.finder.reader, e.time, nil)
	return stamp, noPlace, reason, nil
}

// isWhole reports whether a date alone says nothing under the key, so that it is half of no stamp.
func (k *slowKey) isWhole() bool { return k.step.IsWeak() || k.place.inner != noPair }

// written is where a stamp under the key is written.
func (k *slowKey) written() slowPlace {
	if k.step.Trust == keys.Line {
		return noPlace
	}
	return k.place
}

// complete is what becomes of a date without time of day under a known key.
func (e *slowEvent) complete(f *Filter, known []slowKey, number int, date timestamp.Stamp, memory *stream.Stream) (timestamp.Stamp, slowPlace, timestamp.Reason, *stream.Stream) {
	for _, key := range known {
		if clock := text(key.value); key.step.Place == keys.Top && key.step.Trust != keys.Line && read.LooksLikeTimeOfDay(clock) {
			joined := msgp.AppendString(nil, string(text(known[number].value))+" "+string(clock))
			stamp, reason := slowValue(f, f.finder.reader, joined, memory)
			if reason == timestamp.NoStamp {
				reason = timestamp.Malformed
			}
			return stamp, known[number].place, reason, memory
		}
	}
	for _, key := range known[number+1:] {
		if key.step.IsWeak() {
			break
		}
		if stamp, reason, memory := e.value(f, key); reason == timestamp.Read && !stamp.DateOnly && stamp.IsOfDay(&date) &&
			(e.owns(key) || e.attests(stamp)) {
			return stamp, key.written(), reason, memory
		}
	}
	return timestamp.Stamp{}, noPlace, timestamp.NoStamp, nil
}

// knownKeys lists the keys in the order of the search.
func (e *slowEvent) knownKeys() (known []slowKey) {
	for _, step := range keys.Order {
		if step.Place == keys.Top {
			known = append(known, e.body.keysOf(step, noPair)...)
			continue
		}
		for _, container := range keys.Containers {
			if container.Place != step.Place {
				continue
			}
			for _, pair := range e.body.spelt(container.Name) {
				if inner, _, _ := cutMap(e.body.pairs[pair][1]); inner.isMap {
					for _, key := range inner.keysOf(step, pair) {
						key.ofEntry = container.OfEntry
						known = append(known, key)
					}
				}
			}
		}
	}
	return known
}

// keysOf lists the keys of one trust: of each name the first pair that has it as it is in the table,
// then the first that has it in another spelling. outer is the pair that the map is the value of.
func (m *slowMap) keysOf(step keys.Step, outer int) (known []slowKey) {
	add := func(name string, pair int) {
		place := slowPlace{pair, noPair}
		if outer != noPair {
			place = slowPlace{outer, pair}
		}
		known = append(known, slowKey{name: name, step: step, place: place, value: m.pairs[pair][1]})
	}
	for _, name := range keys.Lines {
		if pair := m.exactly(name); step.Trust == keys.Line && pair != noPair && (outer == noPair || name == keys.NestedLine) {
			add(name, pair)
		}
	}
	for _, key := range keys.Times {
		if key.Trust == step.Trust {
			for _, pair := range m.spelt(key.Name) {
				add(key.Name, pair)
			}
		}
	}
	return known
}

// exactly is the last pair of a name.
func (m *slowMap) exactly(name string) (last int) {
	last = noPair
	for i, pair := range m.pairs {
		if isName(pair[0], name) {
			last = i
		}
	}
	return last
}

func isName(key []byte, name string) bool {
	return msgp.NextType(key) == msgp.StrType && string(text(key)) == name
}

// spelt lists the last pair that has a name as it is, and the last of the first other spelling of
// which no name before it has one.
func (m *slowMap) spelt(name string) (found []int) {
	if pair := m.exactly(name); pair != noPair {
		found = append(found, pair)
	}
	for _, pair := range m.pairs {
		if spelling := string(text(pair[0])); spelling != name && slowName(spelling) == name {
			return append(found, m.exactly(spelling))
		}
	}
	return found
}

// slowName returns the name of the tables that a key has, "" where it has none.
func slowName(key string) string {
	if names := slowNames(); isASCII(key) {
		return cmp.Or(names[key], names[strings.ToLower(key)])
	}
	return ""
}

// slowNames has the names of the tables as they are, and by their spellings in lower case.
var slowNames = sync.OnceValue(func() map[string]string {
	var all []string
	for _, key := range keys.Times {
		all = append(all, key.Name)
	}
	for _, container := range keys.Containers {
		all = append(all, container.Name)
	}
	names := map[string]string{}
	for _, name := range slices.Backward(all) {
		for _, spelling := range keys.Spellings(name) {
			names[strings.ToLower(spelling)] = name
		}
	}
	for _, name := range all {
		names[name] = name
	}
	return names
})

func isASCII(name string) bool {
	return !strings.ContainsFunc(name, func(c rune) bool { return c >= utf8.RuneSelf })
}

// value reads what stands under a key: a time, or a raw line.
func (e *slowEvent) value(f *Filter, key slowKey) (timestamp.Stamp, timestamp.Reason, *stream.Stream) {
	if key.step.Trust == keys.Line {
		memory := e.streams.of("line " + key.name)
		c := read.Context{Now: f.config.Reference, Stream: memory, Said: e.isEntry(), Event: e.nanos()}
		stamp, _, _, reason := line.FindBounded(f.finder.reader, text(key.value), line.Bounds{Text: f.config.ScanDepth, Keys: f.config.KeyDepth}, &c)
		return stamp, reason, memory
	}
	memory := e.streams.of("time " + key.name)
	stamp, reason := slowValue(f, slowReader(f, key.name), key.value, memory)
	return stamp, reason, memory
}

func slowValue(f *Filter, reader *read.Reader, value []byte, memory *stream.Stream) (stamp timestamp.Stamp, reason timestamp.Reason) {
	r := record{chunk: value, context: read.Context{Now: f.config.Reference, Stream: memory}}
	_, reason = f.finder.readValue(&r, reader, 0, &stamp)
	return stamp, reason
}

// slowReader is the reader of a key: journald's own times are in microseconds.
func slowReader(f *Filter, key string) *read.Reader {
	for i := range f.finder.sought {
		if k := &f.finder.sought[i]; k.below == nil && string(k.path[0]) == key && f.finder.sought[i].reader != nil {
			return f.finder.sought[i].reader
		}
	}
	return nil
}
