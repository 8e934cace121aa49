package epoch

import (
	"timesync/filter/timestamp"
	"timesync/filter/timestamp/internal/scan"
)

// Epochs that were printed as floating-point numbers, 1.687317215031635e+09 (zap): one digit,
// perhaps a fraction, and the power of ten.

// LeastExponentDigits is how many digits a fraction before an exponent needs for a text to be an
// epoch by itself, and no other number: 1.5e+09 bytes.
const LeastExponentDigits = 3

// mostExponent bounds the digits that are read: more than a float64 has.
const mostExponent = 24

// ReadExponent reads an epoch with an exponent at the start of text, in decimal, so that every digit
// counts. It returns how many digits the fraction before the exponent has, and where the epoch ends,
// 0 where none stands there.
func ReadExponent(text []byte) (stamp timestamp.Stamp, fraction, end int, reason timestamp.Reason) {
	d := scan.Cursor{Text: text}
	if scan.DigitRun(text, 0) != 1 {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	var space [2*mostExponent + 1]byte
	digits := append(space[:0], text[0])
	if d.At = 1; d.Skip('.') {
		fraction = scan.DigitRun(text, d.At)
		if fraction == 0 || fraction > mostExponent {
			return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
		}
		digits = append(digits, text[d.At:d.At+fraction]...)
		d.At += fraction
	}
	if !d.Skip('e') && !d.Skip('E') {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	d.Skip('+')
	power, ok := d.Number(1, 2)
	if !ok || power > mostExponent {
		return timestamp.Stamp{}, 0, 0, timestamp.NoStamp
	}
	for len(digits) <= power {
		digits = append(digits, '0')
	}
	point := power + 1
	digits = append(digits, 0)
	copy(digits[point+1:], digits[point:])
	digits[point] = '.'
	stamp, _, reason = Read(digits, nil)
	return stamp, fraction, d.At, reason
}

// ReadNumber is Read of a number whose magnitude tells its unit, with an exponent or without.
func ReadNumber(text []byte) (stamp timestamp.Stamp, end int, reason timestamp.Reason) {
	if len(text) > 1 && (text[1] == '.' || text[1]|0x20 == 'e') {
		if stamp, _, end, reason := ReadExponent(text); end > 0 {
			return stamp, end, reason
		}
	}
	return Read(text, nil)
}
