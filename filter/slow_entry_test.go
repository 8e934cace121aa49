package filter

import (
	"slices"
	"strings"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/keys"
)

// owns reports whether the time under a key is the record's own by what stands beside it.
func (e *slowEvent) owns(key slowKey) bool {
	isSure := key.step.Place == keys.Top && key.step.Trust <= keys.Line
	switch {
	case key.step.Trust == keys.Line, isSure && key.name != "date":
		return true
	case e.has(false, keys.Things...):
		return false
	}
	return isSure || !e.isEntry() || key.name == "created" && e.has(false, "levelname")
}

// isEntry reports whether the record is a log entry.
func (e *slowEvent) isEntry() bool {
	var marks []string
	for _, mark := range keys.EntryMarks {
		marks = append(marks, mark.Name)
	}
	return e.has(true, keys.EntryTexts...) && e.has(false, marks...)
}

// has reports whether the record has one of some names, in any case, with a string under it if isText.
func (e *slowEvent) has(isText bool, names ...string) bool {
	return slices.ContainsFunc(e.body.pairs, func(pair [2][]byte) bool {
		return slices.Contains(names, strings.ToLower(string(text(pair[0])))) && (!isText || text(pair[1]) != nil)
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
