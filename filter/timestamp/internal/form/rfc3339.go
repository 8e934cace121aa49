package form

import "timesync/filter/timestamp/internal/scan"

// IsoLength is the part of RFC 3339 that all its relatives share, with other separators between date and time, other
// fractions and other zones.

// iso reads the form that most logs have: YYYY-MM-DD, one of T, t, blank and underscore, HH:MM:SS, and then a fraction
// and a zone like any other. It is a short cut through numeric, which reads the same stamps to the same fields.
func (d *Draft) iso() bool {
	if len(d.Text)-d.At < scan.IsoLength {
		return false
	}
	s := d.Text[d.At : d.At+scan.IsoLength : d.At+scan.IsoLength]
	if s[4] != '-' || s[7] != '-' || s[13] != ':' || s[16] != ':' {
		return false
	}
	separator := s[10]
	if separator != 'T' && separator != ' ' && separator != 't' && separator != '_' {
		return false
	}
	bad := byte(0) // its high bit is set by whatever is no digit
	two := func(i int) int {
		tens, ones := s[i]-'0', s[i+1]-'0'
		bad |= tens | ones | (9 - tens) | (9 - ones)
		return int(tens)*10 + int(ones)
	}
	d.Year = two(0)*100 + two(2)
	d.Month, d.Day = two(5), two(8)
	d.Hour, d.Minute, d.Second = two(11), two(14), two(17)
	if bad&0x80 != 0 {
		return false
	}
	d.At += scan.IsoLength
	d.HasTime, d.Format = true, "iso8601"
	if d.At == len(d.Text) {
		return true
	}
	comma := d.Text[d.At] == ','
	if scan.IsDigit(d.Text[d.At]) || !d.fraction() {
		return false
	}
	d.dayPeriod()
	d.trailingZone()
	switch {
	case comma && d.Digits > 0:
		d.Format = "log4j"
	case d.Zone != ZoneNone && separator|0x20 == 't':
		d.Format = "rfc3339"
	}
	return true
}
