package form

import (
	"math/bits"
	"slices"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// A Claim is one kind of text that stands around a time and belongs to its stamp: it says the zone, the half of the day, the year.
// The claims of a side are tried in the table's order, and the first that takes the text ends the search.
type Claim struct {
	Name   string
	sides  sides
	where  place
	begins string                   // the bytes that it can begin with, "" for any; A stands for a letter, 9 for a digit, \x80 for all beyond ASCII
	word   word                     // of claims that begin with a word: how long it is, and what can follow it
	may    func(next upcoming) bool // reports whether it may stand there; nil: where begins and word allow it
	spoken bool                     // the may of another claim speaks for it as well
	read   func(d *Draft) verdict   // reads it at d.At; what it leaves of d.At without taking it is undone
	Reason timestamp.Reason         // of the stamps that it refuses; Read where it refuses none
	// Example has the claimed text between guillemets and is a line where where allows no value. It names 2024-06-14 10:11:12 UTC, its
	// assumed zone being America/New_York, or is refused with Reason. Counter is a text in which it must not claim anything.
	Example, Counter string
}

// sides are where a claim stands.
type sides uint16

const (
	trailing sides = 1 << iota // behind the time: its zone
	alone                      // by itself: the zone under another key, in a pair, or where a layout has %z
	column                     // behind the time, in the next column of a line, which stays what it is
	tag                        // in brackets right behind a zone or a value's time (RFC 9557)
	again                      // behind the zone of a value: the zone once more
	reading                    // behind that: what Go prints of its monotonic clock
	period                     // behind the digits of a time: the half of the day
	leading                    // between date and time: the half of the day
	year                       // behind a time without year and its zone: the year
	ahead                      // ahead of the date: the zone
)

// placeOf is the kind of text that a claim is believed in, and whether a blank parts it from the time.
type place uint8

const (
	valueClose place = 1 << iota
	valueApart
	lineClose
	lineApart

	inValue  = valueClose | valueApart
	inLine   = lineClose | lineApart
	anywhere = inValue | inLine
)

// verdict is what a claim comes to.
type verdict uint8

const (
	passed verdict = iota // it claims nothing; what it noted as a doubt stays
	taken                 // the text belongs to the stamp, up to d.At
)

// word is the length of a word in letters, both 0 for any, and the bytes that can follow it, "" for any.
type word struct {
	least, most int
	then        string
}

// upcoming is the text that follows a time, as far as its first word.
type upcoming struct {
	words   zone.Words
	text    []byte
	at, end int // its letters; at == end where another byte stands there
}

func (next upcoming) letters() []byte { return next.text[next.at:next.end] }

// claims is the table with its index: for each byte the claims that can begin with it, and that can follow a word.
type claimTable struct {
	rows   []Claim
	begins [256]uint64
	then   [256]uint64 // 0 stands for the end of the text
	follow uint64      // the claims that MayFollow asks
}

// table is filled at start: the rows' functions try other rows.
var table claimTable

func init() {
	table = newClaimTable(slices.Concat(zoneClaims(), columnClaims(), tagClaims(), periodClaims(), yearClaims(), aheadClaims()))
}

func newClaimTable(rows []Claim) (t claimTable) {
	t.rows = rows
	for i := range rows {
		bit := uint64(1) << i
		for c := range 256 {
			if matches(rows[i].begins, byte(c)) {
				t.begins[c] |= bit
			}
			if matches(rows[i].word.then, byte(c)) {
				t.then[c] |= bit
			}
		}
		if rows[i].sides&(trailing|column|period|year) != 0 && rows[i].where&lineApart != 0 && !rows[i].spoken {
			t.follow |= bit
		}
	}
	return t
}

// matches reports whether a set of bytes, as Claim.begins writes it, has one.
func matches(set string, c byte) bool {
	if set == "" {
		return true
	}
	for i := range len(set) {
		switch {
		case set[i] == c, set[i] == 'A' && scan.IsLetter(c), set[i] == '9' && scan.IsDigit(c), set[i] == 0x80 && c >= 0x80:
			return true
		}
	}
	return false
}

// placeOf is where the draft stands, behind a gap or none.
func placeOf(d *Draft, gap int) place {
	at := valueClose
	if d.Line {
		at = lineClose
	}
	if gap > 0 {
		at <<= 1
	}
	return at
}

// tryClaims tries the claims of a side at d.At. Where none takes the text, d.At stays.
func tryClaims(d *Draft, on sides, gap int) bool {
	from, where := d.At, placeOf(d, gap)
	d.gap = gap
	for todo := table.begins[d.Peek()]; todo != 0; todo &= todo - 1 {
		row := &table.rows[bits.TrailingZeros64(todo)]
		if row.sides&on == 0 || row.where&where == 0 {
			continue
		}
		if row.read(d) == taken {
			return true
		}
		d.At = from
	}
	return false
}

// MayFollow reports whether what stands at text[at:], in a line behind a time and a blank, may be claimed: a fast path must leave
// such a stamp to the general way.
func MayFollow(words zone.Words, text []byte, at int) bool {
	if at >= len(text) {
		return true
	}
	first := text[at]
	if scan.IsSpace(first) || first >= 0x80 && scan.WideBlank(text, at) > 0 {
		return true
	}
	next := upcoming{words: words, text: text, at: at, end: at}
	todo := table.begins[first] & table.follow
	if scan.IsLetter(first) {
		for next.end < len(text) && scan.IsLetter(text[next.end]) {
			next.end++
		}
		if next.end < len(text) {
			todo &= table.then[text[next.end]]
		} else {
			todo &= table.then[0]
		}
	}
	for ; todo != 0; todo &= todo - 1 {
		row := &table.rows[bits.TrailingZeros64(todo)]
		if length := next.end - at; row.word.most > 0 && (length < row.word.least || length > row.word.most) {
			continue
		}
		if row.may == nil || row.may(next) {
			return true
		}
	}
	return false
}
