package line

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/entry"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/keys"
)

// findJSON reads the stamp of a line that is a JSON object: the value of the surest key of time on
// its top level or in a container. Stamps anywhere else are somebody else's. The line may be cut
// short. One of several objects in a row has no time that is the line's. What a program says that is
// an object and nothing else is the entry itself.
func findJSON(s search) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	var o object
	o.walk(s.line, s.head)
	if o.end > 0 && isFollowed(s.line, o.end) {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	s.context.Said = false
	return s.readObject(&o)
}

// isFollowed reports whether after an object that ends before line[at] another one begins. A comma
// alone ends the line of one element of an array.
func isFollowed(line []byte, at int) bool {
	d := scan.Cursor{Text: line, At: scan.SkipBlanks(line, at)}
	comma := d.Skip(',')
	d.At = scan.SkipBlanks(line, d.At)
	return comma && d.Peek() == '{'
}

// readObject reads the first place of an object that has a stamp, those of Bounds.Paths before the usual
// ones. A date alone is none: it counts together with a time of day under another key, and else gives
// way to a whole stamp of that day.
func (s *search) readObject(o *object) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	if stamp, start, end, reason = s.readPaths(o); reason != timestamp.NoStamp {
		return stamp, start, end, reason
	}
	var day timestamp.Stamp
	for _, p := range o.places[:o.count] {
		step := p.priority.step()
		if (s.behind || day.DateOnly) && step.IsWeak() {
			break
		}
		stamp, start, end, reason = s.readPlace(o, p)
		switch {
		case reason == timestamp.NoStamp, !s.isOwn(o, p) && !(reason == timestamp.Read && s.context.Attests(stamp.Nanos)):
		case stamp.DateOnly && step.Place == keys.Top && !step.IsWeak():
			if clock := o.timeOfDay(); clock != nil {
				stamp, reason = s.join(o.line[start:end], clock)
				return stamp, start, end, reason
			}
			if !day.DateOnly {
				day = stamp
			}
		case stamp.DateOnly:
		case !day.DateOnly || reason == timestamp.Read && stamp.IsOfDay(&day):
			return stamp, start, end, reason
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

// readPlace reads the value, or the raw line, at a place, in the zone that the object names.
func (s *search) readPlace(o *object, p place) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	if p.priority.step().Trust == keys.Line {
		return readInner(s, o, int(p.at))
	}
	return s.readZoned(o, int(p.at))
}

// readZoned is readValue in the zone that the object names.
func (s *search) readZoned(o *object, at int) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	stamp, start, end, reason = s.readValue(o, at)
	if reason != timestamp.NoStamp && !(reason == timestamp.Read && stamp.ZoneSource != timestamp.ZoneConfigured) {
		stamp, reason = inZoneOfJSON(s, stamp, s.reader.Unescape(o.line[start:end]), reason)
	}
	return stamp, start, end, reason
}

// join reads a date together with the time of day beside it.
func (s *search) join(date, clock []byte) (stamp timestamp.Stamp, reason timestamp.Reason) {
	text := s.reader.Join(date, clock)
	if stamp, reason = s.reader.ReadText(text, &s.context); reason == timestamp.NoStamp {
		return stamp, timestamp.Malformed
	}
	if reason != timestamp.Read || stamp.ZoneSource != timestamp.ZoneInStamp {
		stamp, reason = inZoneOfJSON(s, stamp, text, reason)
	}
	return stamp, reason
}

// readPaths reads the value at the first of the paths in Bounds that has a stamp. A date alone is
// none.
func (s *search) readPaths(o *object) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	for _, path := range s.bounds.Paths {
		if at := memberAt(s.line, s.head, path); at > 0 {
			if stamp, start, end, reason = s.readZoned(o, at); reason != timestamp.NoStamp && !stamp.DateOnly {
				return stamp, start, end, reason
			}
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

// isOwn reports whether the time at a place of an object needs no evidence to be the line's.
func (s *search) isOwn(o *object, p place) bool {
	step := p.priority.step()
	switch {
	case s.context.Said:
		return false
	case step.Trust == keys.Line || !entry.MayBeOthers(step, p.priority.name()):
		return true
	}
	return o.entry(s.line, s.head).Owns(step, p.priority.container(), p.priority.name())
}
