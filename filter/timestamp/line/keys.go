package line

import (
	"bytes"
	"strings"

	"timesync/filter/timestamp/internal/scan"
)

// TimeKey is a name under which programs keep a time.
type TimeKey struct {
	Name  string // as most programs write it; it is matched in any case
	Trust Trust
}

// Trust says how far the name of a key tells whose time its value is. A name counts only where no
// surer one has a stamp.
type Trust uint8

const (
	Own      Trust = iota // the record's
	Lesser                // in some programs the record's, else something else's
	Creation              // that of an event, or of a thing that the record is about
)

// TimeKeys are the names under which records and lines say when they were written, the surer before
// the others, and of those the specific before the general. docs/records.md shows them.
var TimeKeys = []TimeKey{
	{"time", Own}, {"timestamp", Own}, {"@timestamp", Own}, {"ts", Own}, {"datetime", Own}, {"date", Own},
	{"eventTime", Own}, {"event_time", Own}, {"logtime", Own}, {"log_time", Own}, {"asctime", Own}, {"t", Own},
	{"instant", Own}, {"devTime", Own}, {"rt", Own},
	{"_SOURCE_REALTIME_TIMESTAMP", Own}, {"__REALTIME_TIMESTAMP", Own},
	{"@t", Own}, {"event_timestamp", Own}, {"log_timestamp", Own}, {"time_iso8601", Own}, {"time_local", Own},
	{"TimeGenerated", Own}, {"requestReceivedTimestamp", Own},
	{"@time", Own}, {"_time", Own}, {"eventTimestamp", Own}, {"timestamp_utc", Own}, {"utc_time", Own}, {"utctime", Own},
	{"epoch", Own}, {"日時", Own}, {"时间", Own}, {"時間", Own},

	{"TimeCreated", Lesser}, {"occurred_at", Lesser}, {"occurredAt", Lesser}, {"EdgeStartTimestamp", Lesser},
	{"ibm_datetime", Lesser}, {"time_stamp", Lesser}, {"tstamp", Lesser}, {"unixtime", Lesser}, {"SystemTime", Lesser},
	{"reqTimeSec", Lesser},

	{"eventCreationTime", Creation}, {"creationTime", Creation}, {"creationDate", Creation}, {"timestamp_ns", Creation},
}

// The same by trust, in lower case.
var (
	ownKeys      = namesOf(Own)
	lesserKeys   = namesOf(Lesser)
	creationKeys = namesOf(Creation)
	keysByTrust  = [][]string{ownKeys, lesserKeys, creationKeys}
)

func namesOf(trust Trust) (names []string) {
	for _, key := range TimeKeys {
		if key.Trust == trust {
			names = append(names, strings.ToLower(key.Name))
		}
	}
	return names
}

// isTimeKey compares in any case.
func isTimeKey(key []byte) bool {
	return scan.IsOneOf(key, ownKeys)
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
		return ownIf((isTimeKey(key) || scan.IsOneOf(key, lesserKeys)) && !isQuoted(line[head:at]))
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
