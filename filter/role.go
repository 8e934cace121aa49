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
	fixed  bool         // backends map the value as it is: it is read, never overwritten
}

// roles are those of the keys that may hold a stamp, in the order of the search and without their
// slots. Raw lines come before the names that say little. micros reads epochs in microseconds.
func (c *Config) roles(reader, micros *read.Reader) (sought []role) {
	own, weak := c.usualKeys()
	for _, path := range append(own, c.TimeKeys...) {
		r := newRole(path)
		if r.reader = reader; isJournald(path) {
			r.reader, r.fixed = micros, true
		}
		sought = append(sought, r)
	}
	for _, path := range c.ScanKeys {
		sought = append(sought, newRole(path))
	}
	for _, path := range weak {
		r := newRole(path)
		r.reader, r.weak = reader, true
		sought = append(sought, r)
	}
	return sought
}

func newRole(path Path) role { return role{path: path, nested: len(path) > 1} }

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

// isJournald reports whether a key is one of journald's own times, which are in microseconds
// whatever time_format says (systemd.journal-fields(7)).
func isJournald(key Path) bool {
	name := key.String()
	return name == "_SOURCE_REALTIME_TIMESTAMP" || name == "__REALTIME_TIMESTAMP"
}

// seek gives slots to the keys of roles: to other spellings of the time keys, too, if anyCase.
func (t *keyTable) seek(sought []role, anyCase bool) {
	for i := range sought {
		r := &sought[i]
		r.slots[0] = t.add(r.path[0])
		if anyCase && r.reader != nil {
			r.slots[1] = t.addOthers(r.path[0])
		}
		for _, slot := range r.slots {
			t.roles[slot] |= 1 << min(i, lastRole)
		}
	}
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
