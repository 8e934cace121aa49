package filter

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/keys"
)

// entry returns what the members of a record tell of it.
func (f *finder) entry(r *record) *keys.Entry {
	if r.told {
		return &r.members
	}
	r.told, r.members = true, keys.Entry{}
	pairs, at, _ := mapAt(r.chunk, r.event.body)
	for ; pairs > 0; pairs-- {
		name, value, isString := stringAt(r.chunk, at)
		if !isString {
			value = skip(r.chunk, at)
		} else if value < len(r.chunk) {
			text, _, _ := stringAt(r.chunk, value)
			r.members.Note(name, text)
		}
		at = skip(r.chunk, value)
	}
	return &r.members
}

// isOwn reports whether the time found under the key of a role, in a container or on the top level, is
// the record's.
func (f *finder) isOwn(r *record, step keys.Step, c *keys.Container, k *role) bool {
	if f.entry(r).Owns(step, c, string(k.path[0])) {
		return true
	}
	r.context.Event = r.event.nanos()
	return r.finding.reason == timestamp.Read && r.context.Attests(r.finding.stamp.Nanos)
}
