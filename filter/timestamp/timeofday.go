package timestamp

// A time of day without date, 10:11:12.123, tells neither its day nor that it is no duration. It gets a date only where one
// alone is possible, and where the stream has shown that such times are its clock's:
//
//   - from now, in a stream that is live: for liveFor all its times of day were just now when they arrived. A backlog
//     passes the present time of day as it is read, but does not stay beside it.
//   - from the stream: it follows soon after the stamp before it, as times of day between stamps with a date have done
//     before, and the same time a day later is still to come.
//
// Any other is no stamp, never a refused one: the event time serves, and a wrong day would be worse. Under a fixed "now"
// (reference_time) none has a date, since a job that writes at three each morning follows itself soon as well.
const (
	liveFor     = 10 * secondsPerMinute * nanosPerSecond
	liveLag     = 5 * nanosPerSecond                    // how long a line may be on its way
	clocksApart = 1 * nanosPerSecond                    // by which a stamp may be ahead of its arrival, or behind another writer's
	followsSoon = 1 * secondsPerMinute * nanosPerSecond // after the stamp before it
	followsRow  = 3                                     // times in a row that stamps with a date have proven right
	shortestDay = 23 * secondsPerHour * nanosPerSecond  // from a time of day to the next one like it
)

// timesOfDay is what the times of day of a stream have shown.
type timesOfDay struct {
	since   int64 // the arrival of the first of a row, up to the last one, that were all just now; 0: the last was not
	next    int64 // the instant that the last one is if it follows the stamp before it; 0: it does not, or was read
	proven  uint8 // how many such instants in a row the stamp behind them has proven right
	clock   bool  // one was dated: they are a clock's
	counter bool  // they fit since the first hour of a day: perhaps they count from a start at midnight
}

// isTimeOfDay says whether text has HH:MM:SS at a place, two digits each, and no further number behind a colon, as hardware
// addresses and the frames of a film have.
func isTimeOfDay(text []byte, at int) bool {
	const minutes, seconds, length = len("15:"), len("15:04:"), len("15:04:05")
	if len(text) < at+length || text[at+minutes-1] != ':' || text[at+seconds-1] != ':' {
		return false
	}
	if digitRun(text, at) != 2 || digitRun(text, at+minutes) != 2 || digitRun(text, at+seconds) != 2 {
		return false
	}
	rest := text[at+length:]
	return len(rest) < 2 || rest[0] != ':' || isBlank(rest[1])
}

// LooksLikeTimeOfDay says whether a text begins as a time of day does: one or two digits, a colon and two more. What has a date
// under one key and this under another means both together.
func LooksLikeTimeOfDay(text []byte) bool {
	text = trim(text)
	run := digitRun(text, 0)
	return (run == 1 || run == 2) && run < len(text) && text[run] == ':' && digitRun(text, run+1) == 2
}

// readTimeOfDay reads a value, or what a line begins with, as a time of day, and returns where it ends.
func (r *Reader) readTimeOfDay(text []byte, at int, line bool, c *Context) (stamp Stamp, end int, why Reason) {
	if c.Stream == nil || c.Arrival == 0 || !isTimeOfDay(text, at) {
		return Stamp{}, 0, NoStamp
	}
	d := draft{cursor: cursor{text: text}, line: line, head: true, words: r.words, stream: c.Stream}
	d.restart(at)
	d.format = "time_of_day"
	if !d.clock() || d.why != Read || !d.ends() || !line && d.at < len(text) {
		return Stamp{}, 0, NoStamp
	}
	if stamp, why = r.dateTimeOfDay(&d, c); why != Read {
		return Stamp{}, 0, NoStamp
	}
	return stamp, d.at, Read
}

// dateTimeOfDay gives a time of day its date. What it finds out, the stream remembers.
func (r *Reader) dateTimeOfDay(d *draft, c *Context) (Stamp, Reason) {
	t := &c.Stream.times
	present, ok := r.onDayOf(c.Arrival, d, c)
	justNow := ok && isWithin(present.Nanos, c.Arrival-liveLag, c.Arrival+clocksApart)
	next, ok := r.onDayOf(c.Stream.last, d, c)
	follows := ok && c.Stream.follows(next.Nanos, c.Arrival)
	isClock := t.isClock(justNow || follows, d.hour)
	isLive := t.isLive(justNow, c.Arrival)
	t.next = 0
	switch {
	case isClock && isLive:
		t.clock = true
		return present, Read
	case isClock && follows && t.proven >= followsRow:
		t.clock = true
		return next, Read
	case follows:
		t.next = next.Nanos
	}
	return Stamp{}, NoStamp
}

// onDayOf reads a time of day on the day that puts it nearest to an instant, in the assumed zone. It is not ok where that
// day does not have it, or has it twice and nothing tells the pass.
func (r *Reader) onDayOf(nanos int64, d *draft, c *Context) (stamp Stamp, ok bool) {
	if nanos == 0 {
		return Stamp{}, false
	}
	seconds := floorSeconds(nanos)
	zone, _ := r.assumed(c)
	sinceMidnight := int64(d.hour*secondsPerHour + d.minute*secondsPerMinute + d.second)
	wall := seconds + int64(periodAt(zone, seconds).offset)
	dated := *d
	dated.year, dated.month, dated.day = civil(dayOf(wall - sinceMidnight + secondsPerDay/2))
	stamp, why := r.finish(&dated, c)
	return stamp, why == Read
}

func isWithin(nanos, first, last int64) bool { return first <= nanos && nanos <= last }

// isLive notes whether a time of day was just now when it arrived, and says whether all of them were for long enough.
func (t *timesOfDay) isLive(justNow bool, arrival int64) bool {
	switch {
	case !justNow:
		t.since = 0
		return false
	case t.since == 0 || arrival < t.since:
		t.since = arrival
	}
	return arrival-t.since >= liveFor
}

// follows says whether an instant, the nearest to the stream's last stamp that a time of day can be, follows it soon and is the
// only one before its arrival.
func (s *Stream) follows(nanos, arrival int64) bool {
	return isWithin(nanos, s.last-clocksApart, s.last+followsSoon) && isWithin(nanos, arrival-shortestDay, arrival+clocksApart)
}

// judge lets the next stamp of the stream prove or disprove the time of day before it.
func (t *timesOfDay) judge(nanos int64) {
	if !isWithin(nanos, t.next-clocksApart, t.next+followsSoon) {
		t.proven = 0
	} else if t.proven < followsRow {
		t.proven++
	}
	t.next = 0
}

// isClock notes whether a time of day fits at all, and says whether it can be dated: time that is counted from a start at
// midnight fits as well, until the next day. A row that fits since the first hour of a day is therefore no evidence.
func (t *timesOfDay) isClock(fits bool, hour int) bool {
	switch {
	case !fits:
		t.counter, t.proven = false, 0
	case hour == 0 && !t.clock:
		t.counter = true
	}
	return fits && !t.counter
}
