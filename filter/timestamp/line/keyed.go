package line

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/keys"
)

// findKeyed searches a line whose text has no stamp by its keys: elements and attributes of XML, or
// the pairs key=value of logfmt, CEF, LEEF and their kin.
func findKeyed(s *search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	var o object
	if head, ok := lineHead(s.line); !ok {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	} else if isXML(s.line, head) {
		o.walkXML(s.line, head)
	} else {
		o.walkPairs(s.line, head)
	}
	return readKeyed(s, &o)
}

// readKeyed reads the first place that has a stamp. What is a thing's time is believed in events
// alone, whose beginning and end are those of what is reported.
func readKeyed(s *search, o *object) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	for _, p := range o.places[:o.count] {
		if trust := p.priority.step().Trust; trust > keys.Lesser && !(trust == keys.Span && o.event) {
			continue
		}
		if s.context.Said && isSaidBefore(s.line[:p.at]) {
			continue
		}
		if stamp, start, end, reason = readUnquoted(s, int(p.at)); reason != timestamp.NoStamp {
			return stamp, start, end, reason
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

// readUnquoted reads the stamp that begins at line[at] and ends where its form does. A date alone is
// none, nor is what the end of the line as far as it is seen may have cut.
func readUnquoted(s *search, at int) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	d := draft(s.reader, s.line, Extent{Depth: len(s.line)}, &s.context)
	if d.Begin(at) && d.HasTime && d.Ends() {
		stamp, reason = complete(s.reader, d, at, &s.context)
		return stamp, d.From, d.At, reason
	}
	if scan.DigitRun(s.line, at) >= len("1000000000") {
		stamp, end, reason = epoch.Read(s.line[at:], nil)
		if end += at; reason == timestamp.Read && scan.EndsAt(s.line, end) {
			return stamp, at, end, reason
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}
