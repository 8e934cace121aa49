package epoch

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
)

// Exponent is an epoch that floating-point numbers were printed with, 1.687317215031635e+09 (zap):
// one digit, perhaps a fraction, and the power of ten.
type Exponent struct {
	Digits int // of the fraction
	Length int // of the text, 0 where none stands there
}

// leastDigits is how many digits a fraction before an exponent needs for a text to be an epoch by
// itself, and no other number: 1.5e+09 bytes.
const leastDigits = 3

// IsLong reports whether the fraction has as many digits as no other number is written with.
func (e Exponent) IsLong() bool { return e.Digits >= leastDigits }

// mostExponent bounds the digits that are read: more than a float64 has.
const mostExponent = 24

// ReadExponent reads an epoch with an exponent at the start of text, in decimal, so that every digit
// counts. found says how it was written.
func ReadExponent(text []byte) (stamp timestamp.Stamp, found Exponent, reason timestamp.Reason) {
	d := scan.Cursor{Text: text}
	if scan.DigitRun(text, 0) != 1 {
		return timestamp.Stamp{}, Exponent{}, timestamp.NoStamp
	}
	var space [2*mostExponent + 1]byte
	digits := append(space[:0], text[0])
	if d.At = 1; d.Skip('.') {
		found.Digits = scan.DigitRun(text, d.At)
		if found.Digits == 0 || found.Digits > mostExponent {
			return timestamp.Stamp{}, Exponent{}, timestamp.NoStamp
		}
		digits = append(digits, text[d.At:d.At+found.Digits]...)
		d.At += found.Digits
	}
	if !d.Skip('e') && !d.Skip('E') {
		return timestamp.Stamp{}, Exponent{}, timestamp.NoStamp
	}
	d.Skip('+')
	power, ok := d.Number(1, 2)
	if !ok || power > mostExponent {
		return timestamp.Stamp{}, Exponent{}, timestamp.NoStamp
	}
	for len(digits) <= power {
		digits = append(digits, '0')
	}
	whole := append(digits[:power+1:power+1], '.')
	if len(digits) > power+1 {
		whole = append(whole, digits[power+1:]...)
	}
	found.Length = d.At
	stamp, _, reason = Read(whole, nil)
	return stamp, found, reason
}

// ReadNumber is Read of a number whose magnitude tells its unit, with an exponent or without.
func ReadNumber(text []byte) (stamp timestamp.Stamp, end int, reason timestamp.Reason) {
	if len(text) > 1 && (text[1] == '.' || text[1]|0x20 == 'e') {
		if stamp, found, reason := ReadExponent(text); found.Length > 0 {
			return stamp, found.Length, reason
		}
	}
	return Read(text, nil)
}
