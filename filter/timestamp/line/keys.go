package line

import (
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
)

// timeKeys are the names under which lines of key=value pairs and JSON say their own time, in lower case.
var timeKeys = [...]string{
	"@t", "@time", "@timestamp", "__realtime_timestamp", "_source_realtime_timestamp", "_time", "asctime", "date", "datetime", "devtime", "epoch",
	"event_time", "event_timestamp", "eventtime", "eventtimestamp", "instant", "log_time", "log_timestamp", "logtime",
	"requestreceivedtimestamp", "rt", "t", "time", "time_iso8601", "time_local", "timegenerated", "timestamp",
	"timestamp_utc", "ts", "utc_time", "utctime", "日時", "时间", "時間",
}

// lesserKeys are names that some programs have for their own time. In JSON they count only where none of timeKeys stands: beside
// one of those they may be something else's.
var lesserKeys = [...]string{
	"edgestarttimestamp", "ibm_datetime", "occurred_at", "occurredat", "reqtimesec", "systemtime", "time_stamp", "timecreated", "tstamp", "unixtime",
}

// creationKeys are names for the time of an event, or of a thing that it is about. In a JSON line they count where none of the others
// stands.
var creationKeys = [...]string{"creationdate", "creationtime", "eventcreationtime", "timestamp_ns"}

// otherTimes are words right before stamps that are not the record's own.
var otherTimes = [...]string{
	"after", "before", "expiration", "expire", "expires", "expiry", "from", "since", "till", "to", "until",
}

// isTimeKey compares in any case.
func isTimeKey(key []byte) bool {
	return scan.IsOneOf(key, timeKeys[:])
}

// belongs reports whether the stamp that begins at a byte may be the record's own: under a key it must be a key of time, and
// behind a word no word that announces another time.
func belongs(d *form.Draft, at int) bool {
	line, at := d.Text, weekdayBefore(d.Text, at)
	key, keyed := scan.KeyBefore(line, at)
	switch {
	case inEvent(line[:at]):
		return keyed && isEventTime(d, key)
	case keyed:
		return isTimeKey(key) || scan.IsOneOf(key, lesserKeys[:])
	}
	return !scan.IsOneOf(key, otherTimes[:])
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
