package form

import (
	"fmt"
	"strings"

	"timesync/filter/timestamp/internal/calendar"
)

// part is one element of a layout: a number of so many digits, or what match reads.
type part struct {
	width int // digits; 0: match reads it
	set   func(d *Draft, number int)
	match func(d *Draft) bool
}

// numbers are those of a fixed width, in strptime's letters. A letter after %- has one digit or
// two.
var numbers = map[byte]part{
	'Y': {width: 4, set: func(d *Draft, n int) { d.Year = n }},
	'y': {width: 2, set: func(d *Draft, n int) { d.Year = calendar.FullYear(n) }},
	'm': {width: 2, set: func(d *Draft, n int) { d.Month = n }},
	'd': {width: 2, set: func(d *Draft, n int) { d.Day = n }},
	'j': {width: 3, set: setOrdinal},
	'V': {width: 2, set: func(d *Draft, n int) { d.week = n }},
	'u': {width: 1, set: func(d *Draft, n int) { setWeek(d, d.week, n) }},
	'H': {width: 2, set: func(d *Draft, n int) { d.Hour, d.HasTime = n, true }},
	'M': {width: 2, set: func(d *Draft, n int) { d.Minute = n }},
	'S': {width: 2, set: func(d *Draft, n int) { d.Second = n }},
	'L': {width: 3, set: func(d *Draft, n int) { d.Nanos, d.Digits = n*nanosPerMilli, 3 }},
}

// elements are what a layout names in braces.
var elements = map[string]func(d *Draft) bool{
	"date":     func(*Draft) bool { return true }, // a year-first date, which has been read
	"level":    skipLevel,                         // I, W, E, F, D: no part of the stamp
	"clock":    (*Draft).Clock,                    // H:M:S, with fraction and day period
	"packed":   readPackedClock,                   // HHMMSS or in a value HHMM, with fraction
	"either":   func(d *Draft) bool { return readPackedClock(d) || d.Clock() },
	"fraction": readFraction,
	"decimals": func(d *Draft) bool { return d.Peek() != ':' && readFraction(d) },
	"period":   func(d *Draft) bool { readDayPeriod(d); return true },
	"zone":     func(d *Draft) bool { readTrailingZone(d); return true },
	"minutes":  func(d *Draft) bool { readMinutesOrZone(d); return true }, // an offset in minutes, or a zone
	"time":     func(d *Draft) bool { return readAfterDate(d, true) },     // and its separator
	"blank":    func(d *Draft) bool { d.Skip(' '); return true },          // one or none
	"blanks":   func(d *Draft) bool { return d.Blanks() > 0 },
}

// compile makes the parts of a layout: strptime's letters for numbers of a fixed width, %-m and %-d
// for one digit or two, [abc] for one of some bytes, {name} for an element; anything else stands
// for itself.
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
	for len(rest) > 1 && rest[0] == '%' && rest[1] != '-' {
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

const nanosPerMilli = calendar.NanosPerSecond / 1000

// skipLevel steps over the letter of a level, which is no part of the stamp.
func skipLevel(d *Draft) bool {
	switch d.Peek() {
	case 'I', 'W', 'E', 'F', 'D':
		d.At++
		d.From++
		return true
	}
	return false
}
