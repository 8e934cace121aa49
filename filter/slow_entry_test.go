package filter

import (
	"slices"
	"strings"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/entry"
	"timesync/filter/timestamp/keys"
)

// owns reports whether the time under a key is the record's own by what stands beside it.
func (e *slowEvent) owns(key slowKey) bool {
	isSure := key.step.Place == keys.Top && key.step.Trust == keys.Own
	switch {
	case key.step.Trust == keys.Line, isSure && key.name != "date":
		return true
	case e.has(false, nil, entry.Things...):
		return false
	}
	return isSure || !e.isEntry() || key.name == "created" && e.has(false, nil, "levelname") ||
		key.ofEntry && key.step.Trust == keys.Own
}

// isEntry reports whether the record is a log entry.
func (e *slowEvent) isEntry() bool {
	return e.has(true, nil, entry.Texts...) && slices.ContainsFunc(entry.Marks, func(mark entry.Mark) bool {
		return e.has(false, mark.Values, mark.Name)
	})
}

// has reports whether the record has one of some names, in any case, with a string under it if isText,
// and with one of some values unless they are nil.
func (e *slowEvent) has(isText bool, values []string, names ...string) bool {
	return slices.ContainsFunc(e.body.pairs, func(pair [2][]byte) bool {
		return slices.Contains(names, strings.ToLower(string(text(pair[0])))) && (!isText || text(pair[1]) != nil) &&
			(values == nil || slices.Contains(values, strings.ToLower(string(text(pair[1])))))
	})
}

func (e *slowEvent) attests(stamp timestamp.Stamp) bool {
	between := stamp.Nanos - e.nanos()
	return e.nanos() != 0 && between >= -1e9 && between <= 1e9
}

func (e *slowEvent) nanos() int64 {
	word, _ := eventTimeAt(e.time, 0)
	return int64(word>>32)*1e9 + int64(uint32(word))
}
