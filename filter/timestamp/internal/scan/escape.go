package scan

import (
	"unicode/utf16"
	"unicode/utf8"
)

// Escaped reads the escape sequence of JSON that begins at the backslash text[at], and returns what
// it stands for and where it ends. One that JSON does not have stands for its second byte.
func Escaped(text []byte, at int) (r rune, end int) {
	if at++; at >= len(text) {
		return '\\', at
	}
	switch c := text[at]; c {
	case 'n':
		return '\n', at + 1
	case 't':
		return '\t', at + 1
	case 'r':
		return '\r', at + 1
	case 'b':
		return '\b', at + 1
	case 'f':
		return '\f', at + 1
	case 'u':
		return escapedUnit(text, at+1)
	default:
		return rune(c), at + 1
	}
}

// escapedUnit reads the four digits after \u, and the second half of a surrogate pair.
func escapedUnit(text []byte, at int) (r rune, end int) {
	r, ok := hexUnit(text, at)
	if !ok {
		return 'u', at
	}
	at += 4
	if !utf16.IsSurrogate(r) {
		return r, at
	}
	if at+1 < len(text) && text[at] == '\\' && text[at+1] == 'u' {
		if second, ok := hexUnit(text, at+2); ok {
			if pair := utf16.DecodeRune(r, second); pair != utf8.RuneError {
				return pair, at + 6
			}
		}
	}
	return utf8.RuneError, at
}

func hexUnit(text []byte, at int) (r rune, ok bool) {
	if at+4 > len(text) {
		return 0, false
	}
	for _, c := range text[at : at+4] {
		if !IsHex(c) {
			return 0, false
		}
		r = r<<4 | rune(HexValue(c))
	}
	return r, true
}

// AppendUnescaped appends what the text of a JSON string stands for.
func AppendUnescaped(dst, text []byte) []byte {
	for at := 0; at < len(text); {
		if text[at] != '\\' {
			dst = append(dst, text[at])
			at++
			continue
		}
		r, end := Escaped(text, at)
		if r < utf8.RuneSelf || r > utf8.MaxRune {
			dst = append(dst, byte(r))
		} else {
			dst = utf8.AppendRune(dst, r)
		}
		at = end
	}
	return dst
}
