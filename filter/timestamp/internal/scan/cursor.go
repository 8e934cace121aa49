package scan

// Cursor is a place in a text.
type Cursor struct {
	Text []byte
	At   int // the next byte
}

// Peek returns the next byte, 0 at the end.
func (d *Cursor) Peek() byte {
	if d.At < len(d.Text) {
		return d.Text[d.At]
	}
	return 0
}

// Skip steps over one byte if it is the next one.
func (d *Cursor) Skip(c byte) bool {
	if d.At < len(d.Text) && d.Text[d.At] == c {
		d.At++
		return true
	}
	return false
}

// Blanks steps over spaces and tabs and returns how many there were.
func (d *Cursor) Blanks() int {
	from := d.At
	for d.At < len(d.Text) && IsBlank(d.Text[d.At]) {
		d.At++
	}
	return d.At - from
}

// Number reads between least and most digits that no further digit follows.
func (d *Cursor) Number(least, most int) (int, bool) {
	run := DigitRun(d.Text, d.At)
	if run < least || run > most {
		return 0, false
	}
	value := Decimal(d.Text[d.At : d.At+run])
	d.At += run
	return value, true
}

// Ends reports whether a stamp may end where the draft has come to.
func (d *Cursor) Ends() bool {
	return EndsAt(d.Text, d.At)
}

// EndsAt reports whether a stamp may end at a place of the text: not inside a longer word, number, address or path.
func EndsAt(text []byte, at int) bool {
	if at >= len(text) {
		return true
	}
	switch c := text[at]; c {
	case '.', '-', '/', '+', '@', '\\', '%':
		return (c == '.' || c == '-') && (at+1 == len(text) || IsBlank(text[at+1]))
	default:
		return !IsWord(c)
	}
}

// OneOf steps over the one of the texts that comes next.
func (d *Cursor) OneOf(texts ...string) bool {
	for _, text := range texts {
		if d.SkipText(text) {
			return true
		}
	}
	return false
}

// Word steps over letters, digits and underscores, and returns them.
func (d *Cursor) Word() []byte {
	from := d.At
	for d.At < len(d.Text) && IsWord(d.Text[d.At]) {
		d.At++
	}
	return d.Text[from:d.At]
}

// Gap steps over blanks, and the two that do not break a line: CLDR writes U+202F before AM and PM since its version 42, and
// with it Java 20, .NET on ICU 72 and browsers. It returns how many bytes there were.
func (d *Cursor) Gap() int {
	from := d.At
	for d.At < len(d.Text) {
		if c := d.Text[d.At]; IsBlank(c) {
			d.At++
		} else if length := WideBlank(d.Text, d.At); length > 0 {
			d.At += length
		} else {
			break
		}
	}
	return d.At - from
}

// WideBlank returns the length of U+00A0 or U+202F at a place of the text, 0 where another character stands.
func WideBlank(text []byte, at int) int {
	switch {
	case at+1 < len(text) && text[at] == 0xc2 && text[at+1] == 0xa0:
		return len("\u00a0")
	case at+2 < len(text) && text[at] == 0xe2 && text[at+1] == 0x80 && text[at+2] == 0xaf:
		return len("\u202f")
	}
	return 0
}

// SkipText steps over a fixed text if it is next.
func (d *Cursor) SkipText(text string) bool {
	if len(d.Text)-d.At < len(text) || string(d.Text[d.At:d.At+len(text)]) != text {
		return false
	}
	d.At += len(text)
	return true
}
