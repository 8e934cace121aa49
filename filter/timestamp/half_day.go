package timestamp

// The half of the day behind a time of the 12-hour clock. To miss it is to be 12 hours off, so what may be the word of another
// language for it is read or refused.

// halfDay reads AM or PM in the forms that halfAt knows, with or without a blank before it.
func (d *draft) halfDay() bool {
	from := d.at
	d.gap()
	half, length := d.halfAt(d.at)
	if length == 0 {
		d.doubtHalf()
		d.at = from
		return true
	}
	d.at += length
	d.applyHalf(half)
	if length == len("PM") && d.digits == 0 && isMillis(d.text, d.at) {
		d.decimals(len("685"))
	}
	return true
}

// isMillis says whether three digits behind a full stop stand at a place, and no more: Cisco's Unified CM writes the fraction behind
// the half of the day, 11:57:27 PM.685 UTC.
func isMillis(text []byte, at int) bool {
	end := at + len(".685")
	return at < len(text) && text[at] == '.' && digitRun(text, at+1) == len("685") && (end == len(text) || !isWord(text[end]) && text[end] != '.')
}

// gap steps over blanks, and the two that do not break a line: CLDR writes U+202F before AM and PM since its version 42, and
// with it Java 20, .NET on ICU 72 and browsers. It returns how many bytes there were.
func (d *cursor) gap() int {
	from := d.at
	for d.at < len(d.text) {
		if c := d.text[d.at]; isBlank(c) {
			d.at++
		} else if length := wideBlank(d.text, d.at); length > 0 {
			d.at += length
		} else {
			break
		}
	}
	return d.at - from
}

// wideBlank returns the length of U+00A0 or U+202F at a place of the text, 0 where another character stands.
func wideBlank(text []byte, at int) int {
	switch {
	case at+1 < len(text) && text[at] == 0xc2 && text[at+1] == 0xa0:
		return len("\u00a0")
	case at+2 < len(text) && text[at] == 0xe2 && text[at+1] == 0x80 && text[at+2] == 0xaf:
		return len("\u202f")
	}
	return 0
}

// halfAt reads AM, PM, a.m., p. m., the same in parentheses, or the word of a language that cannot be another word. It returns
// 'a' or 'p' and the length read, 0 where nothing of the kind stands there.
func (d *draft) halfAt(at int) (half byte, length int) {
	switch c := d.text[min(at, len(d.text)):]; {
	case len(c) == 0:
		return 0, 0
	case c[0] >= 0x80:
		return foreignHalf(d.text, at)
	case c[0] == '(':
		half, length = englishHalf(d.text, at+1)
		if end := at + 1 + length; length == 0 || end == len(d.text) || d.text[end] != ')' {
			return 0, 0
		}
		return half, length + len("()")
	}
	half, length = englishHalf(d.text, at)
	if length > 0 && d.line && goesOn(d.text, at+length) && !(d.digits == 0 && isMillis(d.text, at+length)) {
		return 0, 0 // pm-db01, a host
	}
	return half, length
}

func englishHalf(text []byte, at int) (half byte, length int) {
	d := cursor{text: text, at: at}
	if half = d.peek() | 0x20; half != 'a' && half != 'p' {
		return 0, 0
	}
	d.at++
	dotted := d.skip('.')
	if dotted {
		d.gap()
	}
	if d.peek()|0x20 != 'm' {
		return 0, 0
	}
	d.at++
	if dotted {
		d.skip('.')
	}
	if d.at < len(text) && isWord(text[d.at]) {
		return 0, 0
	}
	return half, d.at - at
}

// goesOn says whether a word goes on behind a hyphen or dot, as the names of hosts do. Digits behind a hyphen may be an offset.
func goesOn(text []byte, at int) bool {
	return at+1 < len(text) && (text[at] == '-' && isLetter(text[at+1]) || text[at] == '.' && isWord(text[at+1]))
}

// foreignHalves are the words of CLDR and .NET for the halves of the day that no message begins with: Greek, Korean, Chinese,
// Japanese, Arabic, Persian, Turkish, Thai, Hindi.
var foreignHalves = [...]struct {
	word string
	half byte
}{
	{"π.μ.", 'a'}, {"μ.μ.", 'p'}, {"πμ", 'a'}, {"μμ", 'p'}, {"ΠΜ", 'a'}, {"ΜΜ", 'p'},
	{"오전", 'a'}, {"오후", 'p'}, {"上午", 'a'}, {"下午", 'p'}, {"午前", 'a'}, {"午後", 'p'},
	{"ص", 'a'}, {"م", 'p'}, {"ق.ظ", 'a'}, {"ب.ظ", 'p'}, {"ق.ظ.", 'a'}, {"ب.ظ.", 'p'},
	{"ÖÖ", 'a'}, {"ÖS", 'p'}, {"ก่อนเที่ยง", 'a'}, {"หลังเที่ยง", 'p'}, {"पूर्वाह्न", 'a'}, {"अपराह्न", 'p'},
}

func foreignHalf(text []byte, at int) (half byte, length int) {
	for i := range foreignHalves {
		row := &foreignHalves[i]
		end := at + len(row.word)
		if end <= len(text) && string(text[at:end]) == row.word && (end == len(text) || text[end] < 0x80 && text[end] != '.' && !isWord(text[end])) {
			return row.half, len(row.word)
		}
	}
	return 0, 0
}

// doubtedHalves are words for the halves of the day, in lower case, that a message may begin with as well: German, Czech,
// Slovene, Afrikaans, Finnish, Hungarian. Those of localTimes do it so often that only a date as a country writes it, all
// numbers, makes them doubtful: Vietnamese, Albanian, Swedish, Malay and letters alone.
var (
	doubtedMornings  = [...]string{"vorm.", "dop.", "vm.", "ap.", "de."}
	doubtedEvenings  = [...]string{"nachm.", "odp.", "pop.", "nm.", "ip.", "du."}
	localMornings    = [...]string{"sa", "pd", "fm", "pg", "vm", "ap", "dop", "a"}
	localEvenings    = [...]string{"ch", "md", "em", "ptg", "nm", "ip", "pop", "p"}
	longestHalfDoubt = len("nachm.")
)

// doubtHalf refuses a stamp that is followed by such a word, or has AM or PM in the next column, if its hour would be another one in
// that half of the day.
func (d *draft) doubtHalf() {
	if !d.line || d.hour == 0 || d.hour > 12 {
		return
	}
	end := d.at
	for end < len(d.text) && end-d.at <= longestHalfDoubt && (isWord(d.text[end]) || d.text[end] == '.') {
		end++
	}
	word := d.text[d.at:end]
	always, local := doubtedEvenings[:], localEvenings[:]
	if d.hour == 12 {
		always, local = doubtedMornings[:], localMornings[:]
	}
	if half, length := englishHalf(d.text, d.at); length > 0 && (half == 'a') == (d.hour == 12) && numberBehind(d.text, d.at+length) {
		d.refuse(Malformed) // 10:11:12 PM.68
	}
	next := nextColumn(d.text, d.at)
	if half, length := englishHalf(d.text, next); next > 0 && length > 0 && columnEnds(d.text, next+length) && (half == 'a') == (d.hour == 12) {
		d.refuse(Malformed) // 10:11:12,PM,x
	}
	if isOneOf(word, always) || d.format == "numeric" && isOneOf(word, local) {
		d.refuse(Malformed)
	}
}

// numberBehind says whether a full stop and digits that end there stand at a place, as in no host's name.
func numberBehind(text []byte, at int) bool {
	run := digitRun(text, at+1)
	return run > 0 && text[at] == '.' && (at+1+run == len(text) || !isWord(text[at+1+run]) && text[at+1+run] != '.' && text[at+1+run] != '-')
}

// applyHalf moves an hour of the 12-hour clock, 1 to 12, into its half of the day.
func (d *draft) applyHalf(half byte) {
	if d.hour < 1 || d.hour > 12 {
		d.refuse(Impossible)
	}
	d.hour %= 12
	if half == 'p' {
		d.hour += 12
	}
}
