package form

import (
	"fmt"
	"math/bits"
	"strings"

	"timesync/filter/timestamp/internal/calendar"
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

// part is one element of a layout: a number of so many digits, or what match reads.
type part struct {
	width int // digits; 0: match reads it
	set   func(d *Draft, number int)
	match func(d *Draft) bool
}

// fixed is a form with a layout, compiled.
type fixed struct {
	form  *Form
	where spots
	parts []part
	run   int    // digits that it begins with, -1 where it begins with a year-first date; the letter of a level goes before them
	next  string // the bytes that can follow those, as Claim.begins writes them
}

// fixedTable is the forms with a layout: for each number of digits and each byte behind them the forms that can begin so.
type fixedTable struct {
	rows   []fixed
	begins [maxRun + 1]uint64
	level  [maxRun + 1]uint64 // behind the letter of a level
	next   [256]uint64
	dated  uint64 // the times behind a year-first date
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
		form := &forms[i]
		if form.layout == "" {
			continue
		}
		parts, err := compile(form.layout)
		if err != nil {
			panic(fmt.Sprintf("form %s: %v", form.Name, err))
		}
		t.add(fixed{form: form, where: form.where, parts: parts, next: follows(form.layout)})
	}
	return t
}

func (t *fixedTable) add(row fixed) {
	bit := uint64(1) << len(t.rows)
	digits := row.parts
	switch {
	case strings.HasPrefix(row.form.layout, "{date}"):
		row.run, t.dated = -1, t.dated|bit
	case strings.HasPrefix(row.form.layout, "{level}"):
		digits = digits[1:]
		row.run = leadingDigits(digits)
		t.level[row.run] |= bit
	default:
		row.run = leadingDigits(digits)
		t.begins[row.run] |= bit
	}
	for c := range 256 {
		if matches(row.next, byte(c)) {
			t.next[c] |= bit
		}
	}
	if strings.HasSuffix(row.form.layout, "{time}") {
		t.dates |= bit
	}
	if row.where&(head|within) != 0 {
		t.inLine |= bit
	}
	t.rows = append(t.rows, row)
}

func leadingDigits(parts []part) (run int) {
	for _, p := range parts {
		if p.width == 0 {
			break
		}
		run += p.width
	}
	return run
}

// numbers are those of a fixed width, in strptime's letters. A letter behind %- has one digit or two.
var numbers = map[byte]part{
	'Y': {width: 4, set: func(d *Draft, n int) { d.Year = n }},
	'y': {width: 2, set: func(d *Draft, n int) { d.Year = calendar.FullYear(n) }},
	'm': {width: 2, set: func(d *Draft, n int) { d.Month = n }},
	'd': {width: 2, set: func(d *Draft, n int) { d.Day = n }},
	'j': {width: 3, set: (*Draft).setOrdinal},
	'V': {width: 2, set: func(d *Draft, n int) { d.week = n }},
	'u': {width: 1, set: func(d *Draft, n int) { d.setWeek(d.week, n) }},
	'H': {width: 2, set: func(d *Draft, n int) { d.Hour, d.HasTime = n, true }},
	'M': {width: 2, set: func(d *Draft, n int) { d.Minute = n }},
	'S': {width: 2, set: func(d *Draft, n int) { d.Second = n }},
	'L': {width: 3, set: func(d *Draft, n int) { d.Nanos, d.Digits = n*nanosPerMilli, 3 }},
}

// elements are what a layout names in braces.
var elements = map[string]func(d *Draft) bool{
	"date":     func(d *Draft) bool { return true }, // has been read: a year-first date of any separator
	"level":    (*Draft).levelLetter,                // I, W, E, F, D: no part of the stamp
	"clock":    (*Draft).Clock,                      // H:M:S, with fraction and half of the day
	"packed":   (*Draft).clockPacked,                // HHMMSS or in a value HHMM, with fraction
	"either":   func(d *Draft) bool { return d.clockPacked() || d.Clock() },
	"fraction": (*Draft).fraction,
	"decimals": func(d *Draft) bool { return d.Peek() != ':' && d.fraction() },
	"period":   func(d *Draft) bool { d.dayPeriod(); return true },
	"zone":     func(d *Draft) bool { d.trailingZone(); return true },
	"minutes":  func(d *Draft) bool { d.minutesOrZone(); return true }, // an offset in minutes, or a zone
	"time":     func(d *Draft) bool { return d.afterDate(true) },       // separator, time and zone, or the end of a value
	"blank":    func(d *Draft) bool { d.Skip(' '); return true },       // one or none
	"blanks":   func(d *Draft) bool { return d.Blanks() > 0 },
}

// compile makes the parts of a layout: strptime's letters for numbers of a fixed width, %-m and %-d for one digit or two, [abc] for
// one of some bytes, {name} for an element; anything else stands for itself.
func compile(layout string) (parts []part, err error) {
	for i := 0; i < len(layout); i++ {
		switch layout[i] {
		case '%':
			i++
			short := i < len(layout) && layout[i] == '-'
			if short {
				i++
			}
			if i == len(layout) || numbers[layout[i]].width == 0 {
				return nil, fmt.Errorf("%q has a %% without a known letter", layout)
			}
			p := numbers[layout[i]]
			if short {
				p = part{match: shortNumber(p.set)}
			}
			parts = append(parts, p)
		case '[', '{':
			end := strings.IndexAny(layout[i:], "]}")
			if end < 0 {
				return nil, fmt.Errorf("%q has a bracket that nothing closes", layout)
			}
			inside := layout[i+1 : i+end]
			match := oneOf(inside)
			if layout[i] == '{' {
				if match = elements[inside]; match == nil {
					return nil, fmt.Errorf("%q names no element %q", layout, inside)
				}
			}
			parts = append(parts, part{match: match})
			i += end
		default:
			parts = append(parts, part{match: oneOf(layout[i : i+1])})
		}
	}
	return parts, nil
}

func oneOf(set string) func(d *Draft) bool {
	return func(d *Draft) bool {
		if d.At < len(d.Text) && strings.IndexByte(set, d.Text[d.At]) >= 0 {
			d.At++
			return true
		}
		return false
	}
}

func shortNumber(set func(*Draft, int)) func(d *Draft) bool {
	return func(d *Draft) bool {
		number, ok := d.Number(1, 2)
		set(d, number)
		return ok
	}
}

// follows is the bytes that can follow the digits that a layout begins with, "" for any.
func follows(layout string) string {
	rest := strings.TrimPrefix(layout, "{level}")
	for len(rest) > 1 && rest[0] == '%' {
		rest = rest[2:]
	}
	switch {
	case strings.HasPrefix(rest, "{blanks}"):
		return " \t"
	case strings.HasPrefix(rest, "["):
		return rest[1:strings.IndexByte(rest, ']')]
	case rest == "" || rest[0] == '{':
		return ""
	}
	return rest[:1]
}

// fixed reads the forms with a layout at d.At. Behind a time of day that is dates alone.
func (d *Draft) fixed() bool {
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
	return d.oneOfFixed(todo)
}

// beginning returns the forms that can begin with the digits at a place, or with the letter of a level and the digits behind it,
// and where those end.
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

// fixedTime reads the times that only stand behind a year-first date, which has been read.
func (d *Draft) fixedTime() bool { return !d.HasTime && d.oneOfFixed(layouts.dated) }

func (d *Draft) oneOfFixed(todo uint64) bool {
	at, from, where, before := d.At, d.From, d.spot(), d.fields
	for ; todo != 0; todo &= todo - 1 {
		row := &layouts.rows[bits.TrailingZeros64(todo)]
		if row.where&where == 0 {
			continue
		}
		if row.read(d) {
			return true
		}
		d.At, d.From, d.fields = at, from, before
	}
	return false
}

func (d *Draft) spot() spots {
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
	d.Format = f.form.Name // the comma's meaning depends on it
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
	d.Format = f.form.Name
	return f.form.needs == nil || f.form.needs(d)
}

const nanosPerMilli = calendar.NanosPerSecond / 1000

// MayBegin reports whether a form with a layout can begin at a digit of a line, by how many digits there are and what follows them.
func MayBegin(line []byte, at, run int) bool {
	if run > maxRun || at+run >= len(line) {
		return false
	}
	return layouts.begins[run]&layouts.next[line[at+run]]&layouts.inLine != 0
}

// levelLetter steps over the letter of a level, which is no part of the stamp.
func (d *Draft) levelLetter() bool {
	switch d.Peek() {
	case 'I', 'W', 'E', 'F', 'D':
		d.At++
		d.From++
		return true
	}
	return false
}
