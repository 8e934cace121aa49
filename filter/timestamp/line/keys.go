package line

import (
	"bytes"

	"timesync/filter/timestamp/entry"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/keys"
)

// isTimeKey compares in any case.
func isTimeKey(key []byte) bool {
	trust, ok := trustOf(key)
	return ok && trust == keys.Own
}

// isPairKey reports whether the value of a pair may be the record's own time.
func isPairKey(key []byte) bool {
	trust, ok := trustOf(key)
	return ok && trust <= keys.Lesser
}

// standing is how a stamp stands in its line.
type standing uint8

const (
	foreign   standing = iota // under a key that has the time of something else
	mentioned                 // in a message: only evidence makes it the record's own
	own                       // where the record's own stands
)

// standingOf returns how the stamp that begins at line[at] stands there. The text of the line begins
// at head; cut says that it goes on after what is given.
func standingOf(line []byte, head, at int, cut bool) standing {
	at = weekdayBefore(line, at)
	key, keyed := scan.KeyBefore(line, at)
	switch {
	case inEvent(line[:at]):
		return ownIf(keyed && isEventTime(line, key, cut))
	case keyed:
		return ownIf(isPairKey(key) && !isQuoted(line[head:at]) && !isInQuery(line, at) && !isOfThing(line, key))
	case at <= head:
		return own
	case isMentionAfter(line[head:at], isTimeKey(key)):
		return mentioned
	}
	return own
}

// isQuoted reports whether a text ends inside the quoted value of a pair that has begun before its
// last word.
func isQuoted(text []byte) bool {
	last := bytes.LastIndexByte(text, ' ')
	if last < 0 || bytes.IndexByte(text, '{') >= 0 { // the keys of JSON are in quotes themselves
		return false
	}
	return bytes.Count(text[:last], []byte{'"'})%2 > 0
}

// isInQuery reports whether the value that begins at line[at] is a literal of a query: in single
// quotes, behind two words of queries at least.
func isInQuery(line []byte, at int) bool {
	return at > 0 && line[at-1] == '\'' && sentenceOf(line[:at-1]).clauses > 1
}

// isOfThing reports whether the time under the key of a pair is that of a thing, which other pairs of
// the line name: date=2024-06-14T10:11:12Z beside commit=4f2a.
func isOfThing(line, key []byte) bool {
	return entry.MayBeOthers(keys.Step{}, string(key)) && namesThing(line)
}

func ownIf(is bool) standing {
	if is {
		return own
	}
	return foreign
}

// weekdayBefore returns where the weekday before a date begins, or the place itself.
func weekdayBefore(line []byte, at int) int {
	end := scan.SkipBlanksBack(line, at-1) + 1
	if end == at || end == 0 {
		return at
	}
	if line[end-1] == ',' {
		end--
	}
	start := end
	for start > 0 && scan.IsLetter(line[start-1]) {
		start--
	}
	if _, length := scan.ReadWeekday(line, start); length == 0 || start+length != end {
		return at
	}
	return start
}

// Events in ArcSight's Common Event Format and QRadar's LEEF, CEF:0|vendor|..|rt=Jun 14 2024
// 10:11:12 and LEEF:1.0|..: pairs whose values have blanks in them, so that the word before a stamp
// says nothing.

// eventTimes are the keys under which such an event has its own time. cs1 to cs6, deviceCustomDate1
// and msg have others.
var eventTimes = [...]string{"devicereceipttime", "devtime", "event_timestamp", "eventtime", "rt"}

// inEvent reports whether such an event has begun in a text. The stamp of a syslog header stands
// before it.
func inEvent(text []byte) bool {
	at := bytes.Index(text, []byte("EF:"))
	return at > 0 && (text[at-1] == 'C' || text[at-1] == 'E') && scan.DigitRun(text, at+len("EF:")) > 0
}

// isEventTime reports whether a key of an event has its own time: its beginning and its end only
// where it has no time of receipt, which may stand after what is searched.
func isEventTime(line, key []byte, cut bool) bool {
	if scan.IsOneOf(key, eventTimes[:]) {
		return true
	}
	return (string(key) == "start" || string(key) == "end") && !cut && !bytes.Contains(line, []byte(" rt="))
}
