package scan

// Cursor is a text and a position in it.
type Cursor struct {
	Text []byte
	At   int // the index of the next byte
}

// Peek returns the next byte, 0 at the end of the text.
func (c *Cursor) Peek() byte {
	if c.At < len(c.Text) {
		return c.Text[c.At]
	}
	return 0
}

// Skip steps over the next byte if it is b, and reports whether it did.
func (c *Cursor) Skip(b byte) bool {
	if c.At < len(c.Text) && c.Text[c.At] == b {
		c.At++
		return true
	}
	return false
}

// Blanks steps over spaces and tabs and returns how many there were.
func (c *Cursor) Blanks() int {
	from := c.At
	for c.At < len(c.Text) && IsBlank(c.Text[c.At]) {
		c.At++
	}
	return c.At - from
}

// Number steps over a number of least to most digits, of which Decimal allows 9, and returns its
// value. It reports false, and stays, where there are fewer digits or more.
func (c *Cursor) Number(least, most int) (int, bool) {
	run := DigitRun(c.Text, c.At)
	if run < least || run > most {
		return 0, false
	}
	value := Decimal(c.Text[c.At : c.At+run])
	c.At += run
	return value, true
}

// Ends reports whether a stamp may end at the cursor; see EndsAt.
func (c *Cursor) Ends() bool {
	return EndsAt(c.Text, c.At)
}

// EndsAt reports whether a stamp may end before text[at]: not inside a longer word, number, address
// or path.
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

// OneOf steps over the first of texts that comes next, and reports whether one did.
func (c *Cursor) OneOf(texts ...string) bool {
	for _, text := range texts {
		if c.SkipText(text) {
			return true
		}
	}
	return false
}

// Word steps over letters, digits and underscores, and returns them.
func (c *Cursor) Word() []byte {
	from := c.At
	for c.At < len(c.Text) && IsWord(c.Text[c.At]) {
		c.At++
	}
	return c.Text[from:c.At]
}

// Gap steps over spaces, tabs and the two spaces that do not break a line, U+00A0 and U+202F, and
// returns how many bytes there were. Since version 42 CLDR writes U+202F before AM and PM, and with
// it Java 20, .NET on ICU 72 and browsers.
func (c *Cursor) Gap() int {
	from := c.At
	for c.At < len(c.Text) {
		if IsBlank(c.Text[c.At]) {
			c.At++
		} else if length := WideBlank(c.Text, c.At); length > 0 {
			c.At += length
		} else {
			break
		}
	}
	return c.At - from
}

// WideBlank returns the length of the U+00A0 or U+202F at text[at:], 0 where another character
// stands there.
func WideBlank(text []byte, at int) int {
	switch {
	case at+1 < len(text) && text[at] == 0xc2 && text[at+1] == 0xa0:
		return len("\u00a0")
	case at+2 < len(text) && text[at] == 0xe2 && text[at+1] == 0x80 && text[at+2] == 0xaf:
		return len("\u202f")
	}
	return 0
}

// SkipText steps over text if it comes next, and reports whether it did.
func (c *Cursor) SkipText(text string) bool {
	if len(c.Text)-c.At < len(text) || string(c.Text[c.At:c.At+len(text)]) != text {
		return false
	}
	c.At += len(text)
	return true
}
