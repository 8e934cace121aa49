package strptime

import (
	"fmt"
	"strings"

	"timesync/filter/timestamp/internal/scan"
)

// Layout is a compiled layout. It does not change, and is safe for concurrent use.
type Layout struct {
	steps []step
}

// step is one conversion of a layout, or one byte that has to stand in the text.
type step struct {
	conversion byte // literal, space, or the letter of the conversion
	literal    byte
}

const (
	literal = 0
	space   = ' '
)

// shorthands are the conversions that stand for several (Fluent Bit's flb_strptime.c).
var shorthands = [...]struct {
	letter   byte
	expanded string
}{
	{'c', "%a %b %e %H:%M:%S %Y"},
	{'D', "%m/%d/%y"},
	{'F', "%Y-%m-%d"},
	{'R', "%H:%M"},
	{'r', "%I:%M:%S %p"},
	{'T', "%H:%M:%S"},
	{'X', "%H:%M:%S"},
	{'x', "%m/%d/%y"},
}

// conversions are the bytes that may follow a percent sign, apart from the shorthands.
const conversions = "aAbBhCdefgGHIjklLmMnpsStuUVwWyYzZ%"

// Compile compiles a layout in Fluent Bit's dialect: %L is a fraction with or without its
// separator. The modifiers E and O change nothing, since names are English. Its error names what is
// not known, and what a layout needs to name a day.
func Compile(text string) (*Layout, error) {
	compiled := new(Layout)
	if err := compiled.add(text, text); err != nil {
		return nil, err
	}
	if !compiled.tellsDay() {
		return nil, fmt.Errorf("%q names no day: it needs %%s, or %%j, or a month and %%d", text)
	}
	return compiled, nil
}

// add appends the steps of text, which is a part of the layout whole or one of its shorthands.
func (l *Layout) add(text, whole string) error {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case scan.IsSpace(c):
			l.steps = append(l.steps, step{conversion: space})
			continue
		case c != '%':
			l.steps = append(l.steps, step{conversion: literal, literal: c})
			continue
		}
		i++
		for i < len(text) && (text[i] == 'E' || text[i] == 'O') {
			i++
		}
		if i == len(text) {
			return fmt.Errorf("%q ends in a single %%", whole)
		}
		if err := l.convert(text[i], whole); err != nil {
			return err
		}
	}
	return nil
}

// convert appends the steps of one conversion.
func (l *Layout) convert(letter byte, whole string) error {
	for _, s := range shorthands {
		if s.letter == letter {
			return l.add(s.expanded, whole)
		}
	}
	switch {
	case letter == '%':
		l.steps = append(l.steps, step{conversion: literal, literal: '%'})
	case letter == 'n' || letter == 't':
		l.steps = append(l.steps, step{conversion: space})
	case strings.IndexByte(conversions, letter) >= 0:
		l.steps = append(l.steps, step{conversion: letter})
	default:
		return fmt.Errorf("%%%c in %q is not known; allowed are %%%s and the shorthands %%c %%D %%F %%R %%r %%T %%X %%x",
			letter, whole, strings.Join(strings.Split(conversions, ""), " %"))
	}
	return nil
}

// tellsDay reports whether the layout names the day, without which there is no instant.
func (l *Layout) tellsDay() bool {
	return l.has("s") || l.has("j") && l.has("yY") || l.has("bBhm") && l.has("de")
}

// has reports whether one of the letters is a conversion of the layout.
func (l *Layout) has(letters string) bool {
	for _, s := range l.steps {
		if s.conversion != literal && s.conversion != space && strings.IndexByte(letters, s.conversion) >= 0 {
			return true
		}
	}
	return false
}
