package scan

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// IsoLength is the length of the part of RFC 3339 that all its relatives share.
const IsoLength = len("2006-01-02T15:04:05")

// IsDigit reports whether c is an ASCII digit.
func IsDigit(c byte) bool { return c-'0' < 10 }

// IsLetter reports whether c is an ASCII letter.
func IsLetter(c byte) bool { return c|0x20-'a' < 26 }

// IsBlank reports whether c is a space or a tab.
func IsBlank(c byte) bool { return c == ' ' || c == '\t' }

// IsSpace reports whether c is ASCII white space, line ends included.
func IsSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// IsWord reports whether c is an ASCII letter, a digit or an underscore.
func IsWord(c byte) bool { return IsDigit(c) || IsLetter(c) || c == '_' }

// IsHex reports whether c is a hexadecimal digit, in either case.
func IsHex(c byte) bool { return IsDigit(c) || c|0x20-'a' < 6 }

// HexValue returns the value of a hexadecimal digit.
func HexValue(c byte) byte {
	if IsDigit(c) {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

// TwoDigits returns the value of the two digits at text[at:] and reports whether they are two
// digits. A third may follow.
func TwoDigits(text []byte, at int) (int, bool) {
	if len(text) < at+2 {
		return 0, false
	}
	tens, ones := text[at]-'0', text[at+1]-'0'
	return int(tens)*10 + int(ones), tens < 10 && ones < 10
}

// DigitRun returns how many digits text[at:] begins with.
func DigitRun(text []byte, at int) int {
	end := at
	for end < len(text) && IsDigit(text[end]) {
		end++
	}
	return end - at
}

// Decimal returns the value of at most 9 digits.
func Decimal(digits []byte) int {
	value := 0
	for _, c := range digits {
		value = value*10 + int(c-'0')
	}
	return value
}

// BOM is the byte-order mark, U+FEFF, that files begin with.
const BOM = "\ufeff"

// Trim returns value without white space at either end, nor a BOM before it.
func Trim(value []byte) []byte {
	if len(value) >= len(BOM) && value[0] == BOM[0] && string(value[:len(BOM)]) == BOM {
		value = value[len(BOM):]
	}
	for len(value) > 0 && IsSpace(value[0]) {
		value = value[1:]
	}
	for len(value) > 0 && IsSpace(value[len(value)-1]) {
		value = value[:len(value)-1]
	}
	return value
}

// SkipBlanks returns the index of the first byte of line[at:] that is no white space, len(line)
// where there is none.
func SkipBlanks(line []byte, at int) int {
	for at < len(line) && IsSpace(line[at]) {
		at++
	}
	return at
}

// SkipBlanksBack returns the index of the last byte of line[:at+1] that is no space or tab, -1
// where there is none.
func SkipBlanksBack(line []byte, at int) int {
	for at >= 0 && IsBlank(line[at]) {
		at--
	}
	return at
}

// SkipQuote returns the index after a single or double quote at text[at], and at where none stands
// there.
func SkipQuote(text []byte, at int) int {
	if at < len(text) && (text[at] == '"' || text[at] == '\'') {
		at++
	}
	return at
}

// StringEnd returns the index of the quote that ends the JSON string whose text begins at line[at],
// -1 where the line ends first.
func StringEnd(line []byte, at int) int {
	for from := at; ; at++ {
		if at = quoteFrom(line, at); at <= from || line[at-1] != '\\' || !isEscaped(line[from:at]) {
			return at
		}
	}
}

// quoteFrom returns the index of the first double quote in line[at:], -1 where there is none. Most
// strings are short: they end within a few words of eight bytes, before bytes.IndexByte has begun.
func quoteFrom(line []byte, at int) int {
	const quotes, ones, tops = 0x2222222222222222, 0x0101010101010101, 0x8080808080808080
	for end := at + 32; at < end && at <= len(line)-8; at += 8 {
		word := binary.LittleEndian.Uint64(line[at:]) ^ quotes
		if found := (word - ones) &^ word & tops; found != 0 { // the lowest bit is that of the first quote
			return at + bits.TrailingZeros64(found)/8
		}
	}
	if at < len(line) {
		if length := bytes.IndexByte(line[at:], '"'); length >= 0 {
			return at + length
		}
	}
	return -1
}

// isEscaped reports whether what stands after text is escaped by its end: by an odd number of
// backslashes.
func isEscaped(text []byte) bool {
	at := len(text)
	for at > 0 && text[at-1] == '\\' {
		at--
	}
	return (len(text)-at)%2 == 1
}

// ScalarEnd returns the end of the number that begins at line[at], at+1 where another byte stands
// there.
func ScalarEnd(line []byte, at int) int {
	end := at + 1
	for end < len(line) && (IsDigit(line[end]) || line[end] == '.') && IsDigit(line[at]) {
		end++
	}
	return end
}
