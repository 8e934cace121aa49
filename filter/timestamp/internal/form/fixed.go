package form

import (
	"fmt"
	"math/bits"
	"strings"

	"timesync/filter/timestamp/internal/scan"
)

// spots are where a form is believed.
type spots uint8

const (
	value   spots = 1 << iota // a value as a whole
	head                      // the head of a line
	within                    // anywhere else in a line
	allOver = value | head | within
)

// fixed is a form with a layout, compiled.
type fixed struct {
	form  *Form
	parts []part
}

// fixedTable is the forms with a layout: for each number of digits and each byte after them the
// forms that can begin so.
type fixedTable struct {
	rows   []fixed
	begins [maxRun + 1]uint64
	level  [maxRun + 1]uint64 // after the letter of a level
	next   [256]uint64
	dated  uint64 // the times after a year-first date
	dates  uint64 // the dates, which may have their time before them
	inLine uint64
}

// maxRun is the longest run of digits that a form begins with.
const maxRun = len("20060102150405000")

// layouts is the table of forms, compiled. It is filled at start: the forms' functions try claims.
var layouts fixedTable

func init() { layouts = newFixedTable(Forms()) }

func newFixedTable(forms []Form) (t fixedTable) {
	for i := range forms {
		f := &forms[i]
		if f.layout == "" {
			continue
		}
		parts, err := compile(f.layout)
		if err != nil {
			panic(fmt.Sprintf("form %s: %v", f.Name, err))
		}
		t.add(fixed{form: f, parts: parts})
	}
	return t
}

func (t *fixedTable) add(row fixed) {
	if len(t.rows) == 64 {
		panic("more layouts than a word has bits")
	}
	bit := uint64(1) << len(t.rows)
	switch layout := row.form.layout; {
	case strings.HasPrefix(layout, "{date}"):
		t.dated |= bit
	case strings.HasPrefix(layout, "{level}"):
		t.level[row.leadingDigits(row.parts[1:])] |= bit
	default:
		t.begins[row.leadingDigits(row.parts)] |= bit
	}
	for c, next := 0, follows(row.form.layout); c < 256; c++ {
		if matches(next, byte(c)) {
			t.next[c] |= bit
		}
	}
	if strings.HasSuffix(row.form.layout, "{time}") {
		t.dates |= bit
	}
	if row.form.where&(head|within) != 0 {
		t.inLine |= bit
	}
	t.rows = append(t.rows, row)
}

// leadingDigits returns how many digits parts of the form begin with. A form without any could not
// be found by its digits, which is a fault of the table.
func (f *fixed) leadingDigits(parts []part) (run int) {
	for _, p := range parts {
		if p.width == 0 {
			break
		}
		run += p.width
	}
	if run == 0 {
		panic(fmt.Sprintf("form %s: %q begins with no {date}, no {level} and no number of fixed width", f.form.Name, f.form.layout))
	}
	return run
}

// readFixed reads the forms with a layout at d.At. After a time of day that is dates alone.
func readFixed(d *Draft) bool {
	todo, end := layouts.beginning(d.Text, d.At)
	if todo == 0 {
		return false
	}
	if end < len(d.Text) {
		todo &= layouts.next[d.Text[end]]
	}
	if d.HasTime {
		todo &= layouts.dates
	}
	return readOneOf(d, todo)
}

// beginning returns the forms that can begin with the digits at a place, or with the letter of a
// level and the digits after it, and where those end.
func (t *fixedTable) beginning(text []byte, at int) (rows uint64, end int) {
	if scan.IsDigit(text[at]) {
		if run := scan.DigitRun(text, at); run <= maxRun {
			return t.begins[run], at + run
		}
		return 0, 0
	}
	if run := scan.DigitRun(text, at+1); run > 0 && run <= maxRun {
		return t.level[run], at + 1 + run
	}
	return 0, 0
}

// readFixedTime reads the times that only stand after a year-first date, which has been read.
func readFixedTime(d *Draft) bool { return !d.HasTime && readOneOf(d, layouts.dated) }

func readOneOf(d *Draft, todo uint64) bool {
	at, from, where, before := d.At, d.From, spotOf(d), d.fields
	for ; todo != 0; todo &= todo - 1 {
		row := &layouts.rows[bits.TrailingZeros64(todo)]
		if row.form.where&where == 0 {
			continue
		}
		if row.read(d) {
			return true
		}
		d.At, d.From, d.fields = at, from, before
	}
	return false
}

func spotOf(d *Draft) spots {
	switch {
	case !d.Line:
		return value
	case d.Head:
		return head
	}
	return within
}

// read matches a layout at d.At.
func (f *fixed) read(d *Draft) bool {
	d.Format = f.form.Name // which an element may replace
	for i := range f.parts {
		p := &f.parts[i]
		if p.width == 0 {
			if !p.match(d) {
				return false
			}
			continue
		}
		end := d.At + p.width
		if end > len(d.Text) || scan.DigitRun(d.Text[:end], d.At) < p.width {
			return false
		}
		p.set(d, scan.Decimal(d.Text[d.At:end]))
		d.At = end
		if next := i + 1; d.At < len(d.Text) && scan.IsDigit(d.Text[d.At]) && (next == len(f.parts) || f.parts[next].width == 0) {
			return false // a longer number
		}
	}
	return f.form.needs == nil || f.form.needs(d)
}

// MayBegin reports whether a form with a layout can begin at a digit of a line, by how many digits
// there are and what follows them.
func MayBegin(line []byte, at, run int) bool {
	if run > maxRun || at+run >= len(line) {
		return false
	}
	return layouts.begins[run]&layouts.next[line[at+run]]&layouts.inLine != 0
}
