package timestamp

import "time"

// draft is a stamp while it is read: the text, the place reached, and the fields found so far.
type draft struct {
	cursor
	from   int   // where the stamp begins
	line   bool  // the text is a raw line, in which a stamp ends where the message begins
	cut    bool  // the line goes on behind the text
	depth  int32 // how far the stamp of a line may reach, 0: to the end
	keyed  bool  // the stamp of a line stands under a key of time
	head   bool  // nothing but brackets, blanks and a priority stands before the stamp, so that terse forms are believed
	order  DateOrder
	words  zoneWords // abbreviations that the configuration defines
	stream *Stream   // what the stamps before showed; nil: nothing
	fields
}

// cursor is a place in a text.
type cursor struct {
	text []byte
	at   int // the next byte
}

// fields hold what was written; nothing is checked against the calendar before finish.
type fields struct {
	year, month, day     int // year is noYear where none was written
	doubtful             int // a number that may be the year, or 0
	hour, minute, second int
	nanos                int
	tail                 uint64
	digits               uint8
	hasTime              bool
	comma                commaSet  // what a number between commas behind the seconds is proven to be
	weekday              int8      // Sunday is 0; noWeekday where none was written
	half                 int8      // of halves, from 1, where one stands before the time
	shape                shape     // of a date of numbers
	days                 orderDays // the days that it can be
	undecided            bool      // and that the stream has to tell which of several
	shown                DateOrder // the order that it proves by itself

	zone    zoneKind
	written bool   // the offset was written as a number
	doubted bool   // offset is a number that may belong to the message
	why     Reason // a refusal found while reading
	offset  int32
	named   *time.Location
	name    []byte // the IANA name in the text that named is looked up by
	claimed []byte // an IANA name beside a written offset
	abbrev  *abbreviation
	spelt   speltZone

	format string
}

const (
	noYear    = -1
	noWeekday = -1
)

// zoneKind says what kind of zone stood in the stamp.
type zoneKind uint8

const (
	zoneNone        zoneKind = iota
	zoneOffset               // draft.offset
	zoneNamed                // draft.named
	zoneAbbreviated          // draft.abbrev, ambiguous
	zoneSpelt                // draft.spelt
)

// restart forgets all fields and goes back to a place in the text.
func (d *draft) restart(at int) {
	d.from, d.at = at, at
	d.fields = fields{}
	d.year, d.weekday = noYear, noWeekday
}

// peek returns the next byte, 0 at the end.
func (d *cursor) peek() byte {
	if d.at < len(d.text) {
		return d.text[d.at]
	}
	return 0
}

// skip steps over one byte if it is the next one.
func (d *cursor) skip(c byte) bool {
	if d.at < len(d.text) && d.text[d.at] == c {
		d.at++
		return true
	}
	return false
}

// blanks steps over spaces and tabs and returns how many there were.
func (d *cursor) blanks() int {
	from := d.at
	for d.at < len(d.text) && isBlank(d.text[d.at]) {
		d.at++
	}
	return d.at - from
}

// number reads between least and most digits that no further digit follows.
func (d *cursor) number(least, most int) (int, bool) {
	run := digitRun(d.text, d.at)
	if run < least || run > most {
		return 0, false
	}
	value := decimal(d.text[d.at : d.at+run])
	d.at += run
	return value, true
}

// refuse notes why the stamp has no instant; the first reason counts. Reading goes on, to find where it ends.
func (d *draft) refuse(why Reason) {
	if d.why == Read {
		d.why = why
	}
}

// ends says whether a stamp may end where the draft has come to.
func (d *cursor) ends() bool {
	return endsAt(d.text, d.at)
}

// endsAt says whether a stamp may end at a place of the text: not inside a longer word, number, address or path.
func endsAt(text []byte, at int) bool {
	if at >= len(text) {
		return true
	}
	switch c := text[at]; c {
	case '.', '-', '/', '+', '@', '\\', '%':
		return (c == '.' || c == '-') && (at+1 == len(text) || isBlank(text[at+1]))
	default:
		return !isWord(c)
	}
}
