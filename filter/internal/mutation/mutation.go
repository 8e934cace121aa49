// Package mutation runs the bodies of fuzz targets on seeds that it changes at random, as a fuzzer
// does. Without the coverage that guides a fuzzer, and in one process, an execution costs little
// more than the body itself: ten million take minutes.
package mutation

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
)

// Mutator makes texts of seeds and the tokens of stamps.
type Mutator struct {
	*rand.Rand
	seeds []string
	text  []byte // under way
}

// maxLength keeps the texts as short as lines with stamps are.
const maxLength = 300

// tokens are what stamps and the lines around them consist of.
var tokens = [...]string{
	" ", "  ", "T", "t", ", ", " at ", "_", "-", "/", ".", ":", "::", ",", ";", "|", "\t", "\n", "+", "'", "=", "%", "\\",
	"\u00a0", "\u202f", "\u2212", "\u2013", "\uff1a", "年", "月", "日", "上午", "\ufeff", "\x00", "\xff", "é",
	"Z", "z", " UTC", "GMT", "GMT+0200", "UTC+02:00", "+02:00", "-0730", "+05", "+24:00", "-00:00", "+0060", "+5:30", "+12:34:56",
	" CEST", " EST", " IST", " PST", " MSK", "(CEST)", "[CET]", " (CET)", "[Europe/Berlin]", " Europe/Berlin", " EUROPE/BERLIN", "[UTC]",
	" AM", "PM", "pm", "a.m.", " p.m.", " P", "Jan", "Feb ", "June", "Sept", "Dec", "DEC", "May ", "Mon", "Friday, ", "Thu ", "Sun",
	"W24", "W53-7", "1st", "th", "[", "]", "(", ")", "{", "}", `"`, "<34>", "<34>1 ", "<189>2: ", "\x1b[32m", "\x1b[0m", "@", "*", "#",
	"0", "00", "60", "24", "12", "13", "29", "31", "32", "99", "166", "366", "367", "0000", "1677", "1970", "2000", "2024", "2262", "9999",
	"20240614", "101112", "240614", "1718359872", "1718359872123", "1718359872123456", "1718359872123456789", "-1", "2147483648",
	"4294967295", "9223372036854775807", "9223372036854775808", "99999999999999999999", "00000000000000000000", "133628334721234567",
	".5", ",123", ".123456", ".123456789", ",034,", ",200,INFO,", ".0000000000", "1e9", "0x10", ".000",
	"10:11:12", "23:59:60", "24:00:00", "02:30:00", "2024-06-14", "2024-02-30", "02/03/2024", "14/Jun/2024:", "Jun 14 ",
	"@4000000037c219bf2ef02e94", "@40000000586846a500000001000000ff", "/Date(", "audit(", "msg=", "type=", "date=", "time=", " tz=", "ts=",
	`{"time":"`, `"t":`, `{"$date":`, `"$numberLong":"`, `"epochSecond":`, `,"nanoOfSecond":5`, "INFO", " - ", "I0614 ", "x",
	`[timeQuality tzKnown="0" isSynced="0"]`,
}

// letters are the bytes that change most, among all others.
const letters = "0123456789 :-+/.,TZampAMPJunfeb\t%[]()\"W@"

// Text is a seed after a few changes; now and then it is one as it is.
func (m *Mutator) Text() string { return m.Change(m.seed()) }

func (m *Mutator) seed() string { return m.seeds[m.IntN(len(m.seeds))] }

// Change changes a text at a few places.
func (m *Mutator) Change(text string) string {
	m.text = append(m.text[:0], text...)
	for n := m.IntN(10); n > 0; n /= 4 { // most often one or two
		m.change()
	}
	return string(m.text[:min(len(m.text), maxLength)])
}

func (m *Mutator) change() {
	b := m.text
	from, to := m.part()
	switch m.IntN(15) {
	case 0:
		if from < len(b) {
			b[from] = m.letter()
		}
	case 1:
		b = slices.Delete(b, from, to)
	case 2:
		b = slices.Insert(b, from, m.letter())
	case 3:
		b = slices.Insert(b, from, bytes.Clone(b[from:to])...)
	case 4, 5:
		b = slices.Insert(b, from, []byte(m.token())...)
	case 6, 7:
		b = slices.Replace(b, from, to, []byte(m.token())...)
	case 8, 9:
		from, to = m.field(isDigit)
		b = slices.Replace(b, from, to, m.digits(to-from)...)
	case 10:
		from, to = m.field(isDigit)
		b = slices.Insert(b, to, bytes.Clone(b[from:to])...)
	case 11:
		m.swap()
	case 12:
		other := m.seed()
		b = append(b[:from], other[m.IntN(len(other)+1):]...)
	case 13:
		b = [...][]byte{b[:from], b[from:]}[m.IntN(2)]
	case 14:
		if from < len(b) && b[from]|0x20 >= 'a' && b[from]|0x20 <= 'z' {
			b[from] ^= 0x20
		}
	}
	m.text = b
}

// part is a random part of the text, of a few bytes or a field as a whole.
func (m *Mutator) part() (from, to int) {
	if m.IntN(3) == 0 {
		return m.field(isWord)
	}
	from = m.IntN(len(m.text) + 1)
	return from, min(from+1+m.IntN(4), len(m.text))
}

// field is a run of bytes of a kind, the first at or after a random place; empty at the end where
// none is.
func (m *Mutator) field(is func(c byte) bool) (from, to int) {
	from = m.IntN(len(m.text) + 1)
	for from < len(m.text) && !is(m.text[from]) {
		from++
	}
	for from > 0 && from < len(m.text) && is(m.text[from-1]) {
		from--
	}
	for to = from; to < len(m.text) && is(m.text[to]); {
		to++
	}
	return from, to
}

// swap exchanges two fields.
func (m *Mutator) swap() {
	from, to := m.field(isWord)
	next, end := m.field(isWord)
	if next < from {
		from, to, next, end = next, end, from, to
	}
	if to <= next && next < len(m.text) {
		m.text = []byte(fmt.Sprintf("%s%s%s%s%s", m.text[:from], m.text[next:end], m.text[to:next], m.text[from:to], m.text[end:]))
	}
}

// digits is a number, most often of as many digits.
func (m *Mutator) digits(width int) []byte {
	if m.IntN(8) == 0 {
		width = m.IntN(22)
	}
	b := make([]byte, width)
	for i := range b {
		b[i] = '0' + byte(m.IntN(10))
	}
	if width == 2 && m.IntN(2) == 0 { // as fields of a date and time have
		b[0] = '0' + byte(m.IntN(4))
	}
	return b
}

func (m *Mutator) token() string {
	if m.IntN(8) == 0 {
		return strconv.Itoa(m.IntN(100))
	}
	return tokens[m.IntN(len(tokens))]
}

func (m *Mutator) letter() byte {
	if m.IntN(8) == 0 {
		return byte(m.IntN(256))
	}
	return letters[m.IntN(len(letters))]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWord(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'z' }
