package form

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
)

// The half of the day behind a time of the 12-hour clock. To miss it is to be 12 hours off, so what may be the word of another
// language for it is read or refused.

// dayPeriod reads AM or PM in the forms that dayPeriodAt knows, with or without a blank before it.
func (d *Draft) dayPeriod() bool {
	from := d.At
	d.Gap()
	half, length := d.dayPeriodAt(d.At)
	if length == 0 {
		d.doubtPeriod()
		d.At = from
		return true
	}
	d.At += length
	d.ApplyPeriod(half)
	if length == len("PM") && d.Digits == 0 && isMillis(d.Text, d.At) {
		d.Decimals(len("685"))
	}
	return true
}

// isMillis reports whether three digits behind a full stop stand at a place, and no more: Cisco's Unified CM writes the fraction behind
// the half of the day, 11:57:27 PM.685 UTC.
func isMillis(text []byte, at int) bool {
	end := at + len(".685")
	return at < len(text) && text[at] == '.' && scan.DigitRun(text, at+1) == len("685") && (end == len(text) || !scan.IsWord(text[end]) && text[end] != '.')
}

// dayPeriodAt reads AM, PM, a.m., p. m., the same in parentheses, or the word of a language that cannot be another word. It returns
// 'a' or 'p' and the length read, 0 where nothing of the kind stands there.
func (d *Draft) dayPeriodAt(at int) (half byte, length int) {
	switch c := d.Text[min(at, len(d.Text)):]; {
	case len(c) == 0:
		return 0, 0
	case c[0] >= 0x80:
		return foreignPeriod(d.Text, at)
	case c[0] == '(':
		half, length = englishPeriod(d.Text, at+1)
		if end := at + 1 + length; length == 0 || end == len(d.Text) || d.Text[end] != ')' {
			return 0, 0
		}
		return half, length + len("()")
	}
	half, length = englishPeriod(d.Text, at)
	if length > 0 && d.Line && goesOn(d.Text, at+length) && !(d.Digits == 0 && isMillis(d.Text, at+length)) {
		return 0, 0 // pm-db01, a host
	}
	return half, length
}

func englishPeriod(text []byte, at int) (half byte, length int) {
	d := scan.Cursor{Text: text, At: at}
	if half = d.Peek() | 0x20; half != 'a' && half != 'p' {
		return 0, 0
	}
	d.At++
	dotted := d.Skip('.')
	if dotted {
		d.Gap()
	}
	if d.Peek()|0x20 != 'm' {
		return 0, 0
	}
	d.At++
	if dotted {
		d.Skip('.')
	}
	if d.At < len(text) && scan.IsWord(text[d.At]) {
		return 0, 0
	}
	return half, d.At - at
}

// goesOn reports whether a word goes on behind a hyphen or dot, as the names of hosts do. Digits behind a hyphen may be an offset.
func goesOn(text []byte, at int) bool {
	return at+1 < len(text) && (text[at] == '-' && scan.IsLetter(text[at+1]) || text[at] == '.' && scan.IsWord(text[at+1]))
}

// foreignPeriods are the words of CLDR and .NET for the halves of the day that no message begins with: Greek, Korean, Chinese,
// Japanese, Arabic, Persian, Turkish, Thai, Hindi.
var foreignPeriods = [...]struct {
	word string
	half byte
}{
	{"π.μ.", 'a'}, {"μ.μ.", 'p'}, {"πμ", 'a'}, {"μμ", 'p'}, {"ΠΜ", 'a'}, {"ΜΜ", 'p'},
	{"오전", 'a'}, {"오후", 'p'}, {"上午", 'a'}, {"下午", 'p'}, {"午前", 'a'}, {"午後", 'p'},
	{"ص", 'a'}, {"م", 'p'}, {"ق.ظ", 'a'}, {"ب.ظ", 'p'}, {"ق.ظ.", 'a'}, {"ب.ظ.", 'p'},
	{"ÖÖ", 'a'}, {"ÖS", 'p'}, {"ก่อนเที่ยง", 'a'}, {"หลังเที่ยง", 'p'}, {"पूर्वाह्न", 'a'}, {"अपराह्न", 'p'},
}

func foreignPeriod(text []byte, at int) (half byte, length int) {
	for i := range foreignPeriods {
		row := &foreignPeriods[i]
		end := at + len(row.word)
		if end <= len(text) && string(text[at:end]) == row.word && (end == len(text) || text[end] < 0x80 && text[end] != '.' && !scan.IsWord(text[end])) {
			return row.half, len(row.word)
		}
	}
	return 0, 0
}

// doubtedHalves are words for the halves of the day, in lower case, that a message may begin with as well: German, Czech,
// Slovene, Afrikaans, Finnish, Hungarian. Those of localTimes do it so often that only a date as a country writes it, all
// numbers, makes them doubtful: Vietnamese, Albanian, Swedish, Malay and letters alone.
var (
	doubtedMornings      = [...]string{"vorm.", "dop.", "vm.", "ap.", "de."}
	doubtedEvenings      = [...]string{"nachm.", "odp.", "pop.", "nm.", "ip.", "du."}
	localMornings        = [...]string{"sa", "pd", "fm", "pg", "vm", "ap", "dop", "a"}
	localEvenings        = [...]string{"ch", "md", "em", "ptg", "nm", "ip", "pop", "p"}
	longestDoubtedPeriod = len("nachm.")
)

// doubtPeriod refuses a stamp that is followed by such a word, or has AM or PM in the next column, if its hour would be another one in
// that half of the day.
func (d *Draft) doubtPeriod() {
	if !d.Line || d.Hour == 0 || d.Hour > 12 {
		return
	}
	end := d.At
	for end < len(d.Text) && end-d.At <= longestDoubtedPeriod && (scan.IsWord(d.Text[end]) || d.Text[end] == '.') {
		end++
	}
	word := d.Text[d.At:end]
	always, local := doubtedEvenings[:], localEvenings[:]
	if d.Hour == 12 {
		always, local = doubtedMornings[:], localMornings[:]
	}
	if half, length := englishPeriod(d.Text, d.At); length > 0 && (half == 'a') == (d.Hour == 12) && numberBehind(d.Text, d.At+length) {
		d.Refuse(timestamp.Malformed) // 10:11:12 PM.68
	}
	next := NextColumn(d.Text, d.At)
	if half, length := englishPeriod(d.Text, next); next > 0 && length > 0 && columnEnds(d.Text, next+length) && (half == 'a') == (d.Hour == 12) {
		d.Refuse(timestamp.Malformed) // 10:11:12,PM,x
	}
	if scan.IsOneOf(word, always) || d.Format == "numeric" && scan.IsOneOf(word, local) {
		d.Refuse(timestamp.Malformed)
	}
}

// numberBehind reports whether a full stop and digits that end there stand at a place, as in no host's name.
func numberBehind(text []byte, at int) bool {
	run := scan.DigitRun(text, at+1)
	return run > 0 && text[at] == '.' && (at+1+run == len(text) || !scan.IsWord(text[at+1+run]) && text[at+1+run] != '.' && text[at+1+run] != '-')
}

// ApplyPeriod moves an hour of the 12-hour clock, 1 to 12, into its half of the day.
func (d *Draft) ApplyPeriod(half byte) {
	if d.Hour < 1 || d.Hour > 12 {
		d.Refuse(timestamp.Impossible)
	}
	d.Hour %= 12
	if half == 'p' {
		d.Hour += 12
	}
}
