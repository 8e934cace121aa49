package line

import (
	"math/bits"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/epoch"
	"timesync/filter/timestamp/internal/form"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/read"
)

// Find looks for the record's own stamp in a raw line, in one pass: the first text that has the
// form of a date with a time, stands by itself and is not said to be something else. A first one
// that is refused ends the search, since what comes after it is another clock's. start and end
// delimit the stamp; they are 0 where there is none.
func Find(r *read.Reader, line []byte, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	return FindWithin(r, line, Extent{}, c)
}

// Extent says how a text lies in its line. The zero value is a whole line.
type Extent struct {
	Cut   bool // the line goes on after the text
	Depth int  // where a stamp must end for the caller to take it, 0: anywhere
}

// FindWithin is Find for a part of a line.
func FindWithin(r *read.Reader, line []byte, e Extent, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	if len(line) > len(scan.BOM) && line[0] == scan.BOM[0] && string(line[:len(scan.BOM)]) == scan.BOM {
		stamp, start, end, reason = FindWithin(r, line[len(scan.BOM):], Extent{e.Cut, max(e.Depth-len(scan.BOM), 0)}, c)
		if end > 0 {
			start, end = start+len(scan.BOM), end+len(scan.BOM)
		}
		return stamp, start, end, reason
	}
	if !r.OnlyAuto {
		stamp, start, end, reason = findFormats(r, line, e, c)
	} else {
		stamp, start, end, reason = findAuto(r, line, e, c)
	}
	if reason == timestamp.Read && isContinuation(line, start, end) {
		if b := (belief{cut: e.Cut, context: c}); !b.believes(line, start, end, &stamp) {
			return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
		}
	}
	return stamp, start, end, reason
}

// findAuto finds a stamp in any form that is known: by the fast path at the head of the line, by
// the attempts that what it begins with allows, and then anywhere.
func findAuto(r *read.Reader, line []byte, e Extent, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	head, ok := lineHead(line)
	if !ok || head == len(line) {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	if end = fastAt(r, line, head, c, &stamp); end > 0 {
		return stamp, head, end, timestamp.Read
	}
	for todo := attemptsAt.of(line, head); todo != 0; todo &= todo - 1 {
		a := &attempts[bits.TrailingZeros16(todo)]
		if a.after != 0 && (head == 0 || line[head-1] != a.after) {
			continue
		}
		stamp, start, end, reason = a.find(search{reader: r, line: line, head: head, extent: e, context: *c})
		if reason != timestamp.NoStamp || a.only {
			return stamp, start, end, reason
		}
	}
	return findAnywhere(r, line, head, e, c)
}

// fastAt reads the stamp at line[head] by a fast path, if it needs no other, into stamp, which must be
// zero. It returns where the stamp ends, 0 where it reads none.
func fastAt(r *read.Reader, line []byte, head int, c *read.Context, stamp *timestamp.Stamp) (end int) {
	length := r.Fast(line[head:], c, stamp)
	if end = head + length; length == 0 || !isWhole(stamp, line[end:]) {
		return 0
	}
	stamp.Format = formatBeside(stamp.Format, line, head, end)
	return end
}

// draft begins to take down a stamp of a line.
func draft(r *read.Reader, line []byte, e Extent, c *read.Context) *form.Draft {
	d := r.Draft(line, c)
	d.Line, d.Cut, d.Depth = true, e.Cut, int32(e.Depth)
	return d
}

// findAnywhere tries every place of a line, from its head on, where a stamp may begin. Of those that
// a message mentions the first that evidence makes the record's own is taken.
func findAnywhere(r *read.Reader, line []byte, head int, e Extent, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	d := draft(r, line, e, c)
	b := belief{head: head, cut: e.Cut, context: c}
	for at := head; at < len(line); at++ {
		if !mayBegin(line, at) {
			continue
		}
		if length := r.Fast(line[at:], c, &stamp); length > 0 && isWhole(&stamp, line[at+length:]) &&
			!cluesMayTell(line, at, &stamp) && b.isOwn(line, at, at+length, &stamp) {
			stamp.Format = formatBeside(stamp.Format, line, at, at+length)
			return stamp, at, at + length, timestamp.Read
		}
		d.Head = at == head
		d.Keyed = isKeyed(line, at)
		if d.Begin(at) && d.HasTime && d.Ends() {
			switch b.standing(line, at, d.At) {
			case own:
				stamp, reason = complete(r, d, at, c)
				return stamp, d.From, d.At, reason
			case mentioned:
				if stamp, reason = b.complete(r, d, at); reason == timestamp.Read {
					return stamp, d.From, d.At, reason
				}
				at = afterMention(line, at, d.At) - 1
				continue
			}
		}
		if c.Said && isSaidBefore(line[head:at]) {
			continue
		}
		if readPairs(d, at) {
			stamp, reason = complete(r, d, at, c)
			return stamp, d.From, d.At, reason
		}
		if stamp, end, reason = keyedEpoch(r, d, at, c); reason != timestamp.NoStamp {
			return stamp, at, end, reason
		}
	}
	b.end()
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

// mayBegin reports whether a stamp may begin at line[at], by the bytes around it.
func mayBegin(line []byte, at int) bool {
	c := line[at]
	switch {
	case sides[c]&begins == 0 || at > 0 && sides[line[at-1]]&joins != 0 && !separates(line, at):
		return false
	case scan.IsDigit(c):
		return mayBeNumber(line, at)
	case scan.IsLetter(c):
		return mayBeName(line, at)
	}
	return true
}

// isKeyed reports whether the number at line[at] stands under a key of time.
func isKeyed(line []byte, at int) bool {
	if !scan.IsDigit(line[at]) {
		return false
	}
	key, _ := scan.KeyBefore(line, at)
	return isTimeKey(key)
}

// complete makes a stamp of the fields that were read at a place, and of what stands beside them.
func complete(r *read.Reader, d *form.Draft, at int, c *read.Context) (stamp timestamp.Stamp, reason timestamp.Reason) {
	fieldsBeside(d, at)
	fuller := takeFuller(r, d, c)
	stamp, reason = r.ToInstant(d, c)
	switch {
	case reason != timestamp.Read || fuller.proven:
	case fuller.contradicts(&stamp):
		reason = timestamp.AmbiguousZone
	default:
		r.LearnName(d.Text[d.From:d.At], &stamp)
	}
	stamp.Format = formatBeside(stamp.Format, d.Text, at, d.At)
	return stamp, reason
}

// findFormats tries the configured layouts at every place where a stamp may begin, then the next
// format.
func findFormats(r *read.Reader, line []byte, e Extent, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	for i := range r.Formats {
		f := &r.Formats[i]
		switch {
		case *f == read.Format{}:
			stamp, start, end, reason = findAuto(r, line, e, c)
		case f.Scale != nil:
			head, _ := lineHead(line)
			stamp, start, end, reason = findLabel(line, head, f.Scale, c)
		default:
			stamp, start, end, reason = findFormat(r, f, line, e, c)
		}
		if reason != timestamp.NoStamp {
			return stamp, start, end, reason
		}
	}
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}

func findFormat(r *read.Reader, f *read.Format, line []byte, e Extent, c *read.Context) (stamp timestamp.Stamp, start, end int, reason timestamp.Reason) {
	head, _ := lineHead(line)
	b := belief{head: head, cut: e.Cut, context: c}
	for at := range line {
		if at > 0 && scan.IsWord(line[at-1]) && scan.IsWord(line[at]) || scan.IsSpace(line[at]) {
			continue
		}
		if f.Layout != nil {
			stamp, end, reason = r.Prefix(f.Layout, line[at:], c)
		} else {
			stamp, end, reason = epoch.Read(line[at:], f.Unit)
		}
		if reason == timestamp.NoStamp || end == 0 || !scan.EndsAt(line, at+end) {
			continue
		}
		if reason != timestamp.Read || b.isOwn(line, at, at+end, &stamp) {
			return stamp, at, at + end, reason
		}
	}
	b.end()
	return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
}
