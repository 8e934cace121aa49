package main

import (
	"fmt"
	"regexp"
	"time"
)

// tolerance is how far a corrected stamp may be from stamp plus offset: what a
// busy machine does to a measurement over loopback, with room.
const tolerance = 20 * time.Millisecond

// isoWithZone is the only form the filter may write.
var isoWithZone = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$`)

// eventTimeKey is where fluent-bit.conf puts Fluent Bit's own event time.
const eventTimeKey = "event_time"

// verdict is what became of one sample.
type verdict struct {
	written    string        // the corrected stamp
	difference time.Duration // corrected minus read
	err        error
}

// judge compares a record that came out with the sample that went in: the stamp
// must be ISO 8601 with zone and offset later than it was, and so must be the
// event time.
func judge(s sample, record map[string]any, offset time.Duration) verdict {
	written, at, err := instant(record, s.path)
	v := verdict{written: written, err: err}
	if err != nil {
		return v
	}
	v.difference = at.Sub(s.at)
	if (v.difference - offset).Abs() > tolerance {
		v.err = fmt.Errorf("%s is %v later than %s, not %v", written, v.difference, s.stamp, offset)
		return v
	}
	event, at, err := instant(record, []string{eventTimeKey})
	if err == nil && (at.Sub(s.at)-offset).Abs() > tolerance {
		err = fmt.Errorf("event time %s is %v later than %s, not %v", event, at.Sub(s.at), s.stamp, offset)
	}
	v.err = err
	return v
}

// instant reads the ISO 8601 text at path in a record.
func instant(record map[string]any, path []string) (text string, at time.Time, err error) {
	var value any = record
	for _, key := range path {
		inner, _ := value.(map[string]any)
		value = inner[key]
	}
	text, isText := value.(string)
	if !isText || !isoWithZone.MatchString(text) {
		return fmt.Sprint(value), at, fmt.Errorf("%v under %v is not ISO 8601 with zone", value, path)
	}
	at, err = time.Parse(time.RFC3339Nano, text)
	return text, at, err
}
