package form

import (
	"math/bits"
	"slices"

	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
	"timesync/filter/timestamp/zone"
)

// A claim is one kind of text that stands around a time and belongs to its stamp: it says the zone,
// the day period, the year. The claims of a side are tried in the table's order, and the first that
// takes the text ends the search.
type claim struct {
	name  string
	sides sides
	where place
	// begins has the bytes that it can begin with, "" for any; A stands for a letter, 9 for a
	// digit, \x80 for all beyond ASCII.
	begins string
	// word is, of a claim that begins with a word, how long that is and what can follow it.
	word word
	// may reports whether it may stand there; nil: where begins and word allow it. MayFollow alone
	// asks it, and word: read looks again.
	may func(next upcoming) bool
	// spoken: MayFollow need not ask it, since another claim can begin wherever it can, or since no
	// fast path reads what it stands beside.
	spoken bool
	// read reads it at d.At. What it leaves of d.At without taking it is undone.
	read func(d *Draft) verdict
	// reason is that of the stamps that it refuses; Read where it refuses none.
	reason timestamp.Reason
	// example has the claimed text between guillemets, and is a line where where allows no value, and
	// where it ends in " x".
	// It names 2024-06-14 10:11:12 UTC, its assumed zone being America/New_York, or is refused for
	// reason. counter is a text of which it must not claim anything.
	example, counter string
}

// sides are where a claim stands.
type sides uint16

const (
	trailingZone     sides = 1 << iota // the zone, after the time
	zoneAlone                          // the zone by itself: in a pair, or where a layout has %z
	zoneColumn                         // the zone in a line's next column, which stays what it is
	zoneTag                            // the zone in brackets, of RFC 9557
	zoneAgain                          // the zone once more, after that of a value
	monotonicReading                   // what Go prints of its monotonic clock, after that
	dayPeriod                          // the day period, after the digits of a time
	leadingPeriod                      // the day period, between date and time
	trailingYear                       // the year, after a time without year and its zone
	leadingZone                        // the zone, before the date
	leadingNumber                      // the word that a number before a date is the end of
	commaNumber                        // the number between commas, after the seconds
	logcatColumns                      // the columns that tell Android's date without year
)

// place is the kind of text that a claim is believed in, and whether a blank parts it from the
// time.
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
	passed verdict = iota // it claims nothing; a doubt that it noted and a refusal stay, and other claims are tried
	taken                 // the text belongs to the stamp, up to d.At
)

// word is the length of a word in letters, both 0 for any, and the bytes that can follow it, "" for
// any.
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

// claimTable is the table with its index: for each byte the claims that can begin with it, and
// those whose word it can follow.
type claimTable struct {
	rows   []claim
	begins [256]uint64
	then   [256]uint64 // 0 stands for the end of the text
	follow uint64      // the claims that MayFollow asks
}

// table is filled at start: the functions of its rows try other rows.
var table claimTable

func init() {
	table = newClaimTable(slices.Concat(beyondClaims, zoneClaims, columnClaims, tagClaims, periodClaims,
		yearClaims, leadingZoneClaims, leadingNumberClaims, commaClaims, logcatClaims))
}

func newClaimTable(rows []claim) (t claimTable) {
	if len(rows) > 64 {
		panic("more claims than a word has bits")
	}
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
		if rows[i].sides&(trailingZone|zoneColumn|dayPeriod|trailingYear) != 0 && rows[i].where&lineApart != 0 && !rows[i].spoken {
			t.follow |= bit
		}
	}
	return t
}

// Claim is a row of the table of what stands around a time, as documents show it.
type Claim struct {
	Name, Example, Counter string
	Reason                 timestamp.Reason
	InValue                bool // it is believed in a value, too
}

// Claims returns that table.
func Claims() (list []Claim) {
	for _, c := range table.rows {
		list = append(list, Claim{c.name, c.example, c.counter, c.reason, c.where&inValue != 0})
	}
	return list
}

// matches reports whether a set of bytes, as claim.begins writes it, has c.
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

// placeOf returns where the draft stands, after a gap or none.
func placeOf(d *Draft, gap int) place {
	where := valueClose
	if d.Line {
		where = lineClose
	}
	if gap > 0 {
		where <<= 1
	}
	return where
}

// tryClaims tries the claims of a side at d.At, which gap bytes part from the time, and reports
// whether one took the text. Where none did, d.At stays.
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

// MayFollow reports whether what stands at text[at:], in a line after a time and a blank, may be
// claimed: a fast path must leave such a stamp to the general way. words are the abbreviations that
// the configuration defines.
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
