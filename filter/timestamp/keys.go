package timestamp

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

// maxKey bounds the keys that are compared.
const maxKey = 28

// isTimeKey compares in any case.
func isTimeKey(key []byte) bool {
	return isOneOf(key, timeKeys[:])
}

func isOneOf(word []byte, names []string) bool {
	if len(word) == 0 || len(word) > maxKey {
		return false
	}
	var space [maxKey]byte
	lower := space[:len(word)]
	for i, c := range word {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		lower[i] = c
	}
	for _, name := range names {
		if string(lower) == name {
			return true
		}
	}
	return false
}

// belongs says whether the stamp that begins at a byte may be the record's own: under a key it must be a key of time, and
// behind a word no word that announces another time.
func (d *draft) belongs(at int) bool {
	line, at := d.text, weekdayBefore(d.text, at)
	key, keyed := keyBefore(line, at)
	switch {
	case inEvent(line[:at]):
		return keyed && d.isEventTime(key)
	case keyed:
		return isTimeKey(key) || isOneOf(key, lesserKeys[:])
	}
	return !isOneOf(key, otherTimes[:])
}

// weekdayBefore returns where the weekday before a date begins, or the place itself.
func weekdayBefore(line []byte, at int) int {
	end := skipBlanksBack(line, at-1) + 1
	if end == at || end == 0 {
		return at
	}
	if line[end-1] == ',' {
		end--
	}
	start := end
	for start > 0 && isLetter(line[start-1]) {
		start--
	}
	if _, length := readWeekday(line, start); length == 0 || start+length != end {
		return at
	}
	return start
}

// keyBefore returns the key of key=value and "key":value before a value, keyed being true, or the word before it.
func keyBefore(line []byte, at int) (key []byte, keyed bool) {
	at--
	for at >= 0 && (line[at] == '"' || line[at] == '\'' || line[at] == '[' || line[at] == '(') {
		at--
	}
	at = skipBlanksBack(line, at)
	quoted := false
	if at >= 0 && (line[at] == '=' || line[at] == ':') {
		keyed = line[at] == '='
		at = skipBlanksBack(line, at-1)
		if at >= 0 && (line[at] == '"' || line[at] == '\'') {
			keyed, quoted = true, true
			at--
		}
	}
	end := at + 1
	for at >= 0 && end-at <= maxKey+1 && isKeyByte(line[at]) {
		at--
	}
	if quoted && (at < 0 || line[at] != '"' && line[at] != '\'') {
		return nil, true
	}
	if at+1 == end {
		return nil, false // a rule of equals signs, not a key
	}
	if keyed && !quoted && at >= 0 && !isSpace(line[at]) && line[at] != ',' && line[at] != ';' && line[at] != '|' &&
		line[at] != '{' && line[at] != '[' && line[at] != '(' && !(line[at] == '>' && at > 0 && isDigit(line[at-1])) { // <34>date=
		return nil, true // a query of an address: /ping?ts=1
	}
	return line[at+1 : end], keyed
}

func skipBlanksBack(line []byte, at int) int {
	for at >= 0 && isBlank(line[at]) {
		at--
	}
	return at
}

func isKeyByte(c byte) bool {
	return isWord(c) || c >= 0x80 || c == '@' || c == '-' || c == '.'
}
