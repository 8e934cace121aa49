package filter

import (
	"math"
	"math/bits"

	"timesync/filter/timestamp/line"
	"timesync/filter/timestamp/read"
)

// role is a use that the configuration has for a key.
type role struct {
	slots  [2]int // of the key, and of its other spellings, if they count
	path   Path
	nested bool         // path names more than the key itself
	reader *read.Reader // of a time key; nil for a raw line
	weak   bool         // the time may be that of a thing which the record is about
}

// seek makes the roles of the keys that may hold a stamp, in the order of the search. Raw lines
// come before the names that say little.
func (f *Filter) seek() error {
	micros, err := read.New(f.config.reading([]string{"epoch_us"}))
	if err != nil {
		return err
	}
	usual, weak := f.config.usualKeys()
	for _, path := range append(usual, f.config.TimeKeys...) {
		f.addRole(role{path: path, reader: f.readerOf(path, micros)})
	}
	for _, path := range f.config.ScanKeys {
		f.addRole(role{path: path})
	}
	for _, path := range weak {
		f.addRole(role{path: path, reader: f.reader, weak: true})
	}
	f.streams = newStreams(len(f.sought))
	return nil
}

// usualKeys are the time keys of an instance that was told none: first those whose time is the
// record's own, then those whose time may be that of a thing which it is about.
func (c *Config) usualKeys() (own, weak []Path) {
	if c.TimeKeys != nil {
		return nil, nil
	}
	for _, key := range line.TimeKeys {
		if path := (Path{[]byte(key.Name)}); key.Trust == line.Creation {
			weak = append(weak, path)
		} else {
			own = append(own, path)
		}
	}
	return own, weak
}

// readerOf returns the reader of a time key: micros for journald's own times, in microseconds
// whatever time_format says (systemd.journal-fields(7)).
func (f *Filter) readerOf(key Path, micros *read.Reader) *read.Reader {
	switch key.String() {
	case "_SOURCE_REALTIME_TIMESTAMP", "__REALTIME_TIMESTAMP":
		return micros
	}
	return f.reader
}

func (f *Filter) addRole(r role) {
	name := r.path[0]
	r.nested = len(r.path) > 1
	r.slots[0] = f.keys.add(name)
	if f.config.TimeKeys == nil && r.reader != nil {
		r.slots[1] = f.keys.addOthers(name)
	}
	for _, slot := range r.slots {
		f.keys.roles[slot] |= 1 << min(len(f.sought), lastRole)
	}
	f.sought = append(f.sought, r)
}

// Roles are bits of one word, in the order of the search; the last bit stands for all the roles
// from it on. With it a record's own few keys are looked at, not each of the fifty names that a
// stamp may have.
const lastRole = 63

// next returns the first role from a number on that the record may have, or one that there is not.
func (p *places) next(from int) int {
	if from > lastRole {
		return from
	}
	if rest := p.roles >> from; rest != 0 {
		return from + bits.TrailingZeros64(rest)
	}
	return math.MaxInt
}
