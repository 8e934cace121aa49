package filter

import (
	"math"
	"math/bits"

	"timesync/filter/timestamp/entry"
	"timesync/filter/timestamp/keys"
	"timesync/filter/timestamp/read"
)

// role is a use that the configuration has for a key: the value of a time key, a raw line, or a
// step of the search into containers.
type role struct {
	slots  [2]int // of the key, and of its other spellings, if they count
	path   Path
	nested bool         // path names more than the key itself
	reader *read.Reader // of a time key, else nil
	step   keys.Step    // of the search, the surest for keys that the configuration names
	others bool         // the other members of the record tell whether the time is its own
	fixed  bool         // backends map the value as it is: it is read, never overwritten
	below  *below       // of a step into containers, which has no key of its own, else nil
}

// below is a step into the maps that are known to hold records' times, one level down.
type below struct {
	containers []inside // in the order of the search
	roles      []int    // whose keys are looked for in them
}

// inside is a container, and a slot of its name.
type inside struct {
	slot      int
	container *keys.Container
}

// roles are those of the keys that may hold a stamp, in the order of the search and without their
// slots. micros reads epochs in microseconds.
func (c *Config) roles(reader, micros *read.Reader) (sought []role) {
	if c.TimeKeys != nil {
		for _, path := range c.TimeKeys {
			sought = append(sought, newTimeRole(path, reader, micros))
		}
		return append(sought, c.lineRoles()...)
	}
	for _, step := range keys.Order {
		switch {
		case step.Place != keys.Top:
			sought = append(sought, role{step: step, below: &below{}})
		case step.Trust == keys.Line:
			sought = append(sought, c.lineRoles()...)
		default:
			sought = append(sought, usualRoles(step, reader, micros)...)
		}
	}
	return sought
}

// usualRoles are those of the time keys of an instance that was told none.
func usualRoles(step keys.Step, reader, micros *read.Reader) (sought []role) {
	for _, name := range keys.Times {
		if name.Trust == step.Trust {
			r := newTimeRole(Path{[]byte(name.Name)}, reader, micros)
			r.step, r.others = step, entry.MayBeOthers(step, name.Name)
			sought = append(sought, r)
		}
	}
	return sought
}

func (c *Config) lineRoles() (sought []role) {
	for _, path := range c.ScanKeys {
		sought = append(sought, newRole(path))
	}
	return sought
}

func newRole(path Path) role { return role{path: path, nested: len(path) > 1} }

func newTimeRole(path Path, reader, micros *read.Reader) role {
	r := newRole(path)
	if r.reader = reader; isJournald(path) {
		r.reader, r.fixed = micros, true
	}
	return r
}

// isJournald reports whether a key is one of journald's own times, which are in microseconds
// whatever time_format says (systemd.journal-fields(7)).
func isJournald(key Path) bool {
	name := key.String()
	return name == "_SOURCE_REALTIME_TIMESTAMP" || name == "__REALTIME_TIMESTAMP"
}

// seek gives slots to the keys of roles: to other spellings of the time keys, too, if anyCase. The
// containers come first, so that a key which may be one in any case is noted as that as well.
func (t *keyTable) seek(sought []role, anyCase bool) {
	t.seekBelow(sought)
	for i := range sought {
		r := &sought[i]
		if r.below != nil {
			continue
		}
		r.slots[0] = t.add(r.path[0])
		if anyCase && r.reader != nil {
			r.slots[1] = t.addOthers(r.path[0])
		}
		for _, slot := range r.slots {
			t.roles[slot].add(i)
		}
	}
}

// seekBelow gives slots to the containers, and tells the steps which keys they are for.
func (t *keyTable) seekBelow(sought []role) {
	containers := map[keys.Place][]inside{}
	for i := range sought {
		below, step := sought[i].below, sought[i].step
		if below == nil {
			continue
		}
		if below.roles = rolesBelow(sought, step.Trust); len(below.roles) == 0 {
			continue
		}
		if containers[step.Place] == nil {
			containers[step.Place] = t.containers(step.Place)
		}
		below.containers = containers[step.Place]
		for _, in := range below.containers {
			t.inside[in.slot].add(i)
		}
	}
}

func (t *keyTable) containers(place keys.Place) (all []inside) {
	for i := range keys.Containers {
		if c := &keys.Containers[i]; c.Place == place {
			all = append(all, inside{t.add([]byte(c.Name)), c}, inside{t.addOthers([]byte(c.Name)), c})
		}
	}
	return all
}

// rolesBelow are the roles of the names of one trust.
func rolesBelow(sought []role, trust keys.Trust) (roles []int) {
	names := map[string]bool{keys.NestedLine: trust == keys.Line}
	for _, name := range keys.Times {
		names[name.Name] = name.Trust == trust
	}
	for i := range sought {
		if k := &sought[i]; k.below == nil && !k.nested && names[string(k.path[0])] {
			roles = append(roles, i)
		}
	}
	return roles
}

// roleSet has a bit for each role, in the order of the search; the last bit stands for all the roles
// from it on. With it a record's own few keys are looked at, not each of the names that a stamp may
// have.
type roleSet [4]uint64

const lastRole = len(roleSet{})*64 - 1

func (s *roleSet) add(i int) {
	i = min(i, lastRole)
	s[i/64] |= 1 << (i % 64)
}

// roleBits are the roles of one key, which mostly are one: bits of one word of a set, and the rest.
type roleBits struct {
	word uint8
	bits uint64
	rest *roleSet // nil: all are in that word
}

func (r *roleBits) add(i int) {
	i = min(i, lastRole)
	switch word := uint8(i / 64); {
	case r.bits == 0 || r.word == word:
		r.word, r.bits = word, r.bits|1<<(i%64)
	case r.rest == nil:
		r.rest = &roleSet{}
		fallthrough
	default:
		r.rest.add(i)
	}
}

func (s *roleSet) unite(r *roleBits) {
	s[r.word&3] |= r.bits
	if r.rest != nil {
		for i, word := range r.rest {
			s[i] |= word
		}
	}
}

// meets reports whether the set has the only role of a key.
func (s *roleSet) meets(r *roleBits) bool { return s[r.word&3]&r.bits != 0 }

// next returns the first role from a number on that the record may have, or one that there is not.
func (p *places) next(from int) int {
	if from > lastRole {
		return from
	}
	rest := p.roles[from/64] >> (from % 64)
	if rest != 0 {
		return from + bits.TrailingZeros64(rest)
	}
	for i := from/64 + 1; i < len(p.roles); i++ {
		if p.roles[i] != 0 {
			return i*64 + bits.TrailingZeros64(p.roles[i])
		}
	}
	return math.MaxInt
}
