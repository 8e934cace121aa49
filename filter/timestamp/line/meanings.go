package line

import (
	"slices"
	"strings"

	"timesync/filter/timestamp/keys"
)

// meaning is what a key of an object may be by its name.
type meaning struct {
	name      int // of keys.Times, else -1
	container int // of keys.Containers, else -1
	line      int // of keys.Lines, else -1
	exact     bool
	// severalWords: the name is not one that anything may have, as time and date are.
	severalWords bool
}

// priority is where a key stands in the order of the search, the first the lowest.
type priority uint32

// unranked is that of what is not searched.
const unranked = priority(1<<32 - 1)

// vocabulary is all that keys may mean.
type vocabulary struct {
	keys.Table
	meanings []meaning // by slot
	steps    [3][keys.Reception + 1]uint8
}

var known = makeVocabulary()

func makeVocabulary() *vocabulary {
	v := &vocabulary{meanings: make([]meaning, 1)}
	for i, step := range keys.Order {
		v.steps[step.Place][step.Trust] = uint8(i)
	}
	for i := range keys.Times {
		v.add(keys.Times[i].Name)
	}
	for i := range keys.Containers {
		v.add(keys.Containers[i].Name)
	}
	for _, name := range keys.Lines {
		v.Add([]byte(name), v.slot(name, true), false)
	}
	return v
}

// add gives slots to a name and its spellings.
func (v *vocabulary) add(name string) {
	v.Add([]byte(name), v.slot(name, true), false)
	for _, spelling := range keys.Spellings(name) {
		v.Add([]byte(spelling), v.slot(spelling, false), true)
	}
}

// slot makes one for a spelling: of each kind the first name that has it counts.
func (v *vocabulary) slot(spelling string, exact bool) int {
	m := meaning{
		name:      slices.IndexFunc(keys.Times, func(n keys.Name) bool { return isSpelt(n.Name, spelling) }),
		container: slices.IndexFunc(keys.Containers, func(c keys.Container) bool { return isSpelt(c.Name, spelling) }),
		line:      slices.Index(keys.Lines, spelling),
		exact:     exact,
	}
	if exact {
		if i := slices.IndexFunc(keys.Times, func(n keys.Name) bool { return n.Name == spelling }); i >= 0 {
			m.name = i
		}
	}
	if m.name >= 0 {
		m.severalWords = len(keys.Spellings(keys.Times[m.name].Name)) > 1
	}
	v.meanings = append(v.meanings, m)
	return len(v.meanings) - 1
}

func isSpelt(name, spelling string) bool {
	return slices.ContainsFunc(keys.Spellings(name), func(s string) bool { return strings.EqualFold(s, spelling) })
}

// mean returns what a key means, nil where it means nothing.
func (v *vocabulary) mean(key []byte) *meaning {
	if len(key) == 0 || !v.MayHold(key[0], key[len(key)-1], byte(len(key))) {
		return nil
	}
	if slot := v.Slot(key); slot != keys.None {
		return &v.meanings[slot]
	}
	return nil
}

// priorityIn returns the priority of a key in a container, -1 for the top level.
func (m *meaning) priorityIn(container int) priority {
	place, trust, name := keys.Top, keys.Line, m.line
	if container >= 0 {
		place = keys.Containers[container].Place
	}
	switch {
	case m.name >= 0:
		trust, name = keys.Times[m.name].Trust, m.name
	case m.line < 0 || place != keys.Top && keys.Lines[m.line] != keys.NestedLine:
		return unranked
	}
	r := priority(known.steps[place][trust])<<24 | priority(container+1)<<16 | priority(name)<<1
	if !m.exact {
		r++
	}
	return r
}

// step returns the step that a priority is of.
func (r priority) step() keys.Step { return keys.Order[r>>24] }

// container returns the container that a priority is of, nil on the top level.
func (r priority) container() *keys.Container {
	if i := int(r>>16&0xff) - 1; i >= 0 {
		return &keys.Containers[i]
	}
	return nil
}

// name returns the name of keys.Times that a priority is of, if its step is of one.
func (r priority) name() string { return keys.Times[r&0xffff>>1].Name }

// trustOf returns how far a key of a pair is believed. ok is false where it is no key of time.
func trustOf(key []byte) (trust keys.Trust, ok bool) {
	m := known.mean(key)
	if m == nil || m.name < 0 {
		return 0, false
	}
	return keys.Times[m.name].Trust, true
}
